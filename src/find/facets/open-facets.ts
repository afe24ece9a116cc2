/** Filters, counts and suggestions over a library: in memory, following the archive, kept on disk for the next start. */
import { createHash } from 'node:crypto'
import type { FacetWork, TagDeeds } from '../../archive/tags/tag-deeds.ts'
import { loadFacets, saveFacets } from './facet-file.ts'
import { FacetIndex } from './facet-index.ts'
import { makeView } from './facet-view.ts'
import type { Facets, FacetView } from './filter.ts'
import { readFacets, readLinks } from './read-facets.ts'

const AT_ONCE = 5000
/** Fewer changes are sooner read again than saved. */
const WORTH_SAVING = 2000
/** How far back on the clock it is looked whether the library is still the same. */
const WITNESSED = 64

/** What facets ask of an archive. */
export type FacetArchive = Pick<
  TagDeeds,
  'facetState' | 'facetTags' | 'facetWorks' | 'facetChanges' | 'tagLinks' | 'standing'
>

/**
 * Opens at once: the library is read, or what was saved of it, when it is first asked.
 * Several processes may have the same library open; each follows the archive by itself.
 */
export async function openFacets(from: { libraryDir: string; archive: FacetArchive }): Promise<Facets> {
  const followed = new FollowedFacets(from.libraryDir, from.archive)
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <Answer>(deed: () => Promise<Answer>): Promise<Answer> => {
    const next = turn.then(deed)
    turn = next.catch(() => undefined)
    return next
  }
  return {
    now: () => inTurn(() => followed.now()),
    close: () => inTurn(() => followed.close()),
  }
}

class FollowedFacets {
  #index: FacetIndex | undefined
  #seq = 0
  #linkSeq = 0
  /** Changes that are not in what was saved; all of them where nothing was. */
  #unsaved = Infinity
  #saving: Promise<void> = Promise.resolve()
  #view: { key: string; view: FacetView } | undefined
  readonly #libraryDir: string
  readonly #archive: FacetArchive

  constructor(libraryDir: string, archive: FacetArchive) {
    this.#libraryDir = libraryDir
    this.#archive = archive
  }

  async now(): Promise<FacetView> {
    this.#index ??= (await this.#load()) ?? (await this.#read())
    const index = this.#index
    await this.#catchUp(index)
    const standing = await this.#archive.standing()
    const key = `${index.version} ${this.#seq} ${JSON.stringify(standing)}`
    if (this.#view?.key !== key) this.#view = { key, view: makeView({ index, seq: this.#seq, standing }) }
    if (this.#unsaved > WORTH_SAVING * 10) void this.#save(index)
    return this.#view.view
  }

  async close(): Promise<void> {
    await this.#saving
    if (this.#index !== undefined && this.#unsaved > WORTH_SAVING) await this.#save(this.#index)
  }

  /** What was saved of this very library; what happened since is caught up with. */
  async #load(): Promise<FacetIndex | undefined> {
    const saved = await loadFacets(this.#libraryDir)
    if (saved === undefined) return undefined
    const { seq } = await this.#archive.facetState()
    const { state, parts } = saved
    if (seq < state.seq || !isWitnessed(state.witnesses, await this.#witnesses(state.seq))) return undefined
    this.#seq = state.seq
    this.#linkSeq = state.linkSeq
    this.#unsaved = 0
    return new FacetIndex(parts)
  }

  async #read(): Promise<FacetIndex> {
    const { seq, linkSeq } = await this.#archive.facetState()
    const index = await readFacets(this.#archive)
    this.#seq = seq
    this.#linkSeq = linkSeq
    this.#unsaved = Infinity
    return index
  }

  async #catchUp(index: FacetIndex): Promise<void> {
    const state = await this.#archive.facetState()
    if (state.seq === this.#seq && state.lastTag < index.tags.length) return
    // Tags are read last: works and links written meanwhile may come with new ones.
    const works = await this.#changes()
    const links = state.linkSeq === this.#linkSeq ? undefined : await readLinks(this.#archive)
    await this.#addTags(index)
    if (links !== undefined) index.setLinks(links)
    for (const work of works) index.setWork(work)
    this.#seq = state.seq
    this.#linkSeq = state.linkSeq
    this.#unsaved += works.length
    index.settle()
  }

  async #changes(): Promise<FacetWork[]> {
    const works: FacetWork[] = []
    for (let after = { seq: this.#seq, id: Number.MAX_SAFE_INTEGER }; ; ) {
      const some = await this.#archive.facetChanges(after, AT_ONCE)
      for (const work of some) works.push(work)
      const last = some.at(-1)
      if (last === undefined || some.length < AT_ONCE) return works
      after = { seq: last.seq, id: last.id }
    }
  }

  async #addTags(index: FacetIndex): Promise<void> {
    for (;;) {
      const tags = await this.#archive.facetTags(index.tags.length - 1, AT_ONCE)
      index.addTags(tags)
      if (tags.length < AT_ONCE) return
    }
  }

  /** That it cannot be saved (a full disk, a folder one may only read) costs the next start its time and no more. */
  async #save(index: FacetIndex): Promise<void> {
    this.#unsaved = 0
    const state = { seq: this.#seq, linkSeq: this.#linkSeq }
    const saving = this.#witnesses(state.seq).then((witnesses) =>
      saveFacets(this.#libraryDir, {
        state: { ...state, witnesses },
        parts: index.parts(),
      }),
    )
    this.#saving = saving.catch(() => undefined)
    await this.#saving
  }

  /** Works last written shortly before, a line each. */
  async #witnesses(seq: number): Promise<string[]> {
    const after = { seq: Math.max(0, seq - WITNESSED), id: Number.MAX_SAFE_INTEGER }
    const works = await this.#archive.facetChanges(after, WITNESSED)
    return works.filter((work) => work.seq <= seq).map(witnessOf)
  }
}

/** Sorts as the works were written. */
function witnessOf(work: FacetWork): string {
  const hash = createHash('sha256').update(JSON.stringify(work)).digest('base64').slice(0, 16)
  return `${digits(work.seq)} ${digits(work.id)} ${hash}`
}

const digits = (number: number) => `${number}`.padStart(16, '0')

/** Works may have been written since and be missing now; none that is there may be unknown. */
function isWitnessed(saved: readonly string[], now: readonly string[]): boolean {
  const known = new Set(saved)
  const last = saved.at(-1) ?? ''
  return now.every((work) => known.has(work) || work.slice(0, 33) > last.slice(0, 33))
}
