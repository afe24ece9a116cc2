/**
 * The filters beside a list: links that tick, tick again to leave out, and a third time let go. Any page that lists works can
 * have them: they lead to the query's own path and keep its `q`.
 */
import type { FC } from 'hono/jsx'
import type { FacetCount, FacetField } from '../../archive/archive.ts'
import { SINGLE } from '../../find/query/change-query.ts'
import { RATINGS } from '../../story/field.ts'
import { isEither, ticked, tickedWanted, tickOf, turned } from '../forms/filter-ticks.ts'
import { filterCount, type LibraryQuery, queryHref, unfilteredHref } from '../forms/library-query.ts'
import type { ShelfCounts } from '../shelf.ts'
import { FACET_LABELS, facetValueLabel } from '../words/labels.ts'
import { count, countOf } from '../words/numbers.ts'
import { AddFilter } from './add-filter.tsx'
import { OPEN_SECTIONS, SECTIONS } from './filter-sections.ts'
import { RangeSection } from './range-section.tsx'
import { TickLine } from './tick-line.tsx'

const VALUES_SHOWN: Partial<Record<FacetField, number>> = { fandoms: 6, relationships: 6 }
const VALUES_SHOWN_ELSE = 10

interface FiltersProps {
  query: LibraryQuery
  counts: ShelfCounts
}

/** At a desk a column of its own; on a phone a sheet that a button `popovertarget="filters"` opens, without script. */
export const FilterSheet: FC<FiltersProps & { total: number }> = ({ query, counts, total }) => (
  <section class="filters" id="filters" popover="auto" aria-label="Filters">
    <div class="sheet-head">
      <h2>Filters</h2>
      <button type="button" class="button small" popovertarget="filters" popovertargetaction="hide">
        Show {countOf(total, 'story', 'stories')}
      </button>
    </div>
    <Filters query={query} counts={counts} />
    {filterCount(query) > 0 && (
      <p class="filters-foot">
        <a href={unfilteredHref(query)}>Let go of all filters</a>
      </p>
    )}
    <p class="filters-foot soft">
      <a href="/never">Never show me …</a> · <a href="/tags">Tags</a>
    </p>
  </section>
)

/** The button that opens the sheet on a phone. */
export const FiltersButton: FC<{ query: LibraryQuery }> = ({ query }) => (
  <button type="button" class="button small filters-open" popovertarget="filters">
    Filters{filterCount(query) > 0 && ` · ${filterCount(query)}`}
  </button>
)

export const Filters: FC<FiltersProps> = ({ query, counts }) => (
  <>
    <AddFilter query={query} />
    {SECTIONS.slice(0, 4).map((field) => (
      <FacetSection field={field} query={query} counts={counts.facets[field] ?? []} />
    ))}
    <RangeSection query={query} />
    {SECTIONS.slice(4).map((field) => (
      <FacetSection field={field} query={query} counts={counts.facets[field] ?? []} />
    ))}
    <OtherSection query={query} counts={counts} />
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
      open={OPEN_SECTIONS.has(field) || said !== '' || query.more === field}
      id={`filter-${field}`}
    >
      <summary>
        {FACET_LABELS[field]}
        {said !== '' && !OPEN_SECTIONS.has(field) && <span class="filter-said">{said}</span>}
      </summary>
      <AllOrAny field={field} query={query} />
      <ul>
        {values.slice(0, limit).map(({ value, count: works }) => (
          <TickLine
            tick={tickOf(query, field, value)}
            href={queryHref(ticked(query, field, value))}
            name={facetValueLabel(field, value)}
            works={works}
          />
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

/** With two chosen: both, or either. */
const AllOrAny: FC<{ field: FacetField; query: LibraryQuery }> = ({ field, query }) => {
  if (SINGLE.has(field) || (query.include[field]?.length ?? 0) < 2) return null
  const either = isEither(query, field)
  const other = queryHref(turned(query, field))
  return (
    <p class="all-or-any">
      {either ? <a href={other}>all of these</a> : <strong>all of these</strong>}
      {' · '}
      {either ? <strong>any of these</strong> : <a href={other}>any of these</a>}
    </p>
  )
}

const WANTED_TICKS = { yes: 'included', no: 'excluded' } as const

/** What is no tag. */
const OtherSection: FC<FiltersProps> = ({ query, counts }) => {
  const { crossover, needsALook } = query
  const isSet = crossover !== undefined || needsALook !== undefined
  const isThere = counts.crossovers > 0 || counts.needALook > 0
  if (!isSet && !isThere) return null
  return (
    <details class="filter" open={isSet} id="filter-other">
      <summary>Other</summary>
      <ul>
        <TickLine
          tick={crossover === undefined ? 'off' : WANTED_TICKS[crossover]}
          href={queryHref({ ...query, crossover: tickedWanted(crossover), page: 1 })}
          name="Crossovers"
          works={counts.crossovers}
        />
        <TickLine
          tick={needsALook === undefined ? 'off' : WANTED_TICKS[needsALook]}
          href={queryHref({ ...query, needsALook: tickedWanted(needsALook), page: 1 })}
          name="Needs a look"
          works={counts.needALook}
        />
      </ul>
    </details>
  )
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
  const between = isEither(query, field) ? ' or ' : ' · '
  return [included.join(between), ...without].filter((words) => words !== '').join(' · ')
}
