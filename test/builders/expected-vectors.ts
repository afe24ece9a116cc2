/** What the vector tables hold, and what a plain scan of the archive says they should: for tests that compare both. */
import type { Archive } from '../../src/archive/archive.ts'
import { passagesToEncode } from '../../src/find/meaning/meaning-rows.ts'
import { meaningFolder } from '../../src/find/meaning/meaning-tables.ts'
import { openMeaningWriter } from '../../src/find/meaning/meaning-writer.ts'
import { type EncoderModel, knowsLanguage } from '../../src/find/meaning/model.ts'
import { vectorOf } from './hash-encoder.ts'

export interface AskedVectors {
  libraryDir: string
  archive: Archive
  model: EncoderModel
}

/** @returns a line a passage: where it stands, at which revision, and its vector; in order. */
export async function heldVectors({ libraryDir, model }: AskedVectors): Promise<string[]> {
  const { dimensions } = model
  const writer = await openMeaningWriter(meaningFolder(libraryDir, model), dimensions)
  const works = await writer.tables.passages.query().select(['work']).toArrow()
  const lines: string[] = []
  for (const work of new Set(works.getChild('work')))
    for (const { revision, place, vector } of await writer.vectorsOf(work as number))
      lines.push(line(revision, place, vector))
  writer.close()
  return lines.sort()
}

/** The same as {@link heldVectors}, where the stub encoder has read all of the library. */
export async function expectedVectors({ archive, model }: AskedVectors): Promise<string[]> {
  const lines: string[] = []
  for await (const blurb of archive.eachWork()) {
    if (!knowsLanguage(model, blurb.fields.language)) continue
    for (const { place, text } of passagesToEncode(blurb, await archive.getChapters(blurb.id)))
      lines.push(line(blurb.revision, place, vectorOf(text, model.dimensions)))
  }
  return lines.sort()
}

function line(revision: number, place: string, vector: Float32Array): string {
  return `${place} at ${revision}: ${[...vector].map((value) => value.toFixed(4)).join(' ')}`
}
