import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedVectors, heldVectors } from '../../../test/builders/expected-vectors.ts'
import { hashEncoder } from '../../../test/builders/hash-encoder.ts'
import { addWork } from '../../../test/builders/imports.ts'
import { scratchFolder } from '../../../test/cli/run-fanfold.ts'
import type { Archive } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import { ArchiveError } from '../../errors.ts'
import { examineMeaning } from './examine-meaning.ts'
import { type EncoderModel, readModel } from './model.ts'
import { readForMeaning } from './read-for-meaning.ts'

const model: EncoderModel = { ...readModel(undefined), dimensions: 8 }

const SENTENCE = 'The keeper counted the ships that passed, and the sea said nothing to him at all. '
const chapter = (number: number) =>
  Array.from({ length: 3 + (number % 20) }, (_, at) => `${number % 7}, ${at}. ${SENTENCE}`).join('\n\n')

interface Edited {
  libraryDir: string
  archive: Archive
  /** Works there are. */
  ids: string[]
}

/** What may happen to a library; `number` is chance. A deed that means nothing just then is refused, and nothing is done. */
const DEEDS: Record<string, (edited: Edited, id: string, number: number) => Promise<unknown>> = {
  add: ({ archive }, _, number) =>
    addWork(archive, `${number % 6}.txt`, {
      title: `${number}`,
      chapters: [chapter(number), chapter(number + 1)],
    }),
  'add in German': ({ archive }, _, number) =>
    addWork(archive, `de${number % 3}.txt`, { language: 'de', chapters: [chapter(number)] }),
  title: ({ archive }, id, number) => archive.correctFields([id], { title: `Title ${number}` }),
  language: ({ archive }, id, number) =>
    archive.correctFields([id], { language: number % 2 === 0 ? 'en' : 'fr' }),
  uncorrect: ({ archive }, id) => archive.uncorrectFields(id, ['title', 'language']),
  split: ({ archive }, id) => archive.splitWork(id, 2),
  join: ({ archive, ids }, id, number) => archive.joinWorks([id, ids[(number >> 3) % ids.length] as string]),
  remove: ({ archive }, id) => archive.removeWorks([id], { withSources: false }),
  undo: ({ archive }) => archive.undo(),
  read: (edited) => read(edited),
  'read some': (edited, _, number) => read(edited, number % 5),
}

/** @param lots stops after so many calls of the encoder. */
async function read({ libraryDir, archive }: Edited, lots = Number.POSITIVE_INFINITY): Promise<void> {
  const stub = hashEncoder(model.dimensions)
  const stopping = new AbortController()
  let calls = 0
  const encode: typeof stub.encode = (texts, kind) => {
    if (kind === 'passage' && ++calls > lots) stopping.abort()
    return stub.encode(texts, kind)
  }
  await readForMeaning({ libraryDir, archive, model, encoder: { ...stub, encode }, signal: stopping.signal })
}

async function perform(edited: Edited, deed: string, number: number): Promise<void> {
  edited.ids.length = 0
  for await (const { id } of edited.archive.eachWork()) edited.ids.push(id)
  const id = edited.ids[number % Math.max(1, edited.ids.length)]
  if (id === undefined && !/add|read|undo/.test(deed)) return
  await DEEDS[deed]?.(edited, id ?? '', number).catch((error: unknown) => {
    if (!(error instanceof ArchiveError)) throw error
  })
}

test('after any sequence of edits there is a vector for every passage there is, once, and for nothing else', async () => {
  const { folder: libraryDir, remove } = scratchFolder('meaning-edits')
  const archive = await openArchive(libraryDir)
  const asked = { libraryDir, archive, model }
  const edited = { libraryDir, archive, ids: [] }
  const deed = fc.tuple(fc.constantFrom(...Object.keys(DEEDS)), fc.nat(500))
  try {
    await perform(edited, 'add', 1)
    await read(edited)
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 14 }), async (todo) => {
        for (const [name, number] of todo) await perform(edited, name, number)
        expect(await examineMeaning(asked)).toEqual([])
        await read(edited)
        expect(await heldVectors(asked)).toEqual(await expectedVectors(asked))
        expect(await examineMeaning(asked)).toEqual([])
      }),
      { numRuns: Number(process.env.FANFOLD_EDITS ?? 6), endOnFailure: true },
    )
  } finally {
    await archive.close()
    remove()
  }
}, 120_000)
