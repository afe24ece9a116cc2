/** The query language as a form: every part of it has a field, and what was filled in is written as a query. */
import type { FieldKey } from '../../find/query/field-keys.ts'
import { knownValue } from '../../find/query/known-values.ts'
import { parseQuery } from '../../find/query/parse-query.ts'
import type { QueryNode } from '../../find/query/query.ts'
import { dayRange, numberRange } from '../../find/query/ranges.ts'
import { writeQuery } from '../../find/query/write-query.ts'
import { wordsOf } from '../../find/words.ts'

/** Names and tags, each wanted or left out, as many as one likes. */
export const NAME_KEYS = ['fandom', 'relationship', 'character', 'tag', 'by', 'series'] as const
/** One of several is enough. */
export const CHOICE_KEYS = ['rating', 'category', 'status'] as const
export const RANGE_KEYS = ['words', 'chapters', 'updated', 'published', 'added'] as const
/** Yes, no, or either. */
export const YES_NO_KEYS = ['crossover', 'look'] as const
export const TEXT_KEYS = ['title', 'summary', 'notes', 'source', 'language'] as const
export const PLACES = ['title', 'summary', 'notes'] as const

export interface QueryForm {
  /** Plain words, and whatever the other fields have no place for, as it is typed. */
  text: string
  exact: string[]
  /** Words and "exact words" of which none may be there. */
  without: string
  place: string
  with: Record<string, string[]>
  not: Record<string, string[]>
  /** Warnings to stay away from. */
  notWarning: string[]
  choices: Record<string, string[]>
  ranges: Record<string, { from: string; to: string }>
  yesNo: Record<string, string>
  texts: Record<string, string>
}

/** What a query would be in the form; whatever has no field of its own stays in `text`, as it is typed. */
export function formOf(nodes: readonly QueryNode[]): QueryForm {
  const form = emptyForm()
  const rest: QueryNode[] = []
  for (const node of nodes) if (!fill(form, node)) rest.push(node)
  form.text = writeQuery(rest)
  return form
}

function emptyForm(): QueryForm {
  const lists = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, [] as string[]]))
  const blanks = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, '']))
  return {
    text: '',
    exact: [],
    without: '',
    place: '',
    with: lists(NAME_KEYS),
    not: lists(NAME_KEYS),
    notWarning: [],
    choices: lists(CHOICE_KEYS),
    ranges: Object.fromEntries(RANGE_KEYS.map((key) => [key, { from: '', to: '' }])),
    yesNo: blanks(YES_NO_KEYS),
    texts: blanks(TEXT_KEYS),
  }
}

/** @returns whether the form has a field for it that is still free. */
function fill(form: QueryForm, node: QueryNode): boolean {
  if (node.kind === 'phrase') return form.exact.push(node.text) > 0
  if (node.kind === 'field') return fillField(form, node)
  if (node.kind === 'not') return fillNot(form, node.of)
  return node.kind === 'any' && fillChoices(form, node.of)
}

function fillField(form: QueryForm, { key, value }: QueryNode & { kind: 'field' }): boolean {
  const names = form.with[key]
  if (names !== undefined) return names.push(value) > 0
  if (key in form.choices) return fillChoices(form, [{ kind: 'field', key, value }])
  if (key in form.ranges) return fillRange(form, key, value)
  if (key === 'in') return form.place === '' && setPlace(form, value.toLowerCase())
  if (key in form.yesNo)
    return setFree(form.yesNo, key, /^(yes|true|y|t|1|only)$/i.test(value) ? 'yes' : 'no')
  return key in form.texts && setFree(form.texts, key, value)
}

function setPlace(form: QueryForm, place: string): boolean {
  const known = PLACES.find((each) => each === place)
  form.place = known ?? ''
  return known !== undefined
}

function setFree(values: Record<string, string>, key: string, value: string): boolean {
  if (values[key] !== '') return false
  values[key] = value
  return true
}

