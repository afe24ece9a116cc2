/** The library's tags by number: what field each is of, and which are one but for accents and punctuation. */
import { FACET_FIELDS, type FacetField } from '../../archive/archive.ts'
import type { FacetTag } from '../../archive/tags/tag-deeds.ts'
import { nameKey } from '../../archive/works/name-key.ts'
import { queryKey } from '../../archive/works/tag-names.ts'
import { foldName, relationSigns } from './name-fold.ts'
import { NameIndex } from './name-index.ts'
import { GrowingNames, type PackedNames } from './packed-names.ts'

/** Fields in which spellings of one name are one tag; people and languages are not guessed to be the same. */
const SPELLINGS_ARE_ONE: ReadonlySet<FacetField> = new Set(['fandoms', 'relationships', 'characters', 'tags'])

export class TagTable {
  readonly names: NameIndex
  /** By tag: its place in FACET_FIELDS plus one; 0 where there is no such tag. */
  fields: Uint8Array
  /** Tags that say that works have no such value. */
  readonly nones: Set<number>

  /** @param names by tag; there is no tag 0. */
  constructor(names: NameIndex, fields: Uint8Array, nones: Iterable<number> = []) {
    this.names = names
    this.fields = fields
    this.nones = new Set(nones)
  }

  /** One more than the greatest number. */
  get length(): number {
    return this.names.length
  }

  add(tag: FacetTag): void {
    while (this.names.length < tag.id) this.names.add('')
    if (tag.id < this.names.length) return
    const id = this.names.add(tag.name)
    if (id >= this.fields.length) this.fields = grown(this.fields, id)
    this.fields[id] = numberOf(tag.field)
    if (tag.key === '') this.nones.add(id)
  }

  /** All names sorted anew. */
  sorted(): TagTable {
    const gathered = new GatheredTags()
    for (let id = 1; id < this.length; id++) gathered.add(id, this.name(id), this.fields[id] ?? 0)
    return gathered.done(this.nones)
  }

  fieldOf(id: number): FacetField | undefined {
    return FACET_FIELDS[(this.fields[id] ?? 0) - 1]
  }

  isFandom(id: number): boolean {
    return this.fields[id] === FANDOMS
  }

  name(id: number): string {
    return this.names.get(id)
  }

  /** The tag of this very name, else the first of those that differ from it in accents and punctuation. */
  find(field: FacetField, value: string): number | undefined {
    const key = queryKey(field, value)
    if (key === '') return [...this.nones].find((id) => this.fieldOf(id) === field)
    const folded = foldName(field === 'rating' ? key : value)
    const same = this.names.same(folded).filter((id) => this.fieldOf(id) === field && !this.nones.has(id))
    const exact = same.find((id) => nameKey(this.name(id)) === key)
    if (exact !== undefined || !SPELLINGS_ARE_ONE.has(field)) return exact
    return same.find((id) => hasSigns(field, this.name(id), value))
  }

  /** Tags that are this one but for accents and punctuation, itself among them, in rising order. */
  spellingsOf(id: number): number[] {
    const field = this.fieldOf(id)
    if (field === undefined || !SPELLINGS_ARE_ONE.has(field)) return [id]
    const name = this.name(id)
    return this.names
      .same(this.names.folded(id))
      .filter((other) => this.fieldOf(other) === field && hasSigns(field, this.name(other), name))
  }

  /** Each group of tags that are one but for accents and punctuation, where there are two or more; in rising order. */
  spellings(): number[][] {
    const groups = new Map<string, number[]>()
    for (const id of this.#withTwin()) {
      const group = this.spellingsOf(id)
      if (group.length > 1) groups.set(`${group[0]}`, group)
    }
    return [...groups.values()]
  }

  /** One or more of each group. In the sorted words tags of the same folded name stand side by side. */
  *#withTwin(): Generator<number> {
    const { folded, words } = this.names.base
    let before = -1
    for (let at = 0; at < words.owners.length; at++) {
      const owner = words.owners[at] as number
      if (words.places[at] !== folded.starts[owner]) continue
      if (before >= 0 && isSame(folded, before, owner)) yield owner
      before = owner
    }
    for (let id = folded.length; id < this.length; id++) yield id
  }
}

const FANDOMS = numberOf('fandoms')

function numberOf(field: FacetField): number {
  return FACET_FIELDS.indexOf(field) + 1
}

/** Tags that come in rising order. */
export class GatheredTags {
  readonly #names = new GrowingNames()
  readonly #folded = new GrowingNames()
  #fields: Uint8Array = new Uint8Array(1024)
  #length = 0
  readonly #nones = new Set<number>()

  addTag({ id, name, field, key }: FacetTag): void {
    this.add(id, name, numberOf(field))
    if (key === '') this.#nones.add(id)
  }

  /** Numbers that are left out are of no tag. */
  add(id: number, name: string, field: number): void {
    while (this.#length < id) this.#push('')
    if (id >= this.#fields.length) this.#fields = grown(this.#fields, id)
    this.#fields[id] = field
    this.#push(name)
  }

  done(nones: Iterable<number> = this.#nones): TagTable {
    if (this.#length === 0) this.#push('')
    const names = NameIndex.packed(this.#names.done(), this.#folded.done())
    return new TagTable(names, this.#fields.slice(0, names.length), nones)
  }

  #push(name: string): void {
    this.#names.add(name)
    this.#folded.add(foldName(name))
    this.#length++
  }
}

function grown(fields: Uint8Array, least: number): Uint8Array {
  const larger = new Uint8Array(Math.max(least + 1, fields.length * 2))
  larger.set(fields)
  return larger
}

function hasSigns(field: FacetField, name: string, other: string): boolean {
  return field !== 'relationships' || relationSigns(name) === relationSigns(other)
}

function isSame({ bytes, starts }: PackedNames, a: number, b: number): boolean {
  return bytes.compare(bytes, starts[b], starts[b + 1], starts[a], starts[a + 1]) === 0
}
