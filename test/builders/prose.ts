/** Prose for tests: as many words as one likes, no two seeds alike. */

const WORDS =
  'rain door lamp stair river hand letter winter boat coat silence morning garden window road fire bell mirror salt ladder glass horse ferry candle orchard thread tower stone harbour key'.split(
    ' ',
  )
const SMALL = 'the a of and to in he she it was had with his her for that not but on at as they'.split(' ')

/** Sentences of common words in an order of their own. */
export function prose(seed: number, words: number): string {
  const next = randomly(seed)
  const sentences: string[] = []
  for (let left = words; left > 0; ) {
    const length = Math.min(left, 6 + Math.floor(next() * 12))
    const said = Array.from({ length }, () => pick(next() < 0.5 ? SMALL : WORDS, next()))
    sentences.push(`${said.join(' ')}.`)
    left -= length
  }
  return sentences.join(' ').replace(/(^|\. )([a-z])/g, (_, before, letter) => before + letter.toUpperCase())
}

/** So many of the words are others. */
export function withEdits(text: string, share: number, seed = 7): string {
  const next = randomly(seed)
  return text.replace(/[a-zà-ÿ]+/gi, (word) => (next() < share ? `${pick(WORDS, next())}ly` : word))
}

/** Mulberry32 (T. Ettinger, public domain): the same numbers for the same seed. */
export function randomly(seed: number): () => number {
  let state = (seed * 0x9e3779b9) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function pick(words: readonly string[], share: number): string {
  return words[Math.floor(share * words.length)] as string
}
