/**
 * Brings the search index up to what the archive holds.
 *
 * A work is marked as indexed only once a search finds it. Few new passages are found as soon as they are written, since
 * LanceDB reads rows its word index does not cover one by one; when there are too many for that, the word index is brought up
 * to date first. That takes time by the size of the whole index: during an import it is done each time the index has grown
 * sixteenfold, and once nothing more arrives, so that a passage is seldom indexed twice, however many files there are. For the
 * same reason what arrives is gathered for some seconds: each lot makes a file, and joining many costs as much as indexing.
 * What adding one story costs does not depend on how many are there. A kill at any instant leaves works unmarked,
 * which are then replaced.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Archive, WorkBlurb, WorkId } from '../archive/archive.ts'
import { readsLoose } from './coverage.ts'
import { type IndexRows, indexRows, workNumber } from './index-rows.ts'
import { currentFolder, renewFolder } from './index-tables.ts'
import { type IndexWriter, openIndexWriter } from './index-writer.ts'

export interface IndexedSoFar {
  works: number
  passages: number
  words: number
}

/** What indexing asks of an archive. */
export type IndexedArchive = Pick<
  Archive,
  'counts' | 'staleInIndex' | 'markIndexed' | 'forgetIndex' | 'listWorks' | 'getChapters'
>

export interface IndexWorksOptions {
  libraryDir: string
  archive: IndexedArchive
  /** Told after each batch that was written. */
  onProgress?: (soFar: IndexedSoFar) => void
  /** Whether nothing more will arrive: then nothing is waited for. */
  isLast?: () => boolean
  /** Stops between two batches; what was written stays. */
  signal?: AbortSignal
}

/** The first batch is small, so that the first stories are found within a second. */
const FIRST_BATCH_WORDS = 40_000
const BATCH_WORDS = 3_000_000
const ASKED_WORKS = 5000
/** Blurbs read at a time. */
const BLURBS = 100
/** While more arrives, the word index is brought up to date when the loose passages are so many times the settled ones … */
const LOOSE_TO_SETTLED = 15
/** … but not sooner after the last time. */
const SETTLE_EVERY_MS = 8000
/** Nothing new for so long: the import is over, or pausing. */
const QUIET_MS = 400
/** After the first lot, others are gathered so long, or until nothing new came for a while. */
const GATHER_MS = 4000
const GATHER_QUIET_MS = 1000
const ASK_EVERY_MS = 100
/** Loose passages, and rows in many files, slow every search down a little: put up with until this share of the index is new. */
const WORTHWHILE_SHARE = 1 / 16
const LOOSE_ALWAYS_ALLOWED = 200

type StaleWork = Awaited<ReturnType<Archive['staleInIndex']>>[number]

/**
 * Indexes until nothing is left to do. The caller holds the library's index lock.
 * @returns what was indexed, works that were only taken out not counted.
 * @throws when the index cannot be written (a full disk), or the archive cannot be read.
 */
export async function indexWorks(options: IndexWorksOptions): Promise<IndexedSoFar> {
  const { libraryDir, archive, signal } = options
  const writer = await openOrRenew(libraryDir, archive)
  const run = new IndexRun(options, writer)
  try {
    while (!signal?.aborted && (await run.step())) {
      // step() does the work.
    }
    if (!signal?.aborted) await run.tidy()
    return run.done
  } finally {
    writer.close()
  }
}

/** An index that is not there or cannot be opened is built anew: it is derived. */
async function openOrRenew(libraryDir: string, archive: IndexedArchive): Promise<IndexWriter> {
  const folder = currentFolder(libraryDir)
  if (folder && !(await isForgotten(archive))) {
    try {
      return await openIndexWriter(folder)
    } catch {
      // What cannot be read is replaced below.
    }
  }
  await archive.forgetIndex()
  return openIndexWriter(renewFolder(libraryDir))
}

/** When the archive has no work marked as indexed, nothing that may be there is worth keeping. */
async function isForgotten(archive: IndexedArchive): Promise<boolean> {
  const { works } = await archive.counts()
  const stale = await archive.staleInIndex(works + 1)
  return stale.length >= works && stale.every(({ removed }) => !removed)
}

/** One run of indexing: what was written and is not yet marked, and when the word index was last brought up to date. */
class IndexRun {
  readonly done: IndexedSoFar = { works: 0, passages: 0, words: 0 }
  readonly #options: IndexWorksOptions
  readonly #writer: IndexWriter
  readonly #unmarked = new Map<WorkId, number>()
  #settledAt = Number.NEGATIVE_INFINITY
  #batchWords = FIRST_BATCH_WORDS

  constructor(options: IndexWorksOptions, writer: IndexWriter) {
    this.#options = options
    this.#writer = writer
  }

