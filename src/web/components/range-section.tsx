/** Filters by numbers and days: from, to, and a button, in forms that keep all other filters. */
import type { FC } from 'hono/jsx'
import {
  DAY_RANGES,
  type DayRange,
  type LibraryQuery,
  type NumberRange,
  queryPairs,
} from '../forms/library-query.ts'

type Range = NumberRange | DayRange

const LABELS: Record<Range, string> = {
  words: 'Words',
  chapters: 'Chapters',
  updated: 'Updated',
  published: 'Published',
  added: 'Added here',
}

const isDays = (of: Range): of is DayRange => (DAY_RANGES as readonly string[]).includes(of)

export const RangeSection: FC<{ query: LibraryQuery }> = ({ query }) => (
  <>
    <RangeForm id="words" title="Words and chapters" ranges={['words', 'chapters']} query={query} />
    <RangeForm id="dates" title="Dates" ranges={['updated', 'published', 'added']} query={query} />
  </>
)

interface RangeFormProps {
  id: string
  title: string
  ranges: readonly Range[]
  query: LibraryQuery
}

const RangeForm: FC<RangeFormProps> = ({ id, title, ranges, query }) => {
  const others = queryPairs(withoutRanges(query, ranges))
  const isSet = ranges.some((of) => endsOf(query, of) !== undefined)
  return (
    <details class="filter" open={isSet} id={`filter-${id}`}>
      <summary>{title}</summary>
      <form action={query.path} method="get" class="range-form">
        {others.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {ranges.map((of) => (
          <fieldset>
            <legend>{LABELS[of]}</legend>
            <End of={of} end="from" value={endsOf(query, of)?.from} />
            <End of={of} end="to" value={endsOf(query, of)?.to} />
          </fieldset>
        ))}
        <button type="submit" class="button small">
          Set<span class="sr"> {title}</span>
        </button>
      </form>
    </details>
  )
}

function endsOf(query: LibraryQuery, of: Range) {
  return isDays(of) ? query.days[of] : query.numbers[of]
}

function withoutRanges(query: LibraryQuery, ranges: readonly Range[]): LibraryQuery {
  const less = { ...query, page: 1, numbers: { ...query.numbers }, days: { ...query.days } }
  for (const of of ranges) {
    if (isDays(of)) delete less.days[of]
    else delete less.numbers[of]
  }
  return less
}

interface EndProps {
  of: Range
  end: 'from' | 'to'
  value: number | string | undefined
}

const End: FC<EndProps> = ({ of, end, value }) => {
  const name = `${of}-${end}`
  return (
    <>
      <label for={name}>
        <span class="sr">{LABELS[of]} </span>
        {end}
      </label>
      {isDays(of) ? (
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
    </>
  )
}
