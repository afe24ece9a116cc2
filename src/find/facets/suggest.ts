/** What may be meant by what was typed so far. */
import { FACET_FIELDS, type FacetField } from '../../archive/archive.ts'
import type { FacetIndex } from './facet-index.ts'
import type { Suggestion, SuggestOptions } from './filter.ts'
import { foldName } from './name-fold.ts'
import type { WorkSet } from './work-set.ts'

const LIMIT = 10
const LIMIT_MAX = 100
/** A box has at most so many titles where tags are there too. */
const TITLES_MAX = 3
/** Titles looked at: all of them are worth the same. */
const TITLES_LOOKED_AT = 4000
const TYPED_MAX = 200
/** Names read for words typed in another order, the most used first. */
const NAMES_READ_MAX = 5000
/** Values that stand for something else than their name says. */
const ONLY_IDS: ReadonlySet<FacetField> = new Set(['rating', 'categories', 'language', 'status'])

export interface Suggesting {
  index: FacetIndex
  visible: WorkSet
  /** By tag: how many visible works have it. */
  totals: Int32Array
}

export function suggest(from: Suggesting, typed: string, options: SuggestOptions = {}): Suggestion[] {
  const limit = Math.min(Math.max(1, Math.trunc(options.limit ?? LIMIT)), LIMIT_MAX)
  const text = typed.slice(0, TYPED_MAX)
  const wanted: ReadonlySet<FacetField | 'title'> = new Set(
    options.kinds ?? [...FACET_FIELDS.filter((field) => !ONLY_IDS.has(field)), 'title'],
  )
  const tags = suggestTags(from, text, { limit, wanted })
  if (!wanted.has('title')) return tags
  const room = tags.length === 0 ? limit : Math.max(limit - tags.length, Math.min(TITLES_MAX, limit - 1))
  const titles = suggestTitles(from, text, room)
  return [...tags.slice(0, limit - titles.length), ...titles]
}

interface Wanted {
  limit: number
  wanted: ReadonlySet<FacetField | 'title'>
}

function suggestTags(from: Suggesting, text: string, { limit, wanted }: Wanted): Suggestion[] {
  const { index, totals } = from
  const { tags, canonical } = index
  const typed = tags.names.typed(text)
  if (typed === undefined) return []
  const isWanted = [false, ...FACET_FIELDS.map((field) => wanted.has(field))]
  const best = new Best(limit)
  const offer = (tag: number, isMeant: () => boolean = always) => {
    const meant = canonical.of(tag)
    const count = totals[meant] ?? 0
    if (count > best.least && isWanted[tags.fields[tag] as number] && !tags.nones.has(tag) && isMeant())
      best.add({ tag, meant, count, isExact: false })
    return best.least
  }
  for (const tag of tags.names.same(typed.folded)) {
    const meant = canonical.of(tag)
    const count = totals[meant] ?? 0
    if (count > 0 && isWanted[tags.fields[tag] as number] && !tags.nones.has(tag))
      best.add({ tag, meant, count, isExact: true })
  }
  tags.names.eachFresh(typed, (tag) => offer(tag))
  index.popular.each(typed.together, index.changes, (tag) => offer(tag))
  if (typed.apart !== undefined) {
    let looked = 0
    index.popular.each(typed.apart, index.changes, (tag) => {
      if (looked > NAMES_READ_MAX) return Infinity
      return offer(tag, () => ++looked > 0 && tags.names.hasParts(tag, typed))
    })
  }
  return best.all().map(({ tag, meant, count, isExact }) => {
    const text = tags.name(meant)
    const kind = tags.fieldOf(meant) as FacetField
    const isOther = foldName(tags.name(tag)) !== foldName(text)
    const isTold = isOther && (isExact || !tags.names.hasParts(meant, typed))
    return { kind, text, count, ...(isTold && { typed: tags.name(tag) }) }
  })
}

const always = () => true

interface Candidate {
  /** As its name was typed. */
  tag: number
  meant: number
  count: number
  isExact: boolean
}

/** The few most used of many, each canonical tag once. */
class Best {
  /** Others must be used more to come in. */
  least = 0
  readonly #limit: number
  readonly #found = new Map<number, Candidate>()

  constructor(limit: number) {
    this.#limit = limit
  }

  add(candidate: Candidate): void {
    const known = this.#found.get(candidate.meant)
    if (known !== undefined && known.isExact >= candidate.isExact) return
    this.#found.set(candidate.meant, candidate)
    if (this.#found.size <= this.#limit) return
    const sorted = this.all()
    this.#found.delete((sorted.at(-1) as Candidate).meant)
    this.least = (sorted.at(-2) as Candidate).count
  }

  all(): Candidate[] {
    return [...this.#found.values()].sort(
      (a, b) => Number(b.isExact) - Number(a.isExact) || b.count - a.count || a.meant - b.meant,
    )
  }
}

/** Those that begin so before those with a word that does. */
function suggestTitles({ index, visible }: Suggesting, typed: string, limit: number): Suggestion[] {
  const { titles } = index
  const found = new Map<number, number>()
  const take = (work: number, title: number) => {
    if (visible.has(work) && !found.has(work)) found.set(work, title)
    return found.size < limit
  }
  titles.each(typed, take, TITLES_LOOKED_AT)
  return [...found].map(([work, title]) => ({
    kind: 'title',
    text: titles.names.get(title),
    count: 1,
    workId: `${work}`,
  }))
}
