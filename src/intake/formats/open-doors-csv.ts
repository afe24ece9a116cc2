/**
 * Tables saved as CSV: Open Doors' tables, one a file; its list of authors with their stories; or any table with a
 * title and a text in each row.
 */
import { parse } from 'csv-parse/sync'
import { RefusedFile } from '../../errors.ts'
import { decodeText } from '../decode.ts'
import { stemOf } from '../stem.ts'
import type { ContainerFile, ContainerFormat, OpenContainer } from './container.ts'
import type { FileHead } from './format.ts'
import { readOpenDoorsStory } from './open-doors/story-document.ts'
import { isStoryList, type ListRow, storiesInList, TextsBeside } from './open-doors/story-list.ts'
import { containerOfTables } from './sql/archive-container.ts'
import { ARCHIVE_TABLES, type ArchiveTable, columnName, isArchiveTable } from './sql/archive-tables.ts'
import { Beside } from './sql/beside.ts'
import { DumpTables } from './sql/dump-tables.ts'
import { noSuchStory } from './sql/no-such-story.ts'
import { textOfFile } from './sql/read-whole.ts'

export const openDoorsCsv: ContainerFormat = {
  id: 'open-doors-csv',
  label: 'a table of stories',
  extensions: ['.csv', '.tsv'],
  takesBeside: true,
  recognise: ({ extension }: FileHead) => (['.csv', '.tsv'].includes(extension) ? 0.9 : 0),
  open: openCsv,
}

async function openCsv(file: ContainerFile): Promise<OpenContainer> {
  const rows = rowsOf(file, await textOfFile(file))
  const columns = Object.keys(rows[0] ?? {})
  if (isStoryList(columns)) return openList(file, rows)
  const table = tableOf(file.path)
  const named = columns.map(columnName)
  if (
    table === 'stories' ||
    (named.includes('title') && named.includes('text') && !named.includes('story_id'))
  )
    return openTables(file, rows)
  if (
    table !== undefined &&
    (await new Beside(file).first([companion(file, table, 'stories')])) !== undefined
  )
    return partOfOthers()
  throw refusal(file, columns)
}

/** @returns values by column name in lower case. */
function rowsOf(file: ContainerFile, text: string): ListRow[] {
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined)
  const delimiter = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)[0]
  try {
    return parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
    })
  } catch (error) {
    throw new RefusedFile(
      'read/damaged-table',
      `${file.path} is no whole table: ${error instanceof Error ? error.message : String(error)}`,
      'Open it in the program it was made with and save it as CSV anew.',
    )
  }
}

/** `stories.csv`, `myarchive - chapters.csv`. */
function tableOf(path: string): ArchiveTable | undefined {
  const name = stemOf(path).toLowerCase()
  const end = /[a-z]+(?:_[a-z]+)?$/.exec(name)?.[0] ?? ''
  if (isArchiveTable(end)) return end
  const last = end.slice(end.lastIndexOf('_') + 1)
  return isArchiveTable(last) ? last : undefined
}

/** The file of another table of the same archive, beside this one. */
function companion(file: ContainerFile, table: ArchiveTable, other: ArchiveTable): string {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  const at = name.toLowerCase().lastIndexOf(table)
  return `${name.slice(0, at)}${other}${name.slice(at + table.length)}`
}

async function openTables(file: ContainerFile, rows: ListRow[]): Promise<OpenContainer> {
  const tables = new DumpTables()
  try {
    const takes = tableOf(file.path) === 'stories' ? await addCompanions(file, tables) : []
    tables.addRows(
      '',
      'stories',
      rows.map((row, index) => ({ ...row, id: row.id ?? row.sid ?? `${index + 1}` })),
    )
    tables.settle()
    const container = await containerOfTables(file, { tables, damaged: 0, takes })
    if (container === undefined) throw refusal(file, Object.keys(rows[0] ?? {}))
    return container
  } catch (error) {
    tables.close()
    throw error
  }
}

async function addCompanions(file: ContainerFile, tables: DumpTables): Promise<string[]> {
  const beside = new Beside(file)
  const takes: string[] = []
  for (const table of ARCHIVE_TABLES) {
    const path = table === 'stories' ? undefined : await beside.first([companion(file, 'stories', table)])
    const bytes = path === undefined ? undefined : await file.beside(path)
    if (path === undefined || bytes === undefined) continue
    tables.addRows('', table, rowsOf(file, decodeText(bytes).text.replace(/^\ufeff/, '')))
    takes.push(path)
  }
  return takes
}

/** A table that is read with the stories it belongs to. */
function partOfOthers(): OpenContainer {
  return {
    async *members() {},
    read: (name) => Promise.reject(noSuchStory('', name)),
    async close() {},
  }
}

async function openList(file: ContainerFile, rows: ListRow[]): Promise<OpenContainer> {
  const texts = new TextsBeside()
  for await (const path of new Beside(file).all()) texts.add(path)
  const stories = storiesInList(rows)
  const found = new Map(stories.map((story) => [`story/${story.id}`, { story, files: texts.of(story) }]))
  if ([...found.values()].every(({ files }) => files.length === 0)) throw onlyAList(file, stories.length)
  return {
    async *members() {
      for (const [name, { files }] of found)
        yield { name, sizeBytes: 1, ...(files.length > 0 && { takes: files }) }
    },
    async read(name) {
      const member = found.get(name)
      if (member === undefined) throw noSuchStory(file.path, name)
      const chapters = member.files.map((url) => ({ title: null, text: null, notes: null, url }))
      return readOpenDoorsStory({ ...member.story, chapters }, { path: `${file.path}!/${name}`, file })
    },
    async close() {},
  }
}

function onlyAList(file: ContainerFile, count: number): RefusedFile {
  return new RefusedFile(
    'read/no-text',
    `${file.path} lists ${count} stories, and none of their texts is beside it.`,
    "Put the texts beside it, each called by its story's number or title; or import the dump that holds the chapters.",
  )
}

function refusal(file: ContainerFile, columns: string[]): RefusedFile {
  const what = columns.some((name) => /^original tag\b/.test(name))
    ? 'is a list of tags'
    : columns.includes('bookmark id')
      ? 'is a list of links to stories elsewhere'
      : 'is a table'
  return new RefusedFile(
    'read/no-stories',
    `${file.path} ${what}, and no stories are in it.`,
    'If stories belong to it, import the dump or the folder that holds their texts.',
  )
}
