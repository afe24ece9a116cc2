/** Questions to the search index. Everything a person typed has become plain words before it gets here. */
import type { FullTextQuery, Table } from '@lancedb/lancedb'
import type { Table as ArrowTable } from 'apache-arrow'
import type { WordColumn } from './index-tables.ts'
import type { QueryWord } from './query-words.ts'

/** A passage that has some of the words. */
export interface PassageHit {
  work: number
  revision: number
  chapter: number
  start: number
  end: number
  block: number
  score: number
  /** LanceDB's row, as long as the table stays as it is. */
  row: bigint
}

export interface WorkHit {
  work: number
  revision: number
  score: number
}

export interface Asked {
  limit: number
  /** Only in these works. */
  among?: number[] | undefined
  /** Rows the word index does not cover are left out. */
  settledOnly: boolean
}

/** Works by the words of one column, best first. */
export async function askWorks(
  table: Table,
  column: 'story' | 'about',
  words: QueryWord[],
  asked: Asked,
): Promise<WorkHit[]> {
  const query = await matchQuery(column, words)
  const rows = await ask(table, query, ['work', 'revision'], asked)
  return rows.map((row) => ({ work: row.work, revision: row.revision, score: row._score }) as WorkHit)
}

/** Works whose title, creators, tags or summary have the words of a phrase in a row, stems compared. */
export async function askPhraseInAbout(table: Table, phrase: QueryWord[], asked: Asked): Promise<WorkHit[]> {
  const query = await phraseQuery('about', phrase, phrase)
  const rows = await ask(table, query, ['work', 'revision'], asked)
  return rows.map((row) => ({ work: row.work, revision: row.revision, score: row._score }) as WorkHit)
}

/** Passages by their words, best first; with a phrase only those that have its words in a row, stems compared. */
export async function askPassages(
  table: Table,
  words: QueryWord[],
  asked: Asked & { phrase?: QueryWord[] | undefined },
): Promise<PassageHit[]> {
  const query = asked.phrase
    ? await phraseQuery('text', asked.phrase, words)
    : await matchQuery('text', words)
  const columns = ['work', 'revision', 'chapter', 'start_at', 'end_at', 'block']
  const rows = await ask(table, query, columns, asked)
  return rows.map((row) => ({ ...passageOf(row), score: row._score as number, row: row._rowid as bigint }))
}

/** The texts of passages as written, by row. A row that moved since is not in the answer. */
export async function readTexts(table: Table, hits: PassageHit[]): Promise<Map<PassageHit, string>> {
  const texts = new Map<PassageHit, string>()
  if (hits.length === 0) return texts
  const columns = ['work', 'revision', 'chapter', 'start_at', 'end_at', 'block', 'text', 'original']
  const rows = rowsOf(
    await table
      .takeRowIds(hits.map(({ row }) => row).sort(byNumber))
      .select(columns)
      .toArrow(),
  )
  const byPlace = new Map(rows.map((row) => [placeKey(passageOf(row)), (row.original ?? row.text) as string]))
  for (const hit of hits) {
    const text = byPlace.get(placeKey(hit))
    if (text !== undefined) texts.set(hit, text)
  }
  return texts
}

/** LanceDB reads rows in order in a third of the time. */
const byNumber = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

type Place = Omit<PassageHit, 'score' | 'row'>
type Row = Record<string, unknown>

const placeKey = ({ work, revision, chapter, start }: Place) => `${work}/${revision}/${chapter}/${start}`

function passageOf(row: Row): Place {
  const { work, revision, chapter, start_at: start, end_at: end, block } = row
  return { work, revision, chapter, start, end, block } as Place
}

async function ask(table: Table, query: FullTextQuery, columns: string[], asked: Asked): Promise<Row[]> {
  let question = table
    .query()
    .fullTextSearch(query)
    .select([...columns, '_score'])
    .limit(asked.limit)
    .withRowId()
  if (asked.among) question = question.where(`work IN (${asked.among.join(',') || 'NULL'})`)
  if (asked.settledOnly) question = question.fastSearch()
  return rowsOf(await question.toArrow())
}

/** Plain objects, read column by column: arrow's own row objects take five times as long. */
function rowsOf(table: ArrowTable): Row[] {
  const rows: Row[] = Array.from({ length: table.numRows }, () => ({}))
  for (const { name } of table.schema.fields) {
    const values = table.getChild(name)?.toArray() as ArrayLike<unknown>
    for (let at = 0; at < rows.length; at++) (rows[at] as Row)[name] = values[at]
  }
  return rows
}

async function matchQuery(column: WordColumn, words: QueryWord[]): Promise<FullTextQuery> {
  const { MatchQuery } = await import('@lancedb/lancedb')
  return new MatchQuery(written(column, words), column)
}

async function phraseQuery(
  column: WordColumn,
  phrase: QueryWord[],
  words: QueryWord[],
): Promise<FullTextQuery> {
  const { BooleanQuery, MatchQuery, Occur, PhraseQuery } = await import('@lancedb/lancedb')
  return new BooleanQuery([
    [Occur.Must, new PhraseQuery(written(column, phrase), column)],
    [Occur.Should, new MatchQuery(written(column, words), column)],
  ])
}

/** The `story` column holds stems, the others words that the index cuts itself. */
function written(column: WordColumn, words: QueryWord[]): string {
  return words.map(({ word, stem }) => (column === 'story' ? stem : word)).join(' ')
}
