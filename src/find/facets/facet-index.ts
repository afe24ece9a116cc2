/**
 * Works, their tags and a few numbers, in memory, and what changed since they were put together. About 150 bytes a work
 * of twelve tags: the rows, the same the other way round, and the numbers.
 */
import type { FacetTag, FacetWork } from '../../archive/tags/tag-deeds.ts'
import { CanonicalTags, type NumberedLink } from './canonical-tags.ts'
import { CrossoverRule } from './crossover.ts'
import { type HotRows, makeHotRows } from './hot-rows.ts'
import { PopularWords } from './popular-words.ts'
import { makePostings, makeRows, mapRows, rowOf, type TagPostings, type TagRows } from './tag-rows.ts'
import type { TagTable } from './tag-table.ts'
import type { TitleIndex } from './title-index.ts'
import type { WorkColumns } from './work-columns.ts'
import { WorkSet } from './work-set.ts'

/** Past so many changed works, and this share of all, they are put among the rows. */
const CHANGED_MIN = 2000
const CHANGED_SHARE = 0.05
const NO_TAGS = new Uint32Array()

export interface FacetParts {
  tags: TagTable
  columns: WorkColumns
  /** As the works say them, before anything is canonical. */
  rows: TagRows
  titles: TitleIndex
  links: readonly NumberedLink[]
  /** What follows from the others, where it was put together before. */
  derived?: DerivedParts
}

export interface DerivedParts {
  /** By tag: what it stands for. */
  canonical: Uint32Array
  /** As works count: with canonical tags and those above them. The very rows they say, where those are the same. */
  rows: TagRows
  postings: TagPostings
  /** Bits of {@link FacetIndex.crossovers}. */
  crossovers: Uint32Array
}

export class FacetIndex {
  tags: TagTable
  readonly columns: WorkColumns
  titles: TitleIndex
  live: WorkSet
  /** Works whose rows are not those put together. */
  changed: WorkSet
  canonical: CanonicalTags
  /** Live works of more than one fandom. */
  crossovers: WorkSet = new WorkSet(0)
  #crossover: CrossoverRule
  /** How many works have each tag. */
  totals: Int32Array = new Int32Array()
  /** Rises with every change: what was counted before is out of date. */
  version = 0
  #hot: HotRows | undefined
  #popular: PopularWords | undefined
  #scratch: Int32Array = new Int32Array()
  #links: readonly NumberedLink[]
  #said: TagRows
  #saidOf = new Map<number, Uint32Array>()
  /** As they count. */
  rows: TagRows
  postings: TagPostings
  #countedOf = new Map<number, Uint32Array>()

  constructor({ tags, columns, rows, titles, links, derived }: FacetParts) {
    this.tags = tags
    this.columns = columns
    this.titles = titles
    this.#said = rows
    this.#links = links
    this.live = liveOf(columns)
    this.changed = new WorkSet(columns.capacity)
    this.canonical = new CanonicalTags(tags, links, derived?.canonical)
    this.#crossover = new CrossoverRule(tags, this.canonical)
    this.rows = derived?.rows ?? this.#countedRows()
    this.postings = derived?.postings ?? makePostings(this.rows, tags.length)
    this.totals = totalsOf(this.postings, tags.length)
    this.crossovers = derived ? new WorkSet(derived.crossovers) : this.#crossover.among(this.rows)
  }

  /** The frequent tags of every work, made when they are first asked for. */
  get hot(): HotRows {
    this.#hot ??= makeHotRows({ rows: this.rows, totals: this.totals, fields: this.tags.fields })
    return this.#hot
  }

  /** By tag: zeros to count in, to be left as zeros. */
  get scratch(): Int32Array {
    if (this.#scratch.length < this.tags.length) this.#scratch = new Int32Array(this.tags.length)
    return this.#scratch
  }

  /** How much used the tags are that each word is of. */
  get popular(): PopularWords {
    this.#popular ??= new PopularWords(
      this.tags.names.base.words,
      (tag) => this.totals[this.canonical.of(tag)] ?? 0,
    )
    return this.#popular
  }

  /** One more than the greatest number of a work. */
  get capacity(): number {
    return this.columns.capacity
  }

  addTags(tags: readonly FacetTag[]): void {
    for (const tag of tags) {
      this.tags.add(tag)
      this.canonical.add(tag.id)
    }
    if (this.totals.length < this.tags.length) this.totals = grown(this.totals, this.tags.length)
  }

  setLinks(links: readonly NumberedLink[]): void {
    this.#links = links
    this.#putTogether()
  }

