import { afterAll, expect, test } from 'vitest'
import { openEncoder } from './encoder.ts'
import { damagedFiles, knowsLanguage, readModel } from './model.ts'
import { openEncoderThread } from './open-encoder-thread.ts'

const model = readModel(undefined)
const encoder = await openEncoder(model)
const thread = openEncoderThread(model)
afterAll(() => Promise.all([encoder.close(), thread.close()]))

const likeness = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

test('the encoder that comes with Fanfold is whole', () => {
  expect(damagedFiles(model)).toEqual([])
})

test('texts that mean alike lie nearer than others', async () => {
  const [asked] = await encoder.encode(['a physician is struck by lightning'], 'query')
  const [near, far] = await encoder.encode(
    ['The doctor fell when the bolt hit her.', 'They ate plum cake on the lawn and talked about hats.'],
    'passage',
  )
  if (!asked || !near || !far) throw new Error('no vectors')
  expect(asked.length).toBe(model.dimensions)
  expect(likeness(asked, asked)).toBeCloseTo(1)
  expect(likeness(asked, near)).toBeGreaterThan(likeness(asked, far))
})

test('a text has nearly the same vector whatever it is encoded beside', async () => {
  const texts = ['Rain.', 'It rained on the harbour all night and nobody came. '.repeat(12), '']
  const together = await encoder.encode(texts, 'passage')
  for (const [at, text] of texts.entries()) {
    const [alone] = await encoder.encode([text], 'passage')
    expect(likeness(alone as Float32Array, together[at] as Float32Array)).toBeGreaterThan(0.97)
  }
})

test('the thread gives the vectors the encoder gives', async () => {
  const [here] = await encoder.encode(['a letter that was never sent'], 'query')
  const [there] = await thread.encode(['a letter that was never sent'], 'query')
  expect(likeness(here as Float32Array, there as Float32Array)).toBeCloseTo(1, 4)
})

test('a language is known by its primary tag', () => {
  expect(knowsLanguage(model, 'en-GB')).toBe(true)
  expect(knowsLanguage(model, 'de')).toBe(false)
  expect(knowsLanguage(model, null)).toBe(true)
})

test('a folder that is no model is refused with what is wrong', () => {
  expect(() => readModel('/nowhere/at/all')).toThrow(/model\.json/)
})
