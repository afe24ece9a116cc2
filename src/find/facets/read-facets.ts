/** All of a library's tags and works, read from the archive for the first time. */
import type { TagDeeds } from '../../archive/tags/tag-deeds.ts'
import type { NumberedLink } from './canonical-tags.ts'
import { FacetIndex } from './facet-index.ts'
import { GatheredTags, type TagTable } from './tag-table.ts'
import { TitleIndex } from './title-index.ts'
import { WorkColumns } from './work-columns.ts'

const AT_ONCE = 5000

/** Tags are read after works, since works may come with new ones meanwhile. */
export async function readFacets(
  archive: Pick<TagDeeds, 'facetWorks' | 'facetTags' | 'tagLinks'>,
): Promise<FacetIndex> {
  const columns = WorkColumns.ofSize(1)
  const titles = TitleIndex.gather()
  const rows = new GrowingRows()
  for (let after = 0; ; ) {
    const works = await archive.facetWorks(after, AT_ONCE)
    for (const work of works) {
      columns.set(work)
      titles.add(work.id, work.title)
      rows.add(work.id, work.tags)
    }
    if (works.length < AT_ONCE) break
    after = (works.at(-1) as { id: number }).id
  }
  const links = await readLinks(archive)
  const tags = await readTags(archive)
  return new FacetIndex({
    tags,
    columns,
    rows: rows.done(columns.capacity),
    titles: titles.done(),
    links,
  })
}

/** Without the names, which are many. */
export async function readLinks(archive: Pick<TagDeeds, 'tagLinks'>): Promise<NumberedLink[]> {
  return (await archive.tagLinks()).map(({ kind, tagId, targetId }) => ({ kind, tagId, targetId }))
}

async function readTags(archive: Pick<TagDeeds, 'facetTags'>): Promise<TagTable> {
  const tags = new GatheredTags()
  for (let after = 0; ; ) {
    const some = await archive.facetTags(after, AT_ONCE)
    for (const tag of some) tags.addTag(tag)
    if (some.length < AT_ONCE) return tags.done()
    after = (some.at(-1) as { id: number }).id
  }
}

/** Rows of works that come in the order of their numbers. */
class GrowingRows {
  #starts = new Uint32Array(1024)
  #tags = new Uint32Array(16_384)
  #works = 0
  #size = 0

  add(work: number, tags: string | null): void {
    if (work + 2 > this.#starts.length) this.#starts = grown(this.#starts, work + 2)
    this.#skipTo(work)
    for (const tag of tags === null ? [] : tags.split(',')) {
      if (this.#size === this.#tags.length) this.#tags = grown(this.#tags, this.#size + 1)
      this.#tags[this.#size++] = Number(tag)
    }
    this.#starts[++this.#works] = this.#size
  }

  done(capacity: number) {
    if (capacity + 1 > this.#starts.length) this.#starts = grown(this.#starts, capacity + 1)
    this.#skipTo(capacity)
    return { starts: this.#starts.subarray(0, capacity + 1), tags: this.#tags.subarray(0, this.#size) }
  }

  /** Works that are not there have empty rows. */
  #skipTo(work: number): void {
    while (this.#works < work) this.#starts[++this.#works] = this.#size
  }
}

function grown(numbers: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, Math.ceil(numbers.length * 1.5)))
  larger.set(numbers)
  return larger
}
