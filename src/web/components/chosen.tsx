/** What a list is narrowed to, each a link that lets it go; and what the standing filters hold back. */
import type { FC } from 'hono/jsx'
import { FACET_FIELDS, type FacetField } from '../../archive/archive.ts'
import { LINKED_FIELDS } from '../../archive/tags/tag-deeds.ts'
import { isEither, ticking } from '../forms/filter-ticks.ts'
import { DAY_RANGES, type Ends, type LibraryQuery, NUMBER_RANGES, queryHref } from '../forms/library-query.ts'
import { facetValueLabel } from '../words/labels.ts'
import { count, countOf } from '../words/numbers.ts'

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
  text: string
  href: string
  out?: boolean
}

function chosenChips(query: LibraryQuery): Chip[] {
  const plain = { ...query, page: 1 }
  const chips = FACET_FIELDS.flatMap((field) => fieldChips(query, field))
  for (const of of NUMBER_RANGES) {
    const noun = of === 'words' ? (['word', 'words'] as const) : (['chapter', 'chapters'] as const)
    for (const [text, ends] of endWords(query.numbers[of], (value) => countOf(value, noun[0], noun[1])))
      chips.push({ text, href: queryHref({ ...plain, numbers: { ...query.numbers, [of]: ends } }) })
  }
  for (const of of DAY_RANGES)
    for (const [text, ends] of endWords(query.days[of], (value) => value))
      chips.push({
        text: `${of} ${text}`,
        href: queryHref({ ...plain, days: { ...query.days, [of]: ends } }),
      })
  if (query.folder !== undefined)
    chips.push({ text: `in ${query.folder}`, href: queryHref({ ...plain, folder: undefined }) })
  if (query.crossover !== undefined)
    chips.push({
      text: query.crossover === 'yes' ? 'crossovers' : 'no crossovers',
      href: queryHref({ ...plain, crossover: undefined }),
      out: query.crossover === 'no',
    })
  if (query.needsALook !== undefined)
    chips.push({
      text: query.needsALook === 'yes' ? 'needs a look' : 'needs no look',
      href: queryHref({ ...plain, needsALook: undefined }),
      out: query.needsALook === 'no',
    })
  return chips
}

function fieldChips(query: LibraryQuery, field: FacetField): Chip[] {
  const off = (value: string) => queryHref(ticking(query, { field, value, to: 'off' }))
  const included = (query.include[field] ?? []).map((value, at) => ({
    text: `${at > 0 && isEither(query, field) ? 'or ' : ''}${facetValueLabel(field, value)}`,
    href: off(value),
  }))
  const excluded = (query.exclude[field] ?? []).map((value) => ({
    text: `without ${facetValueLabel(field, value)}`,
    href: off(value),
    out: true,
  }))
  return [...included, ...excluded]
}

/** Each end in words, with what is left when it is let go. */
function endWords<Value>(
  ends: Ends<Value> | undefined,
  words: (value: Value) => string,
): [string, Ends<Value> | undefined][] {
  if (ends === undefined) return []
  const { from, to } = ends
  const told: [string, Ends<Value> | undefined][] = []
  if (from !== undefined) told.push([`from ${words(from)}`, to === undefined ? undefined : { to }])
  if (to !== undefined) told.push([`to ${words(to)}`, from === undefined ? undefined : { from }])
  return told
}

interface HiddenProps {
  /** Of the works found, how many the standing filters hold back. */
  hidden: number
  /** They are shown for this once. */
  isShown: boolean
  /** The same list the other way. */
  href: string
}

/** Said wherever works are listed, so that nothing is kept from a reader in silence. */
export const HiddenLine: FC<HiddenProps> = ({ hidden, isShown, href }) =>
  hidden === 0 ? null : (
    <p class="hidden-line">
      {isShown ? (
        <>
          Shown with {countOf(hidden, 'story', 'stories')} your standing filters hold back ·{' '}
          <a href={href}>hide</a>
        </>
      ) : (
        <>
          {count(hidden)} hidden by your standing filters · <a href={href}>show</a>
        </>
      )}
      {' · '}
      <a href="/never">change them</a>
    </p>
  )

/** One click from a tag that narrows the list: its care, and never again. */
export const TagCare: FC<{ query: LibraryQuery }> = ({ query }) => {
  const chosen = LINKED_FIELDS.flatMap((field) =>
    [...(query.include[field] ?? []), ...(query.exclude[field] ?? [])].map((value) => ({ field, value })),
  )
  if (chosen.length === 0 || chosen.length > CARED_FOR_MAX) return null
  return (
    <ul class="tag-care">
      {chosen.map(({ field, value }) => (
        <li>
          <form method="post" action="/never">
            <input type="hidden" name="field" value={field} />
            <input type="hidden" name="value" value={value} />
            <button type="submit" name="deed" value="add" class="link">
              Never show me {facetValueLabel(field, value)}
            </button>
          </form>
          <a href={tagHref(field, value)}>
            Its other names<span class="sr">: {facetValueLabel(field, value)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const CARED_FOR_MAX = 2

/** The page of a tag. */
export function tagHref(field: FacetField, name: string): string {
  return `/tags/${field}?${new URLSearchParams({ name })}`
}
