/** Pictures: a library fetches none, so each leaves what it said, a rule where it was an ornament, or nothing. */
import { attribute, type UnsafeElement } from './parse-unsafe.ts'

export type Picture = { kind: 'nothing' } | { kind: 'rule' } | { kind: 'text'; text: string }

const ORNAMENT_FILE =
  /(?:^|[^a-z])(?:h?bars?|rules?|dividers?|lines?|hr|separators?|ornaments?|(?:scene|line|page|section)?[-_]?breaks?|squiggles?|swirls?|flourish(?:es)?|dinkus|fleurons?|asterism)(?:[^a-z][^/]*)?\.(?:gif|png|jpe?g|svg|webp|bmp)$/i
const ORNAMENT_ALT =
  /^\W*(?:(?:scene|line|page|section|story)[- ]?break|divider|separator|horizontal (?:line|rule|bar)|ornament|dinkus|(?:bar|line|rule|break)\b)\W*$/i
const HAS_WORD = /[\p{L}\p{N}]/u
const PICTOGRAPH = /\p{Extended_Pictographic}/u

/** @returns what stands in the picture's place: emoji as text, an ornament as a rule, other words in brackets. */
export function readPicture(element: UnsafeElement): Picture {
  const alt = (attribute(element, 'alt') ?? '').replace(/\s+/g, ' ').trim().slice(0, 500)
  if (alt === '')
    return isOrnamentFile(attribute(element, 'src') ?? '') ? { kind: 'rule' } : { kind: 'nothing' }
  if (PICTOGRAPH.test(alt)) return { kind: 'text', text: alt }
  if (!HAS_WORD.test(alt) || ORNAMENT_ALT.test(alt)) return { kind: 'rule' }
  return { kind: 'text', text: `[${alt}]` }
}

function isOrnamentFile(src: string): boolean {
  const path = src.slice(0, 1_000).replace(/[?#].*$/, '')
  return ORNAMENT_FILE.test(path.slice(path.lastIndexOf('/') + 1))
}
