/** Suggestions for a box: which part of what was typed each would stand for, and what would stand there then. Pure. */
import { FACET_FIELDS, type FacetField } from '../../archive/archive.ts'
import type { FacetView, Suggestion } from '../../find/facets/filter.ts'
import { FACET_LABELS, facetValueLabel } from '../words/labels.ts'

/** How fields are called in a query. */
const QUERY_KEYS: Partial<Record<FacetField, string>> = {
  fandoms: 'fandom',
  relationships: 'relationship',
  characters: 'character',
  tags: 'tag',
  authors: 'by',
  series: 'series',
  warnings: 'warning',
}
const KIND_OF_KEY = new Map(Object.entries(QUERY_KEYS).map(([field, key]) => [key, field as FacetField]))

export interface Completion {
  kind: FacetField | 'title'
  /** 'Character', 'Story'. */
  label: string
  text: string
  /** The other name that was typed. */
  typed?: string
  count: number
  /** Stands for what was typed from `from` on. */
  insert: string
  /** Where the story is that has this title. */
  href?: string
}

export interface Completions {
  /** Where in what was typed the completed part begins, in UTF-16 units. */
  from: number
  suggestions: Completion[]
}

export interface Asked {
  q: string
  as: 'query' | 'values'
  kinds?: readonly (FacetField | 'title')[] | undefined
}

const SHOWN = 8
/** Names have few words: so many at the end of a description may be one. */
const NAME_WORDS_MAX = 4
const TYPED_MIN = 2

export function completions(view: Pick<FacetView, 'suggest'>, { q, as, kinds }: Asked): Completions {
  const options = { limit: SHOWN, ...(kinds && { kinds }) }
  if (as === 'values') {
    const found = q.trim() === '' ? [] : view.suggest(q, { kinds: FACET_FIELDS, ...options })
    return { from: 0, suggestions: found.map((each) => completion(each, each.text)) }
  }
  return fielded(view, q) ?? lastWords(view, q, options)
}

/** `character:tosh` asks for characters alone. */
function fielded(view: Pick<FacetView, 'suggest'>, q: string): Completions | undefined {
  const found = /(?:^|[\s(])-?([a-z]+):("[^"]*|[^\s"()]*)$/i.exec(q)
  const field = KIND_OF_KEY.get(found?.[1]?.toLowerCase() ?? '')
  if (found === null || field === undefined) return undefined
  const typed = (found[2] as string).replace(/^"/, '')
  const from = q.length - (found[2] as string).length
  const suggestions = typed === '' ? [] : view.suggest(typed, { limit: SHOWN, kinds: [field] })
  return { from, suggestions: suggestions.map((each) => completion(each, quoted(each.text))) }
}

/** The longest end that may be a name; what stands in quotation marks is meant as it is. */
function lastWords(view: Pick<FacetView, 'suggest'>, q: string, options: object): Completions {
  if ((q.match(/"/g)?.length ?? 0) % 2 === 1) return { from: q.length, suggestions: [] }
  const begins = [...q.matchAll(/(?<=^|\s)[^\s"():-]/gu)].map((match) => match.index).slice(-NAME_WORDS_MAX)
  for (const from of begins) {
    const typed = q.slice(from)
    if (typed.trim().length < TYPED_MIN || /["():]/.test(typed)) continue
    // A title is the whole of what is looked for.
    const suggestions = view
      .suggest(typed, options)
      .filter(({ kind }) => kind !== 'title' || q.slice(0, from).trim() === '')
    if (suggestions.length > 0)
      return { from, suggestions: suggestions.map((each) => completion(each, asQuery(each))) }
  }
  return { from: q.length, suggestions: [] }
}

function asQuery({ kind, text }: Suggestion): string {
  const key = kind === 'title' ? 'title' : QUERY_KEYS[kind]
  return key === undefined ? text : `${key}:${quoted(text)}`
}

function quoted(text: string): string {
  return /^[^\s()":]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`
}

function completion({ kind, text, typed, count, workId }: Suggestion, insert: string): Completion {
  return {
    kind,
    label: kind === 'title' ? 'Story' : FACET_LABELS[kind],
    text: kind === 'title' ? text : facetValueLabel(kind, text),
    count,
    insert,
    ...(typed !== undefined && { typed }),
    ...(workId !== undefined && { href: `/works/${workId}` }),
  }
}