  setWork(work: FacetWork): void {
    this.version++
    const before = this.tagsOf(work.id)
    const wasLive = this.live.has(work.id)
    this.columns.set(work)
    this.#growSets()
    const said = work.live === 1 ? tagNumbers(work.tags) : NO_TAGS
    const counted = this.canonical.effective(said)
    for (const tag of before) this.totals[tag] = (this.totals[tag] as number) - 1
    for (const tag of counted) this.#countUp(tag)
    this.#saidOf.set(work.id, said)
    this.#countedOf.set(work.id, counted)
    this.changed.add(work.id)
    if (work.live === 1) this.live.add(work.id)
    else if (wasLive) this.live.delete(work.id)
    if (this.#crossover.isCrossover(counted, 0, counted.length)) this.crossovers.add(work.id)
    else this.crossovers.delete(work.id)
    this.titles.set(work.id, work.live === 1 ? work.title : null)
  }

  #countUp(tag: number): void {
    this.totals[tag] = (this.totals[tag] as number) + 1
    const hot = this.#hot
    if (hot !== undefined && (hot.numbers[tag] ?? 0) === 0) hot.hasCold[this.tags.fields[tag] ?? 0] = true
  }

  /** Puts what changed among the rest where it has become much. @returns whether it did. */
  settle(): boolean {
    const isMuch = this.#saidOf.size > CHANGED_MIN + this.live.size * CHANGED_SHARE
    if (this.titles.isLoose) this.titles = this.titles.sorted()
    if (this.tags.names.isLoose) this.tags = this.tags.sorted()
    else if (!isMuch) return false
    this.#putTogether()
    return true
  }

  /** Works changed since all was put together. */
  get changes(): number {
    return this.#saidOf.size
  }

  /** The tags a work counts for: canonical ones and those above them. */
  tagsOf(work: number): Uint32Array {
    return this.#countedOf.get(work) ?? rowOf(this.rows, work)
  }

  changedRows(): Iterable<[number, Uint32Array]> {
    return this.#countedOf
  }

  /** What is saved: rows as the works say them, with all that changed among them, and every name sorted. */
  parts(): FacetParts {
    if (!this.titles.isSorted) this.titles = this.titles.sorted()
    const isFresh = !this.tags.names.isSorted
    if (isFresh) this.tags = this.tags.sorted()
    if (isFresh || this.#saidOf.size > 0) this.#putTogether()
    return {
      tags: this.tags,
      columns: this.columns.copy(),
      rows: this.#said,
      titles: this.titles,
      links: this.#links,
      derived: {
        canonical: this.canonical.numbers(),
        rows: this.rows,
        postings: this.postings,
        crossovers: this.crossovers.bits.slice(),
      },
    }
  }

  #putTogether(): void {
    this.version++
    const said = this.#said
    const changed = this.#saidOf
    if (changed.size > 0)
      this.#said = makeRows(this.capacity, (work) => changed.get(work) ?? rowOf(said, work))
    this.#saidOf = new Map()
    this.#countedOf = new Map()
    this.#hot = undefined
    this.#popular = undefined
    this.changed = new WorkSet(this.capacity)
    this.canonical = new CanonicalTags(this.tags, this.#links)
    this.#crossover = new CrossoverRule(this.tags, this.canonical)
    this.rows = this.#countedRows()
    this.postings = makePostings(this.rows, this.tags.length)
    this.totals = totalsOf(this.postings, this.tags.length)
    this.crossovers = this.#crossover.among(this.rows)
    this.#growSets()
  }

  #countedRows(): TagRows {
    return this.canonical.isPlain ? this.#said : mapRows(this.#said, (tags) => this.canonical.effective(tags))
  }

  #growSets(): void {
    const words = (this.capacity + 31) >>> 5
    const grown = (set: WorkSet) => (set.bits.length >= words ? set : set.or(new WorkSet(this.capacity)))
    this.live = grown(this.live)
    this.changed = grown(this.changed)
    this.crossovers = grown(this.crossovers)
  }
}

function totalsOf({ starts }: TagPostings, length: number): Int32Array {
  const totals = new Int32Array(length)
  for (let tag = 0; tag < length; tag++) totals[tag] = (starts[tag + 1] ?? 0) - (starts[tag] ?? 0)
  return totals
}

function liveOf(columns: WorkColumns): WorkSet {
  const live = new WorkSet(columns.capacity)
  for (let work = 0; work < columns.capacity; work++) if (columns.isLive(work)) live.add(work)
  return live
}

function tagNumbers(tags: string | null): Uint32Array {
  return tags === null ? NO_TAGS : Uint32Array.from(tags.split(','), Number)
}

function grown(totals: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(Math.max(length, totals.length * 2))
  larger.set(totals)
  return larger
}
