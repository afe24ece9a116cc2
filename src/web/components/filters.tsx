/** The library's filters: links that tick, tick again to leave out, and a third time let go. */
import type { Child, FC } from 'hono/jsx'
import type { FacetCount, FacetField, WorkPage } from '../../archive/archive.ts'
import { RATINGS } from '../../story/field.ts'
import { type LibraryQuery, queryHref, queryPairs, ticked, tickOf } from '../forms/library-query.ts'
import { FACET_LABELS, facetValueLabel } from '../words/labels.ts'
import { count, countOf } from '../words/numbers.ts'

/** In this order; the first stand open. */
const SECTIONS: FacetField[] = [
  'rating',
  'fandoms',
  'relationships',
  'tags',
  'characters',
  'authors',
  'warnings',
  'categories',
  'series',
  'language',
  'status',
]
const OPEN: ReadonlySet<FacetField> = new Set(['rating', 'fandoms', 'relationships'])
const VALUES_SHOWN: Partial<Record<FacetField, number>> = { fandoms: 6, relationships: 6 }
const VALUES_SHOWN_ELSE = 10

interface FiltersProps {
  query: LibraryQuery
  facets: WorkPage['facets']
}

export const Filters: FC<FiltersProps> = ({ query, facets }) => (
  <>
    {SECTIONS.slice(0, 4).map((field) => (
      <FacetSection field={field} query={query} counts={facets[field] ?? []} />
    ))}
    <WordsSection query={query} />
    {SECTIONS.slice(4).map((field) => (
      <FacetSection field={field} query={query} counts={facets[field] ?? []} />
    ))}
  </>
)

interface SectionProps {
  field: FacetField
  query: LibraryQuery
  counts: FacetCount[]
}

const FacetSection: FC<SectionProps> = ({ field, query, counts }) => {
  const values = valuesShown(field, query, counts)
  if (values.length === 0) return null
  const limit = query.more === field ? Number.POSITIVE_INFINITY : (VALUES_SHOWN[field] ?? VALUES_SHOWN_ELSE)
  const hidden = Math.max(0, values.length - limit)
  const said = selectionWords(field, query)
  return (
    <details
      class="filter"
      open={OPEN.has(field) || said !== '' || query.more === field}
      id={`filter-${field}`}
    >
      <summary>
        {FACET_LABELS[field]}
        {said !== '' && !OPEN.has(field) && <span class="filter-said">{said}</span>}
      </summary>
      <ul>
        {values.slice(0, limit).map((value) => (
          <FacetLine field={field} query={query} value={value} />
        ))}
      </ul>
      {hidden > 0 && (
        <a class="more" href={`${queryHref({ ...query, more: field })}#filter-${field}`}>
          {count(hidden)} more<span class="sr"> in {FACET_LABELS[field]}</span>
        </a>
      )}
    </details>
  )
}

const FacetLine: FC<{ field: FacetField; query: LibraryQuery; value: FacetCount }> = ({
  field,
  query,
  value,
}) => {
  const tick = tickOf(query, field, value.value)
  return (
    <li>
      <a class={`tick ${tick}`} href={queryHref(ticked(query, field, value.value))} rel="nofollow">
        <span class="tick-name">{facetValueLabel(field, value.value)}</span>
        <span class="sr">{TICK_WORDS[tick]}</span>
        <span class="tick-count" aria-hidden={tick === 'excluded' ? 'true' : undefined}>
          {tick === 'excluded' ? '' : count(value.count)}
        </span>
      </a>
    </li>
  )
}

const TICK_WORDS = {
  off: '',
  included: ' (only these; choose again to leave them out)',
  excluded: ' (left out; choose again to let go)',
}

/** What is ticked always stands in the list, and ratings in their own order. */
function valuesShown(field: FacetField, query: LibraryQuery, counts: FacetCount[]): FacetCount[] {
  const known = new Map(counts.map((value) => [value.value, value]))
  const chosen = [...(query.include[field] ?? []), ...(query.exclude[field] ?? [])]
  const missing = chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))
  const all = [...counts.filter((value) => chosen.includes(value.value)), ...missing]
  const rest = counts.filter((value) => !chosen.includes(value.value))
  if (field !== 'rating') return [...all, ...rest]
  const order = [...RATINGS.slice(1), RATINGS[0]] as string[]
  return [...all, ...rest].sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
}

function selectionWords(field: FacetField, query: LibraryQuery): string {
  const included = (query.include[field] ?? []).map((value) => facetValueLabel(field, value))
  const excluded = (query.exclude[field] ?? []).map((value) => facetValueLabel(field, value))
  const without = excluded.length === 0 ? [] : [`without: ${excluded.join(', ')}`]
  return [...included, ...without].join(' · ')
}

const WordsSection: FC<{ query: LibraryQuery }> = ({ query }) => {
  const others = queryPairs({ ...query, wordsFrom: undefined, wordsTo: undefined, page: 1 })
  const isSet = query.wordsFrom !== undefined || query.wordsTo !== undefined
  return (
    <details class="filter" open={isSet} id="filter-words">
      <summary>Words</summary>
      <form action="/" method="get" class="words-form">
        {others.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <WordsInput name="words-from" label="from" value={query.wordsFrom} />
        <WordsInput name="words-to" label="to" value={query.wordsTo} />
        <button type="submit" class="button small">
          Set
        </button>
      </form>
    </details>
  )
}

const WordsInput: FC<{ name: string; label: string; value: number | undefined }> = ({
  name,
  label,
  value,
}) => (
  <label>
    {label}
    <input type="number" name={name} value={value} min={0} step={1} inputmode="numeric" />
  </label>
)

/** What the list is narrowed to, each a link that lets it go. */
export const Chosen: FC<{ query: LibraryQuery }> = ({ query }) => {
  const chips = chosenChips(query)
  return chips.length === 0 ? null : (
    <ul class="chosen">
      {chips.map(({ text, href, out }) => (
        <li>
          <a href={href} class={out === true ? 'out' : undefined}>
            <span class="sr">Let go: </span>
            {text}
            <span aria-hidden="true"> ×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

interface Chip {
  text: Child
  href: string
  out?: boolean
}

function chosenChips(query: LibraryQuery): Chip[] {
  const chips: Chip[] = []
  for (const field of SECTIONS) {
    for (const value of query.include[field] ?? []) {
      const href = queryHref(ticked(ticked(query, field, value), field, value))
      chips.push({ text: facetValueLabel(field, value), href })
    }
    for (const value of query.exclude[field] ?? [])
      chips.push({
        text: `without ${facetValueLabel(field, value)}`,
        href: queryHref(ticked(query, field, value)),
        out: true,
      })
  }
  const { wordsFrom, wordsTo, folder } = query
  const plain = { ...query, page: 1 }
  if (wordsFrom !== undefined)
    chips.push({
      text: `from ${countOf(wordsFrom, 'word', 'words')}`,
      href: queryHref({ ...plain, wordsFrom: undefined }),
    })
  if (wordsTo !== undefined)
    chips.push({
      text: `to ${countOf(wordsTo, 'word', 'words')}`,
      href: queryHref({ ...plain, wordsTo: undefined }),
    })
  if (folder !== undefined)
    chips.push({ text: `in ${folder}`, href: queryHref({ ...plain, folder: undefined }) })
  if (query.needsALook) chips.push({ text: 'needs a look', href: queryHref({ ...plain, needsALook: false }) })
  return chips
}
