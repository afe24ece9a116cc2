/** Which of two forms of a story is the later one. */
import type { BetterText, WeighedText } from './best-text.ts'

/** So much longer, and it was written on. */
const EXTENDED = 1.1

/** Its length says it, where they differ much; else its dates; else the longer. Where nothing does the first stays. */
export function newerText(first: WeighedText, second: WeighedText): BetterText {
  if (second.words > first.words * EXTENDED) return { better: 'second', why: 'it goes on further' }
  if (first.words > second.words * EXTENDED) return { better: 'first', why: 'it goes on further' }
  const [a, b] = [dateOf(first), dateOf(second)]
  if (a !== '' && b !== '' && a !== b)
    return { better: b > a ? 'second' : 'first', why: 'it was updated later' }
  return { better: second.words > first.words ? 'second' : 'first', why: 'it is longer' }
}

const dateOf = ({ fields }: WeighedText) => fields.updated ?? fields.published ?? ''
