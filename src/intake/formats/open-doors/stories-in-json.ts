/**
 * Stories in JSON: tables exported as they are, the works AO3's import takes, or the stories of Open Doors' temporary
 * site with their chapters in them. The shapes are told by their keys, since each tool nests them otherwise.
 */
import { isArchiveTable, placeOf } from '../sql/archive-tables.ts'
import { DumpTables } from '../sql/dump-tables.ts'
import { isSaid, NO_STORY, type OpenDoorsChapter, type OpenDoorsStory } from './story.ts'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectsIn = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? Object.values(value).filter(isObject) : []

/** @returns the tables, where the file holds tables whose rows name each other by number; the caller closes them. */
export function tablesInJson(data: unknown): DumpTables | undefined {
  const found = new Map<string, Json[]>()
  for (const [name, rows] of namedTables(data)) {
    const place = placeOf(name)
    if (place !== undefined && !found.has(place.table)) found.set(place.table, rows)
  }
  const stories = found.get('stories') ?? []
  const isFlat = (found.get('chapters') ?? []).some(
    (row) => 'story_id' in row || 'storyId' in row || 'sid' in row,
  )
  if (stories.length === 0 || (!isFlat && stories.some((row) => isNested(row)))) return undefined
  const tables = new DumpTables()
  for (const [table, rows] of found) if (isArchiveTable(table)) tables.addRows('', table, rows)
  tables.settle()
  return tables
}

/** By their names: `{"stories": […]}`, or phpMyAdmin's `[{"type": "table", "name": …, "data": […]}]`. */
function namedTables(data: unknown): [string, Json[]][] {
  if (Array.isArray(data)) {
    return data
      .filter(isObject)
      .filter(({ type }) => type === 'table')
      .map(({ name, data: rows }) => [String(name), objectsIn(rows)])
  }
  return isObject(data) ? Object.entries(data).map(([name, rows]) => [name, objectsIn(rows)]) : []
}

const isNested = (row: Json) => Array.isArray(row.chapters) || 'chapter_urls' in row || textIn(row) !== null
const isStory = (row: Json) =>
  typeof row.title === 'string' && (isNested(row) || 'external_author_name' in row)

/** Stories that hold their chapters themselves, however deep they lie. */
export function storiesInJson(data: unknown): OpenDoorsStory[] {
  const stories: OpenDoorsStory[] = []
  const ids = new Set<string>()
  const look = (value: unknown, depth: number) => {
    if (isObject(value) && isStory(value)) {
      const story = storyOf(value, stories.length + 1)
      // A story of two writers is listed under each of them.
      if (!ids.has(story.id)) stories.push(story)
      ids.add(story.id)
      return
    }
    if (depth < 5 && typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) look(inner, depth + 1)
  }
  look(data, 0)
  return stories
}

function storyOf(row: Json, place: number): OpenDoorsStory {
  const text = (...names: string[]) => {
    for (const name of names) if (row[name] !== undefined && row[name] !== null) return listText(row[name])
    return null
  }
  const authors = [
    ...namesIn(row.authors ?? row.author ?? row.creator ?? row.author_name ?? row.external_author_name),
    ...namesIn(row.coauthor ?? row.external_coauthor_name),
  ]
  const people = [row.author, row.coauthor, ...(Array.isArray(row.authors) ? row.authors : [])].filter(
    isObject,
  )
  const unwilling = [row, ...people].some((each) => isSaid(each.do_not_import) || isSaid(each.to_delete))
  return {
    ...NO_STORY,
    id: text('id', 'original_id') ?? String(place),
    title: String(row.title),
    summary: text('summary'),
    notes: text('notes'),
    rating: text('rating'),
    date: text('date', 'published'),
    updated: text('updated'),
    languageCode: text('language_code', 'language'),
    url: text('url'),
    fandoms: text('fandoms', 'fandom'),
    warnings: text('warnings', 'warning'),
    characters: text('characters'),
    relationships: text('relationships', 'pairings'),
    categories: text('categories', 'category'),
    tags: text('additional_tags', 'tags', 'genres'),
    authors: [...new Set(authors)],
    leftOut: unwilling ? 'marked "do not import"' : null,
    chapters: chaptersIn(row),
  }
}

function listText(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value)
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (isObject(value)) return namesIn(value.name ?? value.penname ?? '')
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []
}

function chaptersIn(row: Json): OpenDoorsChapter[] {
  const chapters = objectsIn(row.chapters)
    .map((chapter, index) => ({ chapter, position: Number(chapter.position ?? index) }))
    .sort((a, b) => a.position - b.position)
    .map(({ chapter }) => ({
      title: typeof chapter.title === 'string' ? chapter.title : null,
      text: textIn(chapter),
      notes: typeof chapter.notes === 'string' ? chapter.notes : null,
      url: typeof chapter.url === 'string' ? chapter.url : null,
    }))
  if (chapters.length > 0) return chapters
  const own = textIn(row)
  if (own !== null) return [{ title: null, text: own, notes: null, url: null }]
  const urls = Array.isArray(row.chapter_urls) ? row.chapter_urls : []
  return urls.map((url) => ({ title: null, text: null, notes: null, url: String(url) }))
}

function textIn(row: Json): string | null {
  for (const name of ['text', 'content', 'body']) if (typeof row[name] === 'string') return row[name]
  return null
}
