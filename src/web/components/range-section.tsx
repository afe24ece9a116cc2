/** Filters by numbers and days: from, to, and a button, in a form that keeps all other filters. */
import type { FC } from 'hono/jsx'
import {
  DAY_RANGES,
  type DayRange,
  type LibraryQuery,
  type NumberRange,
  queryPairs,
} from '../forms/library-query.ts'

const LABELS: Record<NumberRange | DayRange, string> = {
  words: 'Words',
  chapters: 'Chapters',
  updated: 'Updated',
  published: 'Published',
  added: 'Added here',
}

const isDays = (of: NumberRange | DayRange): of is DayRange => (DAY_RANGES as readonly string[]).includes(of)

export const RangeSection: FC<{ query: LibraryQuery }> = ({ query }) => (
  <>
    <Range of="words" query={query} />
    <Range of="updated" query={query} />
    <Range of="published" query={query} />
    <Range of="chapters" query={query} />
    <Range of="added" query={query} />
  </>
)

const Range: FC<{ of: NumberRange | DayRange; query: LibraryQuery }> = ({ of, query }) => {
  const ends = isDays(of) ? query.days[of] : query.numbers[of]
  const others = queryPairs(withoutRange(query, of))
  return (
    <details class="filter" open={ends !== undefined} id={`filter-${of}`}>
      <summary>{LABELS[of]}</summary>
      <form action={query.path} method="get" class="words-form">
        {others.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <End name={`${of}-from`} label="from" value={ends?.from} days={isDays(of)} of={LABELS[of]} />
        <End name={`${of}-to`} label="to" value={ends?.to} days={isDays(of)} of={LABELS[of]} />
        <button type="submit" class="button small">
          Set<span class="sr"> {LABELS[of]}</span>
        </button>
      </form>
    </details>
  )
}

function withoutRange(query: LibraryQuery, of: NumberRange | DayRange): LibraryQuery {
  const less = { ...query, page: 1, numbers: { ...query.numbers }, days: { ...query.days } }
  if (isDays(of)) delete less.days[of]
  else delete less.numbers[of]
  return less
}

interface EndProps {
  name: string
  label: string
  of: string
  value: number | string | undefined
  days: boolean
}

const End: FC<EndProps> = ({ name, label, of, value, days }) => (
  <div>
    <label for={name}>
      <span class="sr">{of} </span>
      {label}
    </label>
    {days ? (
      <input
        type="text"
        id={name}
        name={name}
        value={value}
        inputmode="numeric"
        pattern="\d{4}(-\d{2}(-\d{2})?)?"
        placeholder="2004-05"
        title="A year, a month or a day: 2004, 2004-05 or 2004-05-31"
        autocomplete="off"
      />
    ) : (
      <input type="number" id={name} name={name} value={value} min={0} step={1} inputmode="numeric" />
    )}
  </div>
)
