/**
 * Filters with all their counts, suggestions, building and starting, over a million works and a million tags, against
 * SQLite with its indexes over the same rows in the same run. `node bench/facets.ts [WORKS]`, some minutes for a million.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openArchive } from '../src/archive/open-archive.ts'
import type { FacetView, FilterTerm, WorkFilter } from '../src/find/facets/filter.ts'
import { openFacets } from '../src/find/facets/open-facets.ts'
import { databasePath } from '../src/storage/database.ts'
import { makeLibrary, zipf } from './facets-library.ts'
import { randomNumbers } from './random.ts'

const WORKS = Number(process.argv[2] ?? 1_000_000)
const CANONICAL = Math.min(50_000, WORKS)
const TAGS = Math.max(WORKS, CANONICAL * 2)
const FILTERS = 200
const TYPED = 400
const PEER_FILTERS = 5

const random = randomNumbers(5)
const ms = (value: number) => `${value.toFixed(1)} ms`

interface Times {
  p50: number
  p95: number
}

/** Milliseconds this process has spent on a processor: on a busy machine only they say anything. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

interface Measured {
  wall: Times
  processor: Times
}

function timeEach<Question>(questions: readonly Question[], ask: (question: Question) => unknown): Measured {
  const walls: number[] = []
  const processors: number[] = []
  for (const question of questions) {
    const [startedAt, spent] = [performance.now(), processorMs()]
    ask(question)
    walls.push(performance.now() - startedAt)
    processors.push(processorMs() - spent)
  }
  return { wall: sharesOf(walls), processor: sharesOf(processors) }
}

function sharesOf(times: number[]): Times {
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

const shown = ({ wall, processor }: Measured) =>
  `p50 ${ms(wall.p50)}, p95 ${ms(wall.p95)} (processor ${ms(processor.p50)}, ${ms(processor.p95)})`
const megabytes = () => Math.round(process.memoryUsage().rss / 1e6)

/** One to three choices: a common tag, perhaps one that must not hold, perhaps a range or two ratings. */
function makeFilters(names: { field: string; name: string }[]): WorkFilter[] {
  return Array.from({ length: FILTERS }, () => {
    const tag = (): FilterTerm => {
      const { field, name } = names[zipf(random, names.length)] as { field: 'tags'; name: string }
      return { kind: 'tag', field, value: name }
    }
    const every = [{ anyOf: [{ ...tag(), not: random() < 0.4 }] }]
    if (random() < 0.5) every.push({ anyOf: [{ ...tag(), not: true }] })
    const either = ['teen', 'mature'].map(
      (value) => ({ kind: 'tag', field: 'rating', value, not: false }) as const,
    )
    if (random() < 0.5) every.push({ anyOf: either as never })
    if (random() < 0.3)
      every.push({ anyOf: [{ kind: 'range', of: 'words', from: 1000, to: 5000, not: false }] as never })
    return { every }
  })
}

function makeTyped(names: { name: string }[]): string[] {
  return Array.from({ length: TYPED }, (_, at) => {
    const words = (names[zipf(random, names.length)] as { name: string }).name.toLowerCase().split(' ')
    const from = Math.floor(random() * words.length)
    const text = words.slice(from).join(' ')
    return text.slice(0, 1 + (at % 8))
  })
}

async function measure(libraryDir: string): Promise<void> {
  const database = new DatabaseSync(databasePath(libraryDir))
  const names = database
    .prepare('select type as field, name from tags where id <= ? order by id')
    .all(CANONICAL) as { field: string; name: string }[]
  const archive = await openArchive(libraryDir)
  const [startedAt, spent] = [performance.now(), processorMs()]
  const facets = await openFacets({ libraryDir, archive })
  const view = await facets.now()
  const seconds = (performance.now() - startedAt) / 1000
  const processor = (processorMs() - spent) / 1000
  console.log(
    `ready after ${seconds.toFixed(2)} s (processor ${processor.toFixed(2)} s), memory ${megabytes()} MB, ${view.all.size} works`,
  )
  if (process.argv[3] === 'build') return closeAll()
  measureView(view, names)
  measurePeer(database, names)
  console.log(`memory ${megabytes()} MB`)
  await closeAll()

  async function closeAll(): Promise<void> {
    await facets.close()
    await archive.close()
    database.close()
    console.log(`largest memory ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB`)
  }
}

