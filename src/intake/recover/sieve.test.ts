import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginningsOf } from './beginnings.ts'
import { letterRuns } from './letter-runs.ts'
import { makeSieve } from './sieve.ts'

const WORDS = /(?<!\p{L})(?:fics?|fan-?fics?|beta(?:ed|s)?|h\/c|R&R|'verse|фик\p{L}*|kink ?meme)(?!\p{L})/iu
const PHRASES =
  /\b(?:(?:please )?(?:enjoy|r ?& ?r)\b|thank(?:s| you)[^.!?]{0,40}\b(?:all|beta)|(?:my|the) first (?:fic|story)|x{2,3}y|let me know)\b/i
const CAPITALS = /(?<!\p{L})(?:AUs?|OOC|(?:an|my) aus?)(?!\p{L})/u
const PATTERNS = [WORDS, PHRASES, CAPITALS]

describe('what the matches of a pattern begin with', () => {
  it('is read off groups, choices, repetitions and look-arounds', () => {
    expect(
      beginningsOf(/(?<!\p{L})(?:fan-?fics?|(?:an|my) aus|set (?:after|in)|фик\p{L}*)(?!\p{L})/iu),
    ).toEqual([
      ...['fanfic', 'fan-fic', 'fanfics', 'fan-fics', 'an aus', 'my aus', 'set after', 'set in', 'фик'],
    ])
  })

  it('may be anything', () => {
    expect(beginningsOf(/(?:a|\d+) b/)).toContain('')
    expect(beginningsOf(/\w+ing/)).toEqual([''])
  })
})

describe('a sieve', () => {
  const sieve = makeSieve(PATTERNS)

  it('passes over text that has none of the beginnings', () => {
    expect(sieve('The lamp went out, and nobody on the stairs spoke.')).toBe(0)
  })

  it('never passes over a text that a pattern matches', () => {
    const pieces =
      "fic fics fan - beta betas ed h/c R&R 'verse фики kink meme please enjoy r & thanks you all my the first story let me know AU au OOC an é _ 5 . xx xxy"
    const text = fc.array(fc.constantFrom(' ', '', '\n', ...pieces.split(' ')), { maxLength: 25 })
    fc.assert(
      fc.property(text, (parts) => {
        const bits = sieve(parts.join(''))
        for (const [nth, pattern] of PATTERNS.entries())
          if (pattern.test(parts.join(''))) expect((bits >> nth) & 1).toBe(1)
      }),
      { numRuns: 1000 },
    )
  })
})

it('runs of letters are those the pattern finds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(letterRuns(text)).toEqual(text.match(/\p{L}+/gu) ?? [])
    }),
  )
})
