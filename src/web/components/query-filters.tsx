/** Filters beside what was found: each is a link that writes its choice into the query, so that it is kept and sent with it. */
import type { FC } from 'hono/jsx'
import type { FacetCount, FacetField } from '../../archive/archive.ts'
import type { FacetCounts } from '../../find/facets/filter.ts'
import { chosenIn, tickedQuery, tickIn } from '../../find/query/change-query.ts'
import type { QueryNode } from '../../find/query/query.ts'
import { RATINGS } from '../../story/field.ts'
import { type FindAddress, findHref } from '../forms/find-address.ts'
import { FACET_LABELS, facetValueLabel } from '../words/labels.ts'
import { count, countOf } from '../words/numbers.ts'
import { OPEN_SECTIONS, SECTIONS } from './filter-sections.ts'
import { TickLine } from './tick-line.tsx'

const VALUES_SHOWN = 6
const RATING_ORDER: string[] = [...RATINGS.slice(1), 'none', RATINGS[0]]

interface QueryFiltersProps {
  address: FindAddress
  nodes: readonly QueryNode[]
  counts: FacetCounts
  total: number
}

/** At a desk a column of its own; on a phone a sheet that a button opens, without script. */
export const QueryFilters: FC<QueryFiltersProps> = (props) => (
  <section class="filters" id="filters" popover="auto" aria-label="Filters">
    <div class="sheet-head">
      <h2>Filters</h2>
      <button type="button" class="button small" popovertarget="filters" popovertargetaction="hide">
        Show {countOf(props.total, 'story', 'stories')}
      </button>
    </div>
    {SECTIONS.map((field) => (
      <Section {...props} field={field} />
    ))}
  </section>
)

const Section: FC<QueryFiltersProps & { field: FacetField }> = ({ address, nodes, counts, field }) => {
  const chosen = chosenIn(nodes, field)
  const values = valuesShown(field, counts[field] ?? [], [...chosen.included, ...chosen.excluded])
  if (values.length === 0) return null
  const isAll = address.more === field
  const shown = isAll ? values : values.slice(0, Math.max(VALUES_SHOWN, chosen.included.length))
  const isChosen = chosen.included.length + chosen.excluded.length > 0
  return (
    <details class="filter" open={OPEN_SECTIONS.has(field) || isAll || isChosen} id={`filter-${field}`}>
      <summary>{FACET_LABELS[field]}</summary>
      <ul>
        {shown.map(({ value, count: works }) => (
          <TickLine
            tick={tickIn(nodes, { field, value })}
            href={findHref(address, { query: tickedQuery(nodes, { field, value }), more: undefined })}
            name={facetValueLabel(field, value)}
            works={works}
          />
        ))}
      </ul>
      {shown.length < values.length && (
        <a class="more" href={`${findHref(address, { more: field })}#filter-${field}`} rel="nofollow">
          {count(values.length - shown.length)} more<span class="sr"> in {FACET_LABELS[field]}</span>
        </a>
      )}
    </details>
  )
}

/** What is chosen always stands in the list, and ratings in their own order. */
function valuesShown(field: FacetField, counts: FacetCount[], chosen: string[]): FacetCount[] {
  const isChosen = (value: string) => chosen.some((each) => each.toLowerCase() === value.toLowerCase())
  const known = new Set(counts.map(({ value }) => value.toLowerCase()))
  const missing = chosen
    .filter((value) => !known.has(value.toLowerCase()))
    .map((value) => ({ value, count: 0 }))
  const all = [
    ...counts.filter(({ value }) => isChosen(value)),
    ...missing,
    ...counts.filter(({ value }) => !isChosen(value)),
  ]
  if (field !== 'rating') return all
  return all.sort((a, b) => RATING_ORDER.indexOf(a.value) - RATING_ORDER.indexOf(b.value))
}
