/** Names folded for comparing as people type them: without case, accents and punctuation. */

const ACCENTS = /[\u0300-\u036f]/g
const APOSTROPHES = /['’‘ʼ`´]/g
/** Marks that tell tags apart stay: 'f*ck', 'C#'. Symbols that are no punctuation (+, <, emoji) stay too. */
const PUNCTUATION = /[^\P{P}*#@%]+/gu
const PLAIN = /^[a-z0-9 ]*$/

/**
 * Words parted by single spaces. A name of punctuation alone keeps it.
 * Never longer in UTF-16 units than the name in compatibility decomposition.
 */
export function foldName(name: string): string {
  const lower = name.toLowerCase()
  if (PLAIN.test(lower)) return tidy(lower)
  const bare = lower.normalize('NFKD').toLowerCase().replace(ACCENTS, '').replace(APOSTROPHES, '')
  return tidy(bare.replace(PUNCTUATION, ' ')) || tidy(lower)
}

function tidy(text: string): string {
  return text.replace(/[\s\0]+/g, ' ').trim()
}

/** What tells relationships apart that are written with the same names: romantic or not. */
export function relationSigns(name: string): string {
  return name.replace(/[^/&]+/g, '')
}
