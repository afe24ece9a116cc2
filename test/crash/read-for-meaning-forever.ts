/** Reads a library for meaning with a stub encoder, changes every story and reads again, until it is killed. A dot for each mark that is set, before and after. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openArchive } from '../../src/archive/open-archive.ts'
import type { TextKind } from '../../src/find/meaning/encoder.ts'
import { type EncoderModel, readModel } from '../../src/find/meaning/model.ts'
import { type MeaningArchive, readForMeaning } from '../../src/find/meaning/read-for-meaning.ts'
import { tryLock } from '../../src/storage/lock.ts'
import { hashEncoder } from '../builders/hash-encoder.ts'

export const MODEL: EncoderModel = { ...readModel(undefined), dimensions: 8 }

async function run(libraryDir: string): Promise<void> {
  const lock = tryLock(libraryDir, 'meaning', 'a test')
  if ('heldBy' in lock) throw new Error('The lock of a killed process is still held.')
  const archive = await openArchive(libraryDir)
  const stub = hashEncoder(MODEL.dimensions)
  const encoder = {
    ...stub,
    async encode(texts: readonly string[], kind: TextKind) {
      await sleep(1)
      return stub.encode(texts, kind)
    },
  }
  const telling: MeaningArchive = {
    ...archive,
    async markMeaning(model, works) {
      process.stdout.write('.')
      await archive.markMeaning(model, works)
      process.stdout.write('.')
    },
  }
  for (let round = 0; ; round++) {
    await readForMeaning({ libraryDir, archive: telling, model: MODEL, encoder })
    const ids: string[] = []
    for await (const { id } of archive.eachWork()) ids.push(id)
    await archive.correctFields(ids, { title: `As it is in round ${round}` })
    await archive.removeWorks(ids.slice(0, round % 5 === 0 ? 1 : 0), { withSources: false })
  }
}

if (process.argv[1] === import.meta.filename) await run(process.argv[2] as string)