function fillNot(form: QueryForm, of: QueryNode): boolean {
  if (of.kind === 'field') {
    const names = form.not[of.key]
    if (names !== undefined) return names.push(of.value) > 0
    const warning = of.key === 'warning' ? knownValue('warning', of.value) : undefined
    return warning !== undefined && form.notWarning.push(warning) > 0
  }
  const isOne = of.kind === 'phrase' || (of.kind === 'words' && wordsOf(of.text).length === 1)
  if (!isOne) return false
  form.without = `${form.without} ${of.kind === 'phrase' ? `"${of.text}"` : of.text}`.trim()
  return true
}

/** `rating:teen OR rating:mature`: one field, its known values, and no others chosen before. */
function fillChoices(form: QueryForm, nodes: readonly QueryNode[]): boolean {
  const [first] = nodes
  const key = CHOICE_KEYS.find((each) => first?.kind === 'field' && each === first.key)
  if (key === undefined || form.choices[key]?.length !== 0) return false
  const values = nodes.map((node) =>
    node.kind === 'field' && node.key === key ? knownValue(key, node.value) : undefined,
  )
  const known = values.filter((value) => value !== undefined)
  if (known.length < nodes.length) return false
  form.choices[key] = known
  return true
}

function fillRange(form: QueryForm, key: string, value: string): boolean {
  const ends = key === 'words' || key === 'chapters' ? numberRange(value) : dayRange(value)
  const filled = form.ranges[key]
  if (ends === undefined || filled === undefined || filled.from !== '' || filled.to !== '') return false
  form.ranges[key] = { from: `${ends.from ?? ''}`, to: `${ends.to ?? ''}` }
  return true
}

/** The query that was filled in. @param params the form as it was sent; what is missing or strange is passed over. */
export function queryOfForm(params: URLSearchParams): string {
  const one = (name: string) => (params.get(name) ?? '').trim()
  const all = (name: string) =>
    params
      .getAll(name)
      .map((each) => each.trim())
      .filter((each) => each !== '')
  const nodes: QueryNode[] = [
    ...parseQuery(one('text')).nodes,
    ...all('exact').flatMap(phrase),
    ...withoutNodes(one('without')),
    ...NAME_KEYS.flatMap((key) => all(key).flatMap((value) => field(key, value))),
    ...CHOICE_KEYS.flatMap((key) => choice(key, all(key))),
    ...RANGE_KEYS.flatMap((key) => range(key, one(`${key}-from`), one(`${key}-to`))),
    ...TEXT_KEYS.flatMap((key) => field(key, one(`in-${key}`))),
    ...YES_NO_KEYS.flatMap((key) => field(key, one(key))),
    ...field('in', one('place')),
    ...NAME_KEYS.flatMap((key) => all(`not-${key}`).flatMap((value) => left(field(key, value)))),
    ...all('not-warning').flatMap((value) => left(field('warning', value))),
  ]
  return writeQuery(nodes)
}

const QUOTES = /["“”„«»]/g

function field(key: FieldKey, typed: string): QueryNode[] {
  const value = typed.replace(QUOTES, ' ').replace(/\s+/g, ' ').trim()
  return value === '' ? [] : [{ kind: 'field', key, value }]
}

function phrase(typed: string): QueryNode[] {
  const text = typed.replace(QUOTES, ' ').replace(/\s+/g, ' ').trim()
  return wordsOf(text).length === 0 ? [] : [{ kind: 'phrase', text }]
}

const left = (nodes: QueryNode[]) => nodes.map((of): QueryNode => ({ kind: 'not', of }))

/** Each word by itself; words in quotes together. */
function withoutNodes(typed: string): QueryNode[] {
  return parseQuery(typed).nodes.flatMap((node) => {
    if (node.kind === 'not') return [node]
    if (node.kind !== 'words') return left([node])
    return left(wordsOf(node.text).map(({ word }) => ({ kind: 'words', text: word })))
  })
}

function choice(key: FieldKey, values: string[]): QueryNode[] {
  const of = values.flatMap((value) => field(key, value))
  return of.length > 1 ? [{ kind: 'any', of }] : of
}

function range(key: FieldKey, from: string, to: string): QueryNode[] {
  if (from === '' && to === '') return []
  if (from === '') return field(key, `<=${to}`)
  return field(key, to === '' ? `>=${from}` : `${from}..${to}`)
}
