/**
 * Reads the library for meaning: every passage to a vector, newest and shortest works first. It is slow beside everything else, so
 * no passage is encoded twice: what was encoded of a work before it changed, or before a kill, is taken over by the hash of its text.
 * A work is marked as read once all of it is written.
 */
import type { Archive, StoredChapter, WorkBlurb, WorkId } from '../../archive/archive.ts'
import { workNumber } from '../index-rows.ts'
import { type Encoder, unit } from './encoder.ts'
import { aboutToEncode, type PassageToEncode, passagesToEncode } from './meaning-rows.ts'
import { hasVectors, meaningFolder, removeOtherModels } from './meaning-tables.ts'
import { type MeaningWriter, openMeaningWriter, type VectorRow, type WorkVectors } from './meaning-writer.ts'
import { type EncoderModel, knowsLanguage } from './model.ts'
import { rememberEncoder } from './open-meaning.ts'
import { usualQuestionOf } from './usual-question.ts'

export type MeaningArchive = Pick<
  Archive,
  'staleInMeaning' | 'markMeaning' | 'forgetMeaning' | 'listWorks' | 'getChapters'
>

export interface MeaningSoFar {
  works: number
  passages: number
}

export interface ReadForMeaningOptions {
  libraryDir: string
  archive: MeaningArchive
  model: EncoderModel
  encoder: Encoder
  onProgress?: (soFar: MeaningSoFar) => void
  /** Stops between two lots of passages; what was written stays. */
  signal?: AbortSignal
}

/** Encoded and written at a time: about four seconds' work, which is all that a kill can cost. */
const PASSAGES_A_LOT = 128
/** Finished works are written together, at most so many or after so long: each write makes a version of the table. */
const WORKS_A_WRITE = 64
const WRITE_EVERY_MS = 5000
/** What was added meanwhile is newer and comes first, so that it is asked anew often. */
const ASKED_WORKS = 32
/** No work has this revision. */
const BEGUN = 0

type StaleWork = Awaited<ReturnType<Archive['staleInMeaning']>>[number]

/** The caller holds the library's meaning lock. @throws when the vectors cannot be written. */
export async function readForMeaning(options: ReadForMeaningOptions): Promise<MeaningSoFar> {
  const folder = meaningFolder(options.libraryDir, options.model)
  if (!hasVectors(folder)) await options.archive.forgetMeaning(options.model.id)
  const writer = await openMeaningWriter(folder, options.model.dimensions)
  rememberEncoder(folder, options.model)
  await usualQuestionOf({ model: options.model, folder, encoder: options.encoder })
  const run = new MeaningRun(options, writer)
  try {
    while (!options.signal?.aborted && (await run.step())) {
      // step() does the work.
    }
    await run.flush()
    if (!options.signal?.aborted) {
      await writer.settle()
      removeOtherModels(options.libraryDir, options.model)
    }
    return run.done
  } finally {
    writer.close()
  }
}

class MeaningRun {
  readonly done: MeaningSoFar = { works: 0, passages: 0 }
  readonly #options: ReadForMeaningOptions
  readonly #writer: MeaningWriter
  #passages: VectorRow[] = []
  #works: WorkVectors[] = []
  /** Works to be marked with the next write: whole, gone, or in a language the encoder does not know. */
  #marks: { id: WorkId; revision: number | null }[] = []
  #gone: number[] = []
  #writtenAt = performance.now()

  constructor(options: ReadForMeaningOptions, writer: MeaningWriter) {
    this.#options = options
    this.#writer = writer
  }

