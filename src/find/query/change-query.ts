/** A query with one more choice made or let go: what ticking a filter does to it. Pure. */
import type { FacetField } from '../../archive/archive.ts'
import type { FieldKey } from './field-keys.ts'
import { bareName, EXACTLY, fieldMeaning } from './field-values.ts'
import type { QueryNode } from './query.ts'
import { writeQuery } from './write-query.ts'

export type Tick = 'off' | 'included' | 'excluded'

export const FACET_KEYS: Record<FacetField, FieldKey> = {
  rating: 'rating',
  fandoms: 'fandom',
  relationships: 'relationship',
  characters: 'character',
  tags: 'tag',
  warnings: 'warning',
  categories: 'category',
  authors: 'by',
  language: 'language',
  status: 'status',
  series: 'series',
}

/** Fields of which a name alone would find its variants too, so that more would be found than were counted. */
const EXACT: ReadonlySet<FacetField> = new Set([
  'fandoms',
  'relationships',
  'characters',
  'tags',
  'authors',
  'series',
])

/** A work has one of these at most: with two included, either is enough. */
export const SINGLE: ReadonlySet<FacetField> = new Set(['rating', 'language', 'status'])

interface Choice {
  field: FacetField
  /** As it is counted. */
  value: string
}

/** @returns `off` where it is asked for in another way: beside OR, or within brackets. */
export function tickIn(nodes: readonly QueryNode[], choice: Choice): Tick {
  if (nodes.some((node) => asksFor(node, choice))) return 'included'
  return nodes.some((node) => leavesOut(node, choice)) ? 'excluded' : 'off'
}

/** off → included → excluded → off. @returns the query as it is written then. */
export function tickedQuery(nodes: readonly QueryNode[], choice: Choice): string {
  const tick = tickIn(nodes, choice)
  const rest = nodes.filter((node) => !asksFor(node, choice) && !leavesOut(node, choice))
  const field: QueryNode = { kind: 'field', key: FACET_KEYS[choice.field], value: writtenName(choice) }
  if (tick === 'off') return writeQuery([...withoutOthers(rest, choice), field])
  return writeQuery(tick === 'included' ? [...rest, { kind: 'not', of: field }] : rest)
}

/** What the query chooses of a field, as counted: values that are left out apart. */
export function chosenIn(
  nodes: readonly QueryNode[],
  field: FacetField,
): { included: string[]; excluded: string[] } {
  const values = (of: readonly QueryNode[]) =>
    of.flatMap((node) => (node.kind === 'field' ? valuesOf(node, field) : []))
  return {
    included: values(nodes),
    excluded: values(nodes.flatMap((node) => (node.kind === 'not' ? [node.of] : []))),
  }
}

/** Quotation marks in a name would end it. */
function writtenName({ field, value }: Choice): string {
  const name = value
    .replace(/["“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return EXACT.has(field) && name !== 'none' ? EXACTLY + name : name
}

function withoutOthers(nodes: QueryNode[], { field }: Choice): QueryNode[] {
  if (!SINGLE.has(field)) return nodes
  return nodes.filter((node) => node.kind !== 'field' || valuesOf(node, field).length === 0)
}

function asksFor(node: QueryNode, { field, value }: Choice): boolean {
  return node.kind === 'field' && valuesOf(node, field).some((each) => isSame(each, value))
}

function leavesOut(node: QueryNode, choice: Choice): boolean {
  return node.kind === 'not' && asksFor(node.of, choice)
}

function valuesOf({ key, value }: QueryNode & { kind: 'field' }, field: FacetField): string[] {
  const meaning = fieldMeaning(key, value)
  if (meaning.kind !== 'terms') return []
  return meaning.anyOf.flatMap((term) =>
    term.kind === 'tag' && (term.field === field || (term.field === 'any' && field === 'tags'))
      ? [bareName(term.value)]
      : [],
  )
}

function isSame(a: string, b: string): boolean {
  const plain = (name: string) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/["“”„«»\s]+/g, ' ')
      .trim()
  return plain(a) === plain(b)
}