  /** @returns whether anything may be left to do. */
  async step(): Promise<boolean> {
    const stale = await this.#stale()
    if (stale.length > 0) {
      await this.#write(this.#batchWords === FIRST_BATCH_WORDS ? stale : await this.#gathered(stale))
      return true
    }
    if (this.#unmarked.size === 0) return false
    await this.#pause(QUIET_MS)
    if ((await this.#stale()).length === 0) await this.#settle()
    return true
  }

  /** Everything is found by now: what is left is to make it quick, when that is worth a walk through the whole index. */
  async tidy(): Promise<void> {
    const { loose, settled } = await this.#writer.coverage()
    const worthwhile = Math.max(LOOSE_ALWAYS_ALLOWED, settled * WORTHWHILE_SHARE)
    if (loose > worthwhile || (this.done.passages > worthwhile && (await this.#writer.isScattered())))
      await this.#writer.settle()
  }

  /** Works to index that this run has not just written. */
  async #stale(): Promise<StaleWork[]> {
    const stale = await this.#options.archive.staleInIndex(this.#unmarked.size + ASKED_WORKS)
    return stale.filter(({ id, revision }) => this.#unmarked.get(id) !== revision)
  }

  async #write(stale: StaleWork[]): Promise<void> {
    const { archive, signal, onProgress } = this.#options
    for await (const { taken, rows } of aheadOf(readBatches(archive, stale, () => this.#batchWords))) {
      await this.#writer.replace(
        taken.map(({ id }) => workNumber(id)),
        rows,
      )
      for (const { id, revision } of taken) this.#unmarked.set(id, revision)
      this.#count(rows)
      await this.#markWhatIsFound()
      onProgress?.({ ...this.done })
      this.#batchWords = Math.min(this.#batchWords * 4, BATCH_WORDS)
      if (signal?.aborted) return
    }
  }

  /** Works that came meanwhile with them. */
  async #gathered(stale: StaleWork[]): Promise<StaleWork[]> {
    const untilMs = performance.now() + GATHER_MS
    for (let gathered = stale; ; ) {
      await this.#pause(GATHER_QUIET_MS)
      const more = await this.#stale()
      const isQuiet = more.length === gathered.length
      if (isQuiet || this.#isLast() || more.length >= ASKED_WORKS || performance.now() > untilMs) return more
      gathered = more
    }
  }

  #isLast(): boolean {
    return this.#options.isLast?.() === true || this.#options.signal?.aborted === true
  }

  async #pause(ms: number): Promise<void> {
    const untilMs = performance.now() + ms
    while (!this.#isLast() && performance.now() < untilMs) await sleep(ASK_EVERY_MS)
  }

  #count(rows: IndexRows[]): void {
    for (const { work } of rows) {
      this.done.works++
      this.done.passages += work.passages
      this.done.words += work.words
    }
  }

  async #markWhatIsFound(): Promise<void> {
    const coverage = await this.#writer.coverage()
    if (readsLoose(coverage)) return this.#mark()
    const isDue = performance.now() > this.#settledAt + SETTLE_EVERY_MS
    if (isDue && coverage.loose >= coverage.settled * LOOSE_TO_SETTLED) await this.#settle()
  }

  async #settle(): Promise<void> {
    await this.#writer.settle()
    this.#settledAt = performance.now()
    await this.#mark()
  }

  async #mark(): Promise<void> {
    await this.#options.archive.markIndexed([...this.#unmarked].map(([id, revision]) => ({ id, revision })))
    this.#unmarked.clear()
  }
}

interface Batch {
  taken: { id: WorkId; revision: number }[]
  rows: IndexRows[]
}

/** Yields the same values, asking for the next while the present one is being used. */
async function* aheadOf<Value>(source: AsyncGenerator<Value>): AsyncGenerator<Value> {
  let next = source.next()
  try {
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = source.next()
      // What goes wrong meanwhile is thrown where it is waited for, above.
      next.catch(() => undefined)
      yield value
    }
  } finally {
    await next.catch(() => undefined)
  }
}

/** Reads works in batches of about so many words; a work that is gone by now has no rows. */
async function* readBatches(
  archive: IndexedArchive,
  stale: StaleWork[],
  batchWords: () => number,
): AsyncGenerator<Batch> {
  let batch: Batch = { taken: [], rows: [] }
  let words = 0
  for (let from = 0; from < stale.length; from += BLURBS) {
    const some = stale.slice(from, from + BLURBS)
    const blurbs = await readBlurbs(archive, some)
    for (const { id, revision } of some) {
      const blurb = blurbs.get(id)
      // The revision read before the text: a change in between leaves the work stale.
      batch.taken.push({ id, revision: blurb?.revision ?? revision })
      if (blurb) batch.rows.push(indexRows(blurb, await archive.getChapters(id)))
      words += blurb?.words ?? 0
      if (words < batchWords()) continue
      yield batch
      batch = { taken: [], rows: [] }
      words = 0
    }
  }
  if (batch.taken.length > 0) yield batch
}

async function readBlurbs(archive: IndexedArchive, works: StaleWork[]): Promise<Map<WorkId, WorkBlurb>> {
  const ids = works.filter(({ removed }) => !removed).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const page = await archive.listWorks({ ids, pageSize: ids.length })
  return new Map(page.works.map((blurb) => [blurb.id, blurb]))
}
