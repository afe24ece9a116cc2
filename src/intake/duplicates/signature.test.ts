import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CandidateIndex } from './candidates.ts'
import { containment, sharedCount, shinglesOf } from './shingles.ts'
import { signatureOf } from './signature.ts'
import { storyWords } from './story-words.ts'

const wordsOf = (...chapters: string[]) => [...storyWords(chapters).words]
const signature = (...chapters: string[]) => signatureOf(storyWords(chapters))

/** Words no other seed has. */
function prose(seed: number, count: number): string {
  return Array.from({ length: count }, (_, at) => `w${seed}x${(at * 7919) % 1009}`).join(' ')
}

test('quotes, dashes, case, emphasis and line ends are not part of words', () => {
  const plain = wordsOf('<p>"Don\'t go," he said -- quietly.</p>')
  expect(plain).toHaveLength(5)
  expect(wordsOf('<p>“Don’t <em>go</em>,” he SAID—quietly…</p>')).toEqual(plain)
  expect(wordsOf('<p>&quot;Don&#39;t *go*,&quot;<br>he said</p><p>_quietly_</p>')).toEqual(plain)
  expect(wordsOf('<p>"Don?t go?" he said? Quietly.</p>')).toEqual(plain)
})

test('emphasis inside a word leaves it whole, and a new paragraph ends it', () => {
  expect(wordsOf('<p>un<em>believ</em>able</p>')).toEqual(wordsOf('<p>unbelievable</p>'))
  expect(wordsOf('<p>un</p><p>able</p>')).toHaveLength(2)
})

test('what a wrong encoding makes of letters and quotes reads as the right one', () => {
  const right = wordsOf('<p>“Café,” René said — ‘naïve’ isn’t it…</p>')
  expect(wordsOf('<p>â€œCafÃ©,â€\u009d RenÃ© said â€” â€˜naÃ¯veâ€™ isnâ€™t itâ€¦</p>')).toEqual(right)
  expect(wordsOf("<p>\"Cafe,\" Rene said - 'naive' isn't it...</p>")).not.toEqual(right)
})

test('every writing has words', () => {
  expect(wordsOf('<p>Дом стоял ПУСТОЙ.</p>')).toEqual(wordsOf('<p>дом стоял пустой</p>'))
  expect(wordsOf('<p>雨が降る。</p>')).toHaveLength(4)
})

test('the shingles two texts share are counted exactly', () => {
  const list = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 })
  fc.assert(
    fc.property(list, list, (a, b) => {
      const runs = (words: number[]) =>
        new Set(words.slice(0, Math.max(1, words.length - 2)).map((_, at) => words.slice(at, at + 3).join()))
      const [left, right] = [a, b].map((words) => (words.length === 0 ? new Set<string>() : runs(words)))
      const [x, y] = [a, b].map((words) => shinglesOf(Uint32Array.from(words)))
      expect(x?.length).toBe(left?.size)
      if (a.length > 2 && b.length > 2)
        expect(sharedCount(x as Uint32Array, y as Uint32Array)).toBe(
          [...(left ?? [])].filter((run) => right?.has(run)).length,
        )
    }),
  )
})

test('a signature is small, rising and the same each time', () => {
  const text = prose(1, 5000)
  const { words, keys } = signature(text)
  expect(words).toBe(5000)
  expect(keys.length).toBeLessThanOrEqual(32)
  expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
  expect(signature(`${text} more`)).toMatchObject({ words: 5001 })
  expect(keys.every(Number.isSafeInteger)).toBe(true)
})

test('a story is found by a part of it, and by an edited copy; another is not', () => {
  const index = new CandidateIndex<string>()
  const chapters = [1, 2, 3, 4, 5].map((seed) => prose(seed, 2000))
  index.add('whole', signature(...chapters))
  index.add('other', signature(prose(99, 3000)))
  expect(index.find(signature(...chapters.slice(0, 3)))).toEqual(['whole'])
  expect(index.find(signature(chapters[0] as string))).toEqual(['whole'])
  expect(index.find(signature(chapters.join(' ').replace(/x(\d*)00 /g, 'y$1 ')))).toEqual(['whole'])
  expect(index.find(signature(prose(50, 2000)))).toEqual([])
})

test('what a hundred stories have in common finds none of them', () => {
  const index = new CandidateIndex<number>()
  const disclaimer = prose(7, 60)
  for (let id = 0; id < 100; id++) index.add(id, signature(`${disclaimer} ${prose(1000 + id, 80)}`))
  const story = `${disclaimer} ${prose(5000, 80)}`
  index.add(100, signature(story))
  expect(index.find(signature(story))).toEqual([100])
})

test('containment of nothing is nothing', () => {
  expect(containment(new Uint32Array(), shinglesOf(Uint32Array.of(1, 2, 3)))).toBe(0)
  expect(signatureOf({ words: new Uint32Array() })).toEqual({ words: 0, keys: [] })
})

test('a story that came a hundred times is still found', () => {
  const index = new CandidateIndex<number>()
  const often = signature(prose(8, 500))
  for (let id = 0; id < 100; id++) index.add(id, often)
  expect(index.find(often).length).toBeGreaterThan(0)
})
