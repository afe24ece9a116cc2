/**
 * Search by words over 100,000 passages, against SQLite FTS5 over the same passages in the same run.
 * `node bench/search.ts [PASSAGES] [--meaning]`, about a minute and a half for 100,000 on two cores.
 *
 * Stories come from ../shared/corpora/stories where that is, taken again and again with every eighth word exchanged for
 * another; else from a made-up vocabulary with the frequencies of English (Zipf). With --meaning vectors are added
 * (bench/meaning.ts) and descriptions are asked of both.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { askPassages } from '../src/find/index-reader.ts'
import { buildWordIndex, currentFolder, openIndexTables } from '../src/find/index-tables.ts'
import { indexWorks } from '../src/find/index-works.ts'
import { openFinder, type SearchedArchive } from '../src/find/open-finder.ts'
import { readQuery } from '../src/find/query-words.ts'
import { measureMeaning } from './meaning.ts'
import { archiveOf, corpusTexts, makeQueries, makeStories, type Story } from './search-library.ts'
import { shown, timeEach } from './timing.ts'

const PASSAGES = Number(process.argv[2] ?? 100_000)

function buildFts5(database: DatabaseSync, stories: Story[]): void {
  database.exec(
    "pragma journal_mode = wal; create virtual table passages using fts5 (text, tokenize = 'porter unicode61')",
  )
  const insert = database.prepare('insert into passages (text) values (?)')
  database.exec('begin')
  for (const { passages } of stories) for (const passage of passages) insert.run(passage)
  database.exec('commit')
}

/** The passages' word index alone, built anew over rows that are there: what FTS5's figure is to be held against. */
async function buildWordIndexAlone(scratch: string): Promise<void> {
  const tables = await openIndexTables(currentFolder(scratch) as string)
  await buildWordIndex(tables.passages, 'text')
  tables.close()
}

const times = (ours: number, theirs: number) => `${(theirs / ours).toFixed(1)} times as fast`

async function measure(scratch: string): Promise<void> {
  const { texts, from } = corpusTexts(scratch)
  const stories = makeStories(texts, PASSAGES)
  const words = stories.reduce((sum, story) => sum + story.words, 0)
  const passages = stories.reduce((sum, story) => sum + story.passages.length, 0)
  console.log(`search: ${passages} passages, ${(words / 1e6).toFixed(1)} million words: ${from}`)

  const archive = archiveOf(stories)
  const database = new DatabaseSync(join(scratch, 'fts5.db'))
  const startedAt = performance.now()
  let firstMs = 0
  const onProgress = () => (firstMs ||= performance.now() - startedAt)
  const whole = await spent(() => indexWorks({ libraryDir: scratch, archive, onProgress }))
  const fts5 = await spent(() => buildFts5(database, stories))
  const alone = await spent(() => buildWordIndexAlone(scratch))
  console.log(`index from stories: ${rate(words, whole)}; first stories found after ${firstMs.toFixed(0)} ms`)
  console.log(`FTS5 from passages: ${rate(words, fts5)}`)
  console.log(
    `LanceDB's index of the same passages: ${rate(words, alone)}; ${times(alone.seconds, fts5.seconds)}`,
  )
  await measureQueries(scratch, { stories, archive, database })
  if (process.argv.includes('--meaning')) await measureMeaning(scratch, { stories, archive })
}

/** Wall time, and what all cores together spent: on a busy machine only the second says anything. */
interface Spent {
  seconds: number
  cpuSeconds: number
}

async function spent(work: () => unknown): Promise<Spent> {
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 }
}

const rate = (words: number, { seconds, cpuSeconds }: Spent) =>
  `${(words / seconds / 1e6).toFixed(2)} million words/s (${seconds.toFixed(1)} s, processor ${cpuSeconds.toFixed(1)} s)`

interface Measured {
  stories: Story[]
  archive: SearchedArchive
  database: DatabaseSync
}

async function measureQueries(scratch: string, { stories, archive, database }: Measured): Promise<void> {
  const queries = makeQueries(stories)
  const tables = await openIndexTables(currentFolder(scratch) as string)
  const select = database.prepare(
    'select rowid from passages where passages match ? order by bm25(passages) limit 50',
  )
  const theirs = await timeEach(queries, (query) => select.all(query.split(' ').join(' OR ')))
  const passages = await timeEach(queries, (query) =>
    askPassages(tables.passages, readQuery(query).words, { limit: 50, settledOnly: false }),
  )
  const finder = await openFinder({ libraryDir: scratch, archive })
  const whole = await timeEach(queries, (query) => finder.find(query, { limit: 20 }))
  console.log(`FTS5, 50 best passages for ten words: ${shown(theirs)}`)
  console.log(
    `LanceDB, the same: ${shown(passages)}; ${times(passages.p50, theirs.p50)} (p95 ${times(passages.p95, theirs.p95)})`,
  )
  console.log(
    `find, 20 works with marked passages: ${shown(whole)}; ${times(whole.p50, theirs.p50)} (p95 ${times(whole.p95, theirs.p95)})`,
  )
  console.log(
    `memory of this process with the stories in it: ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
  await finder.close()
  tables.close()
  database.close()
}

const scratch = mkdtempSync(join(tmpdir(), 'fanfold-bench-search-'))
try {
  await measure(scratch)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
