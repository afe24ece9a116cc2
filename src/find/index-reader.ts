/** Questions to the search index. Everything a person typed has become plain words before it gets here. */
import type { FullTextQuery, Table } from '@lancedb/lancedb'
import type { Table as ArrowTable } from 'apache-arrow'
import type { WordColumn } from './index-tables.ts'
import { type Place, readPlace } from './place.ts'
import type { QueryWord } from './query-words.ts'
import { worksOfRows } from './row-works.ts'

/** A passage that has some of the words. */
export interface PassageHit {
  work: number
  score: number
  /** LanceDB's row, as long as the table stays as it is. */
  row: bigint
}

/** A passage as it was written. */
export interface PassageText extends Place {
  text: string
}

export interface WorkHit {
  work: number
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
  return ask(table, query, asked)
}

/** Works whose title, creators, tags or summary have the words of a phrase in a row, stems compared. */
export async function askPhraseInAbout(table: Table, phrase: QueryWord[], asked: Asked): Promise<WorkHit[]> {
  const query = await phraseQuery('about', phrase, phrase)
  return ask(table, query, asked)
}

/** Works that have every one of the words in a column, best first. */
export async function askWorksWithAll(
  table: Table,
  column: 'story' | 'about',
  words: QueryWord[],
  limit: number,
): Promise<WorkHit[]> {
  const { BooleanQuery, MatchQuery, Occur } = await import('@lancedb/lancedb')
  const query = new BooleanQuery(
    words.map((word) => [Occur.Must, new MatchQuery(written(column, [word]), column)]),
  )
  return ask(table, query, { limit, settledOnly: false })
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
  return ask(table, query, asked)
}

/** The passages' texts and places. A row that moved since it was found is not in the answer. */
export async function readTexts(table: Table, hits: PassageHit[]): Promise<Map<PassageHit, PassageText>> {
  const texts = new Map<PassageHit, PassageText>()
  if (hits.length === 0) return texts
  const rows = hits.map(({ row }) => row).sort(byNumber)
  const columns = ['place', 'text', 'original']
  const read = rowsOf(await table.takeRowIds(rows).select(columns).withRowId().toArrow())
  const byRow = new Map(read.map((row) => [row._rowid, row]))
  for (const hit of hits) {
    const row = byRow.get(hit.row)
    if (!row) continue
    const place = readPlace(row.place as string)
    if (place.work === hit.work) texts.set(hit, { ...place, text: (row.original ?? row.text) as string })
  }
  return texts
}

/** The rows of all passages of some works, by their place as place.ts writes it. */
export async function rowsOfPlaces(table: Table, works: number[]): Promise<Map<string, PassageHit>> {
  if (works.length === 0) return new Map()
  const where = `work IN (${works.join(',')})`
  const found = rowsOf(await table.query().where(where).select(['place']).withRowId().toArrow())
  return new Map(
    found.map(({ place, _rowid }) => {
      const { work } = readPlace(place as string)
      return [place as string, { work, score: 0, row: _rowid as bigint }]
    }),
  )
}

/** LanceDB reads rows in order in a third of the time. */
const byNumber = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

type Row = Record<string, unknown>

async function ask(table: Table, query: FullTextQuery, asked: Asked): Promise<PassageHit[]> {
  let question = table.query().fullTextSearch(query).select(['_score']).limit(asked.limit).withRowId()
  if (asked.among) question = question.where(`work IN (${asked.among.join(',') || 'NULL'})`)
  if (asked.settledOnly) question = question.fastSearch()
  const found = rowsOf(await question.toArrow())
  const rows = found.map(({ _rowid }) => _rowid as bigint)
  const works = await worksOfRows(table, rows)
  return found.flatMap(({ _score, _rowid }, at) => {
    const work = works[at] as number
    return work === 0 ? [] : [{ work, score: _score as number, row: _rowid as bigint }]
  })
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
