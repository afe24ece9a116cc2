/** Files that are cut off, mutated or made to harm: read as far as they go or refused by name, never anything else. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RefusedFile } from '../../errors.ts'
import { fb2 } from './fb2.ts'
import { DEFAULT_LIMITS, type Format } from './format.ts'
import { htmlz } from './htmlz.ts'
import { mobi } from './mobi.ts'
import { pdf } from './pdf.ts'

const made = resolve(import.meta.dirname, '../../../test/fixtures/ebooks/made')
const FILES: [string, Format][] = [
  ['house.mobi', mobi],
  ['house.azw3', mobi],
  ['other-lamp-both.mobi', mobi],
  ['ferry.pdb', mobi],
  ['ferry.fb2', fb2],
  ['house.htmlz', htmlz],
  ['reserved.pdf', pdf],
]

async function readOrRefuse(format: Format, path: string, bytes: Uint8Array): Promise<void> {
  try {
    await format.read({ path, bytes, limits: DEFAULT_LIMITS })
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    expect(error.message).toContain(path)
    expect(error.hint).not.toBe('')
  }
}

test.each(FILES)(
  'any change to %s is read or refused',
  async (name, format) => {
    const whole = new Uint8Array(readFileSync(resolve(made, name)))
    const change = fc.record({
      cut: fc.option(fc.nat(whole.length)),
      edits: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 }),
      // The tables stand at the front: changes there harm most.
      early: fc.array(fc.tuple(fc.nat(Math.min(whole.length - 1, 1_200)), fc.nat(255)), { maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ cut, edits, early }) => {
        const bytes = whole.slice(0, cut ?? whole.length)
        for (const [at, value] of [...edits, ...early]) if (at < bytes.length) bytes[at] = value
        await readOrRefuse(format, name, bytes)
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 40) },
    )
  },
  300_000,
)

test.each(FILES)('%s cut off at any tenth is read or refused', async (name, format) => {
  const whole = new Uint8Array(readFileSync(resolve(made, name)))
  for (let tenth = 0; tenth < 10; tenth++)
    await readOrRefuse(format, name, whole.slice(0, Math.floor((whole.length * tenth) / 10)))
})

test.each([
  ['roots in roots', '<FictionBook>'.repeat(20_000)],
  ['sections in sections', `<FictionBook><body>${'<section>'.repeat(50_000)}x`],
  ['comments that never end', `<FictionBook><body>${'<!--'.repeat(50_000)}`],
  ['tags that never end', `<FictionBook><body><p>${'<'.repeat(200_000)}`],
  ['attributes that never end', `<FictionBook><body><p>${'<a "'.repeat(50_000)}`],
  ['annotations in annotations', `<FictionBook><description>${'<annotation>'.repeat(50_000)}`],
])('a FictionBook of %s takes a moment', async (_what, text) => {
  const start = performance.now()
  await readOrRefuse(fb2, 'long.fb2', new TextEncoder().encode(text))
  expect(performance.now() - start).toBeLessThan(5_000)
})
