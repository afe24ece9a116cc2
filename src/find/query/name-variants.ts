/** Names a library has that may be the same as one that was typed: 'Toshiko Sato' for 'Tosh', and the reverse. */
import type { FacetField } from '../../archive/archive.ts'
import type { FacetView, TagTerm } from '../facets/filter.ts'
import { foldName } from '../facets/name-fold.ts'
import { STOP_WORDS } from '../stop-words.ts'
import { wordsOf } from '../words.ts'
import { bareName, EXACTLY } from './field-values.ts'
import type { Condition } from './query.ts'

/** Fields whose values are names of which people write a part. */
const PARTIAL: readonly FacetField[] = ['fandoms', 'characters', 'relationships', 'authors']
/** Fields of few values, all of them known. */
const FEW_VALUES: readonly FacetField[] = ['rating', 'categories', 'status', 'language']
/** Those of which a name that is known may still be another's: a creator's is one person's. */
const WIDENED: readonly FacetField[] = ['fandoms', 'characters', 'relationships']
/** A text of more telling words is a description; names in it are known by their capitals. */
const NAME_WORDS_MAX = 3
const NAME_LETTERS_MIN = 3
const WORDS_WIDENED_MAX = 4
/** So many words are looked up: a pasted chapter is full of capitals. */
const WORDS_TRIED_MAX = 10

export interface NameVariant {
  /** As typed. */
  name: string
  /** Of a filter; absent where it stood among the words. */
  field?: FacetField | 'any'
  /** Names looked for beside it. */
  also: string[]
}

/** The terms that stand for one, its variants among them. */
export function widened(view: FacetView, term: TagTerm): TagTerm[] {
  if (term.value.startsWith(EXACTLY)) return [{ ...term, value: bareName(term.value) }]
  const also = variantsOf(view, term)
  return [term, ...also.map((value): TagTerm => ({ kind: 'tag', field: term.field, value }))]
}

/**
 * Names of which what was typed is a part, or the reverse. Of a name nobody has, those one letter away too; and where
 * there are none, those that have its words.
 */
export function variantsOf(view: FacetView, { field, value }: TagTerm): string[] {
  if (value.startsWith(EXACTLY) || !/\p{L}/u.test(value)) return []
  const fields: readonly FacetField[] = field === 'any' ? ['tags', 'warnings', ...PARTIAL] : [field]
  const known = fields.some((each) => view.canonical(each, value) !== undefined)
  if (field === 'any' && known) return []
  const alike = fields.flatMap((each) => {
    const names = view.alike(each, value).map((count) => count.value)
    if (!known) return names
    return WIDENED.includes(each) ? names.filter((name) => isPartly(each, value, name)) : []
  })
  return alike.length > 0 || known ? [...new Set(alike)] : havingWords(view, fields, value)
}

const WORDED_MAX = 8

function havingWords(view: FacetView, fields: readonly FacetField[], value: string): string[] {
  const kinds = fields.filter((field) => !FEW_VALUES.includes(field))
  if (kinds.length === 0 || foldName(value).length < NAME_LETTERS_MIN) return []
  return [...new Set(view.suggest(value, { kinds, limit: WORDED_MAX }).map(({ text }) => text))]
}

function isPartly(field: FacetField, a: string, b: string): boolean {
  const sides = (name: string) => (field === 'relationships' ? name.split(/[/&]/) : [name]).map(foldName)
  const [left, right] = [sides(a), sides(b)]
  return left.every((one) => right.some((other) => isPart(field, one, other) || isPart(field, other, one)))
}

/** Every word of the shorter begins a word of the longer, as Tosh does Toshiko; of a fandom it is a word of it. */
function isPart(field: FacetField, short: string, long: string): boolean {
  const whole = long.split(' ')
  const isIn = (part: string) =>
    whole.some((word) => (field === 'fandoms' ? word === part : word.startsWith(part)))
  return short.split(' ').every(isIn)
}

/** The filters of a query that were widened. */
export function widenedNames(view: FacetView, conditions: readonly Condition[]): NameVariant[] {
  return conditions.flatMap((condition): NameVariant[] => {
    if (condition.kind === 'all' || condition.kind === 'any') return widenedNames(view, condition.of)
    if (condition.kind !== 'terms') return []
    return condition.anyOf.flatMap((term) => {
      const also = term.kind === 'tag' ? variantsOf(view, term) : []
      return term.kind === 'tag' && also.length > 0 ? [{ name: term.value, field: term.field, also }] : []
    })
  })
}

/**
 * Other forms of names among plain words: 'Toshiko' where characters are called so and 'Tosh' was typed. Only a few, and
 * only what is not there already, since each word that is added weighs with the others.
 */
export function namesIn(view: FacetView, text: string): NameVariant[] {
  const unquoted = text.replace(/"[^"]*"/g, (quoted) => ' '.repeat(quoted.length))
  const telling = wordsOf(unquoted).filter(({ word }) => !STOP_WORDS.has(word))
  const there = new Set(telling.map(({ word }) => word))
  const isShort = telling.length <= NAME_WORDS_MAX
  const names = telling.filter(
    ({ word, start }) =>
      word.length >= NAME_LETTERS_MIN && (isShort || /\p{Lu}/u.test(unquoted[start] ?? '')),
  )
  const variants: NameVariant[] = []
  for (const { word, start, end } of names.slice(0, WORDS_TRIED_MAX)) {
    const also = otherForms(view, word).filter((form) => !there.has(foldName(form)))
    if (also.length > 0) variants.push({ name: unquoted.slice(start, end), also })
    if (variants.length === WORDS_WIDENED_MAX) break
  }
  return variants
}

/** Words of characters' names that begin with this word, or that it begins with. */
function otherForms(view: FacetView, word: string): string[] {
  const forms = new Map<string, string>()
  for (const { value } of view.alike('characters', word)) {
    for (const { start, end } of wordsOf(value)) {
      const form = value.slice(start, end)
      const folded = foldName(form)
      if (folded === word || folded.length < NAME_LETTERS_MIN) continue
      if (folded.startsWith(word) || word.startsWith(folded)) forms.set(folded, form)
    }
  }
  return [...forms.values()]
}
