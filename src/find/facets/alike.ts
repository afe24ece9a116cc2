/** Names that may be the same person, fandom or tag as another: told, never merged. */
import type { FacetCount, FacetField } from '../../archive/archive.ts'
import type { FacetIndex } from './facet-index.ts'
import { foldName, relationSigns } from './name-fold.ts'

const TOLD_MAX = 8
const LOOKED_AT_MAX = 3000
const PART_MIN = 3
/** Fields whose values are names of which one may be part of another. */
const NAMES: ReadonlySet<FacetField> = new Set(['characters', 'authors', 'fandoms'])
/** Words too common to tell names by. */
const EMPTY_WORDS = new Set([
  'the',
  'of',
  'and',
  'a',
  'an',
  'original',
  'character',
  'characters',
  'tv',
  'movies',
])

interface Asked {
  index: FacetIndex
  /** By tag: how many works that are shown have it. */
  totals: Int32Array
}

/** @returns other canonical tags of the field, most used first. */
export function alikeTags({ index, totals }: Asked, field: FacetField, value: string): FacetCount[] {
  const { tags, canonical } = index
  const known = tags.find(field, value)
  const own = known === undefined ? undefined : canonical.of(known)
  const folded = foldName(value)
  const found = new Map<number, string>()
  for (const tag of candidates(index, folded)) {
    const meant = canonical.of(tag)
    if (tags.fieldOf(tag) !== field || meant === own || (totals[meant] ?? 0) === 0 || tags.nones.has(tag))
      continue
    if (field === 'relationships' && relationSigns(tags.name(tag)) !== relationSigns(value)) continue
    if (isAlike(field, { name: value, folded }, { name: tags.name(tag), folded: tags.names.folded(tag) }))
      found.set(meant, tags.name(meant))
  }
  return [...found]
    .map(([tag, name]) => ({ value: name, count: totals[tag] as number }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, TOLD_MAX)
}

/** Names with a word that begins as one of these words does, and names that are the beginning of one. */
function candidates(index: FacetIndex, folded: string): Set<number> {
  const found = new Set<number>()
  const { names } = index.tags
  for (const word of folded.split(' ')) {
    if (EMPTY_WORDS.has(word)) continue
    names.each(word.slice(0, Math.max(PART_MIN, word.length - 2)), (tag) => found.add(tag), LOOKED_AT_MAX)
    for (let length = PART_MIN; length < word.length; length++)
      for (const tag of names.same(word.slice(0, length))) found.add(tag)
  }
  names.each(folded.replaceAll(' ', ''), (tag) => found.add(tag), LOOKED_AT_MAX)
  return found
}

interface Name {
  name: string
  folded: string
}

function isAlike(field: FacetField, a: Name, b: Name): boolean {
  if (isMisspelt(a.folded, b.folded)) return true
  if (NAMES.has(field)) return isPartOf(a.folded, b.folded) || isPartOf(b.folded, a.folded)
  if (field !== 'relationships') return false
  const [left, right] = [sidesOf(a.name), sidesOf(b.name)]
  return left.length === right.length && areSame(left, right)
}

function sidesOf(relationship: string): string[] {
  return relationship.split(/[/&]/).map(foldName)
}

/** Each side has one of the other's that may be the same person. */
function areSame(left: string[], right: string[]): boolean {
  return left.every((side) =>
    right.some((other) => side === other || isPartOf(side, other) || isPartOf(other, side)),
  )
}

/** Every word of the shorter begins a word of the longer, one of them with three letters or more: 'Tosh' of 'Toshiko Sato'. */
function isPartOf(short: string, long: string): boolean {
  const parts = short.split(' ').filter((word) => !EMPTY_WORDS.has(word))
  const whole = long.split(' ')
  if (parts.length === 0 || parts.length > whole.length || short.length > long.length) return false
  return (
    parts.some((part) => part.length >= PART_MIN) &&
    parts.every((part) => whole.some((word) => word.startsWith(part)))
  )
}

/** One letter is wrong, missing or too many, in names long enough for that to be chance; or spaces are. */
function isMisspelt(a: string, b: string): boolean {
  const [left, right] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')]
  if (left === right) return true
  if (/\d/.test(left) || Math.min(left.length, right.length) < 6 || Math.abs(left.length - right.length) > 1)
    return false
  let start = 0
  while (start < left.length && left[start] === right[start]) start++
  let end = 0
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++
  const changed = [left.length - start - end, right.length - start - end]
  if (Math.max(...changed) <= 1) return true
  return (
    left.length === right.length &&
    changed[0] === 2 &&
    left[start] === right[start + 1] &&
    left[start + 1] === right[start]
  )
}