  /** @returns whether anything may be left to do. */
  async step(): Promise<boolean> {
    const { archive, model, signal } = this.#options
    const stale = await archive.staleInMeaning(model.id, ASKED_WORKS)
    const blurbs = await readBlurbs(archive, stale)
    for (const { id } of stale) {
      if (signal?.aborted) return false
      const blurb = blurbs.get(id)
      if (blurb === undefined) this.#drop(id, null)
      else if (!knowsLanguage(model, blurb.fields.language)) this.#drop(id, blurb.revision)
      else await this.#read(blurb, await archive.getChapters(id))
      if (this.#isDue()) await this.flush()
    }
    await this.flush()
    return stale.length > 0
  }

  async flush(): Promise<void> {
    await this.#write()
    await this.#writer.finishWorks(this.#works, this.#gone)
    if (this.#marks.length > 0) await this.#options.archive.markMeaning(this.#options.model.id, this.#marks)
    this.#works = []
    this.#gone = []
    this.#marks = []
    this.#writtenAt = performance.now()
    this.#options.onProgress?.({ ...this.done })
  }

  /** Works are marked as begun first: one that is removed before it is whole is seen to be there. */
  async #write(): Promise<void> {
    if (this.#passages.length === 0) return
    const begun = [...new Set(this.#passages.map(({ work }) => String(work)))]
    const { archive, model } = this.#options
    await archive.markMeaning(
      model.id,
      begun.map((id) => ({ id, revision: BEGUN })),
    )
    await this.#writer.addPassages(this.#passages)
    this.#passages = []
  }

  #isDue(): boolean {
    return (
      this.#works.length + this.#gone.length >= WORKS_A_WRITE ||
      this.#passages.length >= PASSAGES_A_LOT * 4 ||
      performance.now() > this.#writtenAt + WRITE_EVERY_MS
    )
  }

  #drop(id: WorkId, revision: number | null): void {
    this.#gone.push(workNumber(id))
    this.#marks.push({ id, revision })
  }

  async #read(blurb: WorkBlurb, chapters: StoredChapter[]): Promise<void> {
    const { encoder, signal } = this.#options
    const work = workNumber(blurb.id)
    const wanted = passagesToEncode(blurb, chapters)
    const known = await this.#knownVectors(work, blurb.revision)
    const vectors: Float32Array[] = []
    const missing = wanted.filter(({ hash }) => !known.byHash.has(hash))
    for (let from = 0; from < missing.length; from += PASSAGES_A_LOT) {
      if (signal?.aborted) return
      const lot = missing.slice(from, from + PASSAGES_A_LOT)
      const encoded = await encoder.encode(
        lot.map(({ text }) => text),
        'passage',
      )
      for (const [at, { hash }] of lot.entries()) known.byHash.set(hash, encoded[at] as Float32Array)
      this.#keep(work, blurb.revision, lot, known)
      if (missing.length > PASSAGES_A_LOT) await this.#write()
    }
    this.#keep(work, blurb.revision, wanted, known)
    for (const { hash } of wanted) vectors.push(known.byHash.get(hash) as Float32Array)
    const [about] = await encoder.encode([aboutToEncode(blurb)], 'passage')
    const mean = meanOf(vectors, this.#options.model.dimensions)
    this.#works.push({
      ...{ work, revision: blurb.revision, passages: wanted.length, mean },
      about: about ?? mean,
    })
    this.#marks.push({ id: blurb.id, revision: blurb.revision })
    this.done.works++
    this.done.passages += missing.length
  }

  async #knownVectors(work: number, revision: number): Promise<KnownVectors> {
    const rows = await this.#writer.vectorsOf(work)
    return {
      byHash: new Map(rows.map(({ hash, vector }) => [hash, vector])),
      places: new Set(rows.filter((row) => row.revision === revision).map(({ place }) => place)),
    }
  }

  /** Rows that are not there yet at this revision. */
  #keep(work: number, revision: number, passages: PassageToEncode[], known: KnownVectors): void {
    for (const { place, hash } of passages) {
      if (known.places.has(place)) continue
      known.places.add(place)
      this.#passages.push({ work, revision, place, hash, vector: known.byHash.get(hash) as Float32Array })
    }
  }
}

interface KnownVectors {
  byHash: Map<string, Float32Array>
  /** Written at the present revision. */
  places: Set<string>
}

async function readBlurbs(archive: MeaningArchive, stale: StaleWork[]): Promise<Map<WorkId, WorkBlurb>> {
  const ids = stale.filter(({ removed }) => !removed).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const page = await archive.listWorks({ ids, pageSize: ids.length })
  return new Map(page.works.map((blurb) => [blurb.id, blurb]))
}

/** Of length 1; of no vectors nothing. */
export function meanOf(vectors: Float32Array[], dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions)
  for (const vector of vectors)
    for (let at = 0; at < dimensions; at++) (mean[at] as number) += vector[at] as number
  return unit(mean)
}
