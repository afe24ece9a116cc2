/** HTML entities left in plain text: `&#8217;`, `&mdash;`, `&amp;quot;`. */
import { upperHalf } from './single-byte.ts'

/** Names of U+00A0…U+00FF in order, then others with their characters. */
const LATIN1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  )
const OTHERS =
  'amp & lt < gt > quot " apos \' lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo › ndash – mdash — hellip … bull • trade ™ dagger † Dagger ‡ permil ‰ euro € OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ prime ′ Prime ″ hearts ♥ spades ♠ clubs ♣ diams ♦ larr ← uarr ↑ rarr → darr ↓ harr ↔ infin ∞ minus − asymp ≈ ne ≠ le ≤ ge ≥ loz ◊ star ☆ starf ★ check ✓ hyphen ‐'.split(
    ' ',
  )
const NAMED = new Map<string, string>([
  ...LATIN1.map((name, i): [string, string] => [name, String.fromCharCode(0xa0 + i)]),
  ...pairs(OTHERS),
  ['ensp', '\u2002'],
  ['emsp', '\u2003'],
  ['thinsp', '\u2009'],
  ['zwnj', '\u200c'],
  ['zwj', '\u200d'],
])
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));/g
const CP1252 = upperHalf('windows-1252')

function* pairs(flat: string[]): Iterable<[string, string]> {
  for (let i = 0; i + 1 < flat.length; i += 2) yield [flat[i] as string, flat[i + 1] as string]
}

/** Decodes once, and what is then still an entity once more. @returns the text and how many were decoded. */
export function decodeEntities(text: string): { text: string; count: number } {
  let count = 0
  const once = (_: string, decimal?: string, hex?: string, name?: string): string => {
    const character = name
      ? NAMED.get(name)
      : characterOf(Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16))
    if (character === undefined) return _
    count++
    return character
  }
  if (!text.includes('&')) return { text, count }
  const doubled = /&amp;(?=#\d|#[xX]|[A-Za-z][A-Za-z0-9]{1,9};)/g
  return { text: text.replace(doubled, '&').replace(ENTITY, once), count }
}

/** `&#146;` means windows-1252's byte 146, as browsers read it; numbers of nothing are left as they stand. */
function characterOf(code: number): string | undefined {
  if (code >= 0x80 && code <= 0x9f) return CP1252[code - 0x80]
  if (code === 9 || code === 10 || code === 13) return String.fromCharCode(code)
  if (!(code >= 32 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return String.fromCodePoint(code)
}
