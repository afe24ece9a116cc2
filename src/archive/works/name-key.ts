/** Names and titles folded for comparing and sorting. */

/** Two names are the same when their keys are: without case, width or doubled spaces. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

const ARTICLE = /^(?:the|an|a)\s+(?=\S)/
const LEADING_SIGNS = /^[^\p{L}\p{N}]+/u
const MARKS = /\p{M}/gu

/** As a shelf is ordered: without accents, quotation marks in front and English articles. */
export function sortKey(title: string): string {
  const bare = title.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(LEADING_SIGNS, '').trim()
  return bare.replace(ARTICLE, '') || title.toLowerCase()
}

/** Comes after every creator's name. */
export const NO_CREATOR_KEY = '\u{10ffff}'

/** @param authors the first one counts. */
export function creatorKey(authors: readonly string[]): string {
  return authors[0] === undefined ? NO_CREATOR_KEY : sortKey(authors[0])
}
