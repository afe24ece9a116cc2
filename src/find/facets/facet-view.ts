/** Answers for an instant, out of the index as it stands. */
import type { FacetField } from '../../archive/archive.ts'
import type { StandingFilters } from '../../archive/tags/tag-deeds.ts'
import { RATINGS } from '../../story/field.ts'
import { alikeTags } from './alike.ts'
import { countFacets, countTags } from './count-tags.ts'
import type { FacetIndex } from './facet-index.ts'
import type { FacetView, FilterTerm } from './filter.ts'
import { asSet, matchWorks } from './match-works.ts'
import { suggest } from './suggest.ts'
import { WorkSet } from './work-set.ts'

interface ViewOf {
  index: FacetIndex
  seq: number
  standing: StandingFilters
}

export function makeView({ index, seq, standing }: ViewOf): FacetView {
  const all = index.live.or(new WorkSet(0))
  const hidden = matchWorks(index, { every: [{ anyOf: standingTerms(standing) }] })
  const visible = hidden.size === 0 ? all : all.without(hidden)
  let totals: Int32Array | undefined
  /** Counted when first asked for: without standing filters they stand ready. */
  const shown = () => {
    totals ??= hidden.size === 0 ? index.totals : countTags(index, visible)
    return totals
  }
  return {
    seq,
    all,
    visible,
    matching: (filter) => matchWorks(index, filter),
    counts: (works) => countFacets(index, asSet(index, works)),
    words: (works) => wordsOf(index, works),
    canonical(field, value) {
      const tag = index.tags.find(field, value)
      return tag === undefined ? undefined : index.tags.name(index.canonical.of(tag))
    },
    namesOf: (field, value) => namesOf(index, field, value),
    alike: (field, value) => alikeTags({ index, totals: shown() }, field, value),
    suggest: (typed, options) => suggest({ index, visible, totals: shown() }, typed, options),
  }
}

/** What is never to be shown; a work without a rating is of none that is too high. */
export function standingTerms({ never, ratingUpTo }: StandingFilters): FilterTerm[] {
  const above = ratingUpTo === null ? [] : RATINGS.slice(RATINGS.indexOf(ratingUpTo) + 1)
  return [
    ...never.map(({ field, value }): FilterTerm => ({ kind: 'tag', field, value })),
    ...above.map((value): FilterTerm => ({ kind: 'tag', field: 'rating', value })),
  ]
}

function namesOf({ tags, canonical }: FacetIndex, field: FacetField, value: string): string[] {
  const tag = tags.find(field, value)
  if (tag === undefined) return []
  const meant = canonical.of(tag)
  const names = [tags.name(meant)]
  for (let other = 1; other < tags.length; other++)
    if (other !== meant && canonical.of(other) === meant) names.push(tags.name(other))
  return names
}

function wordsOf({ columns }: FacetIndex, works: WorkSet): number {
  let words = 0
  const { bits } = works
  for (let at = 0; at < bits.length; at++) {
    for (let word = bits[at] as number; word !== 0; word &= word - 1)
      words += columns.arrays.words[at * 32 + 31 - Math.clz32(word & -word)] ?? 0
  }
  return words
}