const NONE: Measured = { wall: { p50: 0, p95: 0 }, processor: { p50: 0, p95: 0 } }
let ours = NONE
let ourSuggestions = NONE
const ratio = (theirs: Measured, own: Measured) =>
  `${(theirs.processor.p50 / own.processor.p50).toFixed(0)} times ours`

function measureView(view: FacetView, names: { field: string; name: string }[]): void {
  const filters = makeFilters(names)
  const ask = (filter: WorkFilter) => {
    const works = view.matching(filter)
    view.counts(works)
    return works.size
  }
  for (const filter of filters.slice(0, 20)) ask(filter)
  const sizes = filters.map((filter) => view.matching(filter).size).sort((a, b) => a - b)
  ours = timeEach(filters, ask)
  console.log(
    `filter and counts of every field: ${shown(ours)} (works found: median ${sizes[FILTERS / 2]}, most ${sizes.at(-1)})`,
  )
  console.log(
    `counts of the whole library: ${shown(timeEach(Array(20).fill(view.all), (all) => view.counts(all)))}`,
  )
  const half = view.matching({ every: [{ anyOf: [{ kind: 'range', of: 'words', from: 4000 }] }] })
  console.log(
    `counts of ${half.size} works: ${shown(timeEach(Array(20).fill(half), (works) => view.counts(works)))}`,
  )
  const typed = makeTyped(names)
  for (const text of typed.slice(0, 20)) view.suggest(text)
  ourSuggestions = timeEach(typed, (text) => view.suggest(text))
  console.log(`suggestions: ${shown(ourSuggestions)}`)
}

/** Tags that must hold, and the counts of all tags of what is found: a filter's work in SQL. */
function measurePeer(database: DatabaseSync, names: { field: string; name: string }[]): void {
  const counts = database.prepare(
    `select tag_id, count(*) as count from work_tags
     where work_id in (select work_id from work_tags where tag_id = (select id from tags where type = ? and name_key = ?))
     group by tag_id order by count desc`,
  )
  const some = Array.from(
    { length: PEER_FILTERS },
    () => names[zipf(random, 1000)] as { field: string; name: string },
  )
  const theirs = timeEach(some, ({ field, name }) => counts.all(field, name.toLowerCase()))
  console.log(`SQLite, one tag and the counts of what has it: ${shown(theirs)}; ${ratio(theirs, ours)}`)
  const like = database.prepare(
    `select tags.name, count(*) as count from tags join work_tags on tag_id = tags.id
     where name_key like ? or name_key like ? group by tags.id order by count desc limit 10`,
  )
  const typed = makeTyped(names).slice(8, 8 + PEER_FILTERS)
  const theirSuggestions = timeEach(typed, (text) => like.all(`${text}%`, `% ${text}%`))
  console.log(`SQLite, suggestions: ${shown(theirSuggestions)}; ${ratio(theirSuggestions, ourSuggestions)}`)
}

function inChild(libraryDir: string, ...what: string[]): void {
  const { status } = spawnSync(process.execPath, [import.meta.filename, `${WORKS}`, ...what], {
    stdio: 'inherit',
    env: { ...process.env, FANFOLD_BENCH_LIBRARY: libraryDir },
  })
  if (status !== 0) throw new Error(`It ended with ${status}.`)
}

const given = process.env.FANFOLD_BENCH_LIBRARY
if (given !== undefined) await measure(given)
else {
  const scratch = mkdtempSync(join(tmpdir(), 'fanfold-bench-facets-'))
  try {
    console.log(`${WORKS} works, ${CANONICAL} canonical tags, ${TAGS} tags in all`)
    await makeLibrary(scratch, { works: WORKS, canonical: CANONICAL, tags: TAGS })
    console.log('built from the archive:')
    inChild(scratch, 'build')
    console.log(
      `saved: ${Math.round(statSync(join(scratch, 'facets/facets.bin')).size / 1e6)} MB; started again:`,
    )
    inChild(scratch, 'ask')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
