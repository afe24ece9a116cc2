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

function suggestTags({ index, totals }: Suggesting, typed: string, { limit, wanted }: Wanted): Suggestion[] {
  const { tags, canonical } = index
  const isWanted = FACET_FIELDS.map((field) => wanted.has(field))
  const best = new Best(limit)
  tags.names.each(typed, (tag) => {
    const meant = canonical.of(tag)
    const count = totals[meant] ?? 0
    if (count <= best.least || isWanted[(tags.fields[tag] as number) - 1] !== true || tags.nones.has(tag))
      return
    best.add({ tag, meant, count, isExact: false })
  })
  const folded = foldName(typed)
  for (const tag of tags.names.same(folded)) {
    const meant = canonical.of(tag)
    const count = totals[meant] ?? 0
    if (count > 0 && isWanted[(tags.fields[tag] as number) - 1] && !tags.nones.has(tag))
      best.add({ tag, meant, count, isExact: true })
  }
  return best.all().map(({ tag, meant, count }) => {
    const text = tags.name(meant)
    const kind = tags.fieldOf(meant) as FacetField
    return foldName(tags.name(tag)) === foldName(text)
      ? { kind, text, count }
      : { kind, text, count, typed: tags.name(tag) }
  })
}

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
    if (known !== undefined && !isBetterName(candidate, known)) return
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

/** The canonical name itself where it is meant too; else the one that was typed in full. */
function isBetterName(a: Candidate, b: Candidate): boolean {
  if (a.isExact !== b.isExact) return a.isExact
  return a.tag === a.meant && b.tag !== b.meant
}

/** Those that begin so before those with a word that does. */
function suggestTitles({ index, visible }: Suggesting, typed: string, limit: number): Suggestion[] {
  const { titles } = index
  const folded = foldName(typed)
  const found = new Map<number, { title: number; begins: boolean }>()
  let begun = 0
  titles.each(
    typed,
    (work, title) => {
      if (begun >= limit || found.has(work) || !visible.has(work)) return
      const begins = titles.names.folded(title).startsWith(folded)
      if (begins) begun++
      if (begins || found.size < limit) found.set(work, { title, begins })
    },
    TITLES_LOOKED_AT,
  )
  return [...found]
    .sort(([, a], [, b]) => Number(b.begins) - Number(a.begins))
    .slice(0, limit)
    .map(([work, { title }]) => ({
      kind: 'title',
      text: titles.names.get(title),
      count: 1,
      workId: `${work}`,
    }))
}
