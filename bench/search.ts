/**
 * Search by words over 100,000 passages, against SQLite FTS5 over the same passages in the same run.
 * `node bench/search.ts [PASSAGES]`, about a minute and a half for 100,000 on two cores.
 *
 * Stories come from ../shared/corpora/stories where that is, taken again and again with every eighth word exchanged for
 * another; else from a made-up vocabulary with the frequencies of English (Zipf).
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { askPassages } from '../src/find/index-reader.ts'
import { buildWordIndex, currentFolder, openIndexTables } from '../src/find/index-tables.ts'
import { type IndexedArchive, indexWorks } from '../src/find/index-works.ts'
import { openFinder, type SearchedArchive } from '../src/find/open-finder.ts'
import { cutPassages } from '../src/find/passages.ts'
import { readQuery } from '../src/find/query-words.ts'
import { STOP_WORDS } from '../src/find/stop-words.ts'
import { emptyFields } from '../src/story/field.ts'
import { paragraphsHtml, plainChapter } from '../src/story/plain-text.ts'
import { countWords } from '../src/story/word-count.ts'

const PASSAGES = Number(process.argv[2] ?? 100_000)
const QUERIES = 200
const QUERY_WORDS = 10

interface Story {
  id: string
  html: string
  words: number
  passages: string[]
}

/** Numbers that look random and are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const random = randomNumbers(7)
const anyOf = <Value>(values: Value[]): Value => values[Math.floor(random() * values.length)] as Value

function corpusTexts(scratch: string): { texts: string[]; from: string } {
  const archive = resolve(import.meta.dirname, '../../shared/corpora/stories/stories.tar.gz')
  if (!existsSync(archive))
    return { texts: generatedTexts(), from: 'generated words (the story corpus is not here)' }
  execFileSync('tar', ['xzf', archive, '-C', scratch])
  const folder = join(scratch, 'stories')
  const texts = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  return { texts, from: 'public-domain stories, repeated with every eighth word exchanged' }
}

function generatedTexts(): string[] {
  const letters = 'etaoinshrdlucmfwypvbgkjqxz'
  const word = () => Array.from({ length: 3 + Math.floor(random() * 7) }, () => anyOf([...letters])).join('')
  const vocabulary = Array.from({ length: 60_000 }, word)
  const zipf = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'the'
  const paragraph = () => `${Array.from({ length: 60 }, zipf).join(' ')}.`
  return Array.from({ length: 1000 }, () => Array.from({ length: 80 }, paragraph).join('\n\n'))
}

function makeStories(texts: string[]): Story[] {
  const vocabulary = texts.slice(0, 200).flatMap((text) => text.match(/[a-z]{3,}/g) ?? [])
  const stories: Story[] = []
  let passages = 0
  for (let at = 0; passages < PASSAGES; at++) {
    const text = texts[at % texts.length] as string
    const disturbed =
      at < texts.length
        ? text
        : text.replace(/[a-z]{3,}/g, (word) => (random() < 1 / 8 ? anyOf(vocabulary) : word))
    const story = storyOf(String(at + 1), disturbed)
    passages += story.passages.length
    stories.push(story)
  }
  return stories
}

function storyOf(id: string, text: string): Story {
  const html = text
    .split('\n\n')
    .map((paragraph) => (paragraph === '* * *' ? '<hr>' : paragraphsHtml(paragraph)))
    .join('')
  const plain = plainChapter(html)
  const passages = cutPassages(plain).map(({ start, end }) => plain.text.slice(start, end))
  return { id, html, words: countWords(plain.text), passages }
}

/** As much of an archive as searching needs, in memory. */
function archiveOf(stories: Story[]): IndexedArchive & SearchedArchive {
  const byId = new Map(stories.map((story) => [story.id, story]))
  const stale = new Map(stories.map(({ id }) => [id, { id, revision: 1, removed: false }]))
  const blurb = ({ id, words }: Story) => ({
    ...{
      id,
      words,
      revision: 1,
      fields: { ...emptyFields(), title: `Story ${id}` },
      relationshipsResolved: [],
    },
    ...{ chapters: 1, scenes: 1, scenesInferred: 0, looks: [], needsALook: false, sources: [] },
    ...{ addedAt: '', changedAt: '' },
  })
  const chapter = (id: string) => ({
    ...{
      title: null,
      html: byId.get(id)?.html ?? '',
      notesBefore: null,
      notesAfter: null,
      inferredBreaks: [],
    },
    ...{ source: 0, blockSpans: [], number: 1, words: 0, scenes: 1 },
  })
  return {
    counts: async () => ({ works: stories.length, words: 0, needALook: 0, refused: 0 }),
    staleInIndex: async (limit) => [...stale.values()].slice(0, limit),
    async markIndexed(works) {
      for (const { id } of works) stale.delete(id)
    },
    forgetIndex: async () => undefined,
    listWorks: async ({ ids = [] }) => ({
      ...{ total: ids.length, totalWords: 0, facets: {} },
      works: ids.flatMap((id) => byId.get(id) ?? []).map(blurb),
    }),
    getChapters: async (id) => [chapter(id)],
    getChapter: async (id) => chapter(id),
    getWork: async (id) => byId.get(id) && blurb(byId.get(id) as Story),
    meaningProgress: async () => ({ works: 0, worksWaiting: 0, wordsWaiting: 0 }),
    generation: async () => 'bench',
  }
}

function makeQueries(stories: Story[]): string[] {
  return Array.from({ length: QUERIES }, () => {
    const words = [
      ...new Set(
        anyOf(stories)
          .passages.join(' ')
          .toLowerCase()
          .match(/[a-z]{3,}/g) ?? [],
      ),
    ]
    const telling = words.filter((word) => !STOP_WORDS.has(word))
    return Array.from({ length: QUERY_WORDS }, () => anyOf(telling)).join(' ')
  })
}

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

interface Times {
  p50: number
  p95: number
}

async function timeEach(queries: string[], ask: (query: string) => unknown): Promise<Times> {
  const times: number[] = []
  for (const query of queries.slice(0, 20)) await ask(query)
  for (const query of queries) {
    const startedAt = performance.now()
    await ask(query)
    times.push(performance.now() - startedAt)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

const shown = ({ p50, p95 }: Times) => `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
const times = (ours: number, theirs: number) => `${(theirs / ours).toFixed(1)} times as fast`

async function measure(scratch: string): Promise<void> {
  const { texts, from } = corpusTexts(scratch)
  const stories = makeStories(texts)
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
