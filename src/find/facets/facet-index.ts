/**
 * Works, their tags and a few numbers, in memory, and what changed since they were put together. About 150 bytes a work
 * of twelve tags: the rows, the same the other way round, and the numbers.
 */
import type { FacetTag, FacetWork, TagLink } from '../../archive/tags/tag-deeds.ts'
import { CanonicalTags } from './canonical-tags.ts'
import { CrossoverRule } from './crossover.ts'
import { NameIndex } from './name-index.ts'
import { makePostings, makeRows, mapRows, rowOf, type TagPostings, type TagRows } from './tag-rows.ts'
import { TagTable } from './tag-table.ts'
import { TitleIndex } from './title-index.ts'
import { WorkColumns } from './work-columns.ts'
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
  links: readonly TagLink[]
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
  #links: readonly TagLink[]
  #said: TagRows
  #saidOf = new Map<number, Uint32Array>()
  /** As they count. */
  rows: TagRows
  postings: TagPostings
  #countedOf = new Map<number, Uint32Array>()

  constructor({ tags, columns, rows, titles, links }: FacetParts) {
    this.tags = tags
    this.columns = columns
    this.titles = titles
    this.#said = rows
    this.#links = links
    this.live = liveOf(columns)
    this.changed = new WorkSet(columns.capacity)
    this.canonical = new CanonicalTags(tags, links)
    this.#crossover = new CrossoverRule(tags, this.canonical)
    this.rows = this.#countedRows()
    this.postings = makePostings(this.rows, tags.length)
    this.#countTotals()
  }

  static empty(): FacetIndex {
    return new FacetIndex({
      tags: new TagTable(NameIndex.of(['']), new Uint8Array(1)),
      columns: WorkColumns.ofSize(1),
      rows: makeRows(1, () => NO_TAGS),
      titles: TitleIndex.of([]),
      links: [],
    })
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

  setLinks(links: readonly TagLink[]): void {
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
    for (const tag of counted) this.totals[tag] = (this.totals[tag] as number) + 1
    this.#saidOf.set(work.id, said)
    this.#countedOf.set(work.id, counted)
    this.changed.add(work.id)
    if (work.live === 1) this.live.add(work.id)
    else if (wasLive) this.live.delete(work.id)
    if (this.#crossover.isCrossover(counted, 0, counted.length)) this.crossovers.add(work.id)
    else this.crossovers.delete(work.id)
    this.titles.set(work.id, work.live === 1 ? work.title : null)
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
    this.changed = new WorkSet(this.capacity)
    this.canonical = new CanonicalTags(this.tags, this.#links)
    this.#crossover = new CrossoverRule(this.tags, this.canonical)
    this.rows = this.#countedRows()
    this.postings = makePostings(this.rows, this.tags.length)
    this.#countTotals()
  }

  #countedRows(): TagRows {
    return this.canonical.isPlain ? this.#said : mapRows(this.#said, (tags) => this.canonical.effective(tags))
  }

  #countTotals(): void {
    const { starts } = this.postings
    const totals = new Int32Array(this.tags.length)
    for (let tag = 0; tag < totals.length; tag++) totals[tag] = (starts[tag + 1] ?? 0) - (starts[tag] ?? 0)
    this.totals = totals
    this.crossovers = this.#crossover.among(this.rows)
  }

  #growSets(): void {
    const words = (this.capacity + 31) >>> 5
    if (this.live.bits.length >= words) return
    this.live = this.live.or(new WorkSet(this.capacity))
    this.changed = this.changed.or(new WorkSet(this.capacity))
    this.crossovers = this.crossovers.or(new WorkSet(this.capacity))
  }
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
