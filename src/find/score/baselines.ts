/** What finding is held against: SQLite's and LanceDB's BM25 over the same passages, the best passage counting for its work. */
import { DatabaseSync } from 'node:sqlite'
import type { Table } from '@lancedb/lancedb'
import { askPassages } from '../index-reader.ts'
import { readPlace } from '../place.ts'
import { readQuery } from '../query-words.ts'

/** Best work first. */
export type Baseline = (query: string) => Promise<number[]>

const PASSAGES_ASKED = 1000

/** Plain BM25 of LanceDB over the passages' words. */
export function lanceBaseline(passages: Table): Baseline {
  return async (query) => {
    const { words } = readQuery(query)
    if (words.length === 0) return []
    const hits = await askPassages(passages, words, { limit: PASSAGES_ASKED, settledOnly: false })
    return [...new Set(hits.map(({ work }) => work))]
  }
}

/** SQLite FTS5 with Porter stems over the same passages, in memory: any of the words, stop words left out. */
export async function sqliteBaseline(passages: Table): Promise<Baseline> {
  const database = new DatabaseSync(':memory:')
  database.exec(
    "create virtual table passages using fts5(text, work unindexed, tokenize = 'porter unicode61')",
  )
  const insert = database.prepare('insert into passages (text, work) values (?, ?)')
  database.exec('begin')
  for await (const batch of passages.query().select(['place', 'text'])) {
    const places = batch.getChild('place')
    const texts = batch.getChild('text')
    for (let at = 0; at < batch.numRows; at++)
      insert.run(texts?.get(at) as string, readPlace(places?.get(at) as string).work)
  }
  database.exec('commit')
  const best = database.prepare('select work from passages where passages match ? order by rank limit ?')
  return async (query) => {
    const { words } = readQuery(query)
    if (words.length === 0) return []
    const any = words.map(({ word }) => `"${word}"`).join(' OR ')
    return [...new Set(best.all(any, PASSAGES_ASKED).map(({ work }) => Number(work)))]
  }
}
