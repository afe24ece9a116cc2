/** Random edits, removals, links and reopenings, against a scan of what the archive holds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWork } from '../../../test/builders/imports.ts'
import { type Archive, FACET_FIELDS, type FacetField, type WorkBlurb } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import type { TagLink } from '../../archive/tags/tag-deeds.ts'
import { nameKey } from '../../archive/works/name-key.ts'
import { tagNames } from '../../archive/works/tag-names.ts'
import type { Facets, FacetView, FilterTerm } from './filter.ts'
import { foldName } from './name-fold.ts'
import { openFacets } from './open-facets.ts'

const NAMES = ['Tosh', 'tosh', 'Toshiko Sato', 'Amélie', 'Amelie', 'Fix-It', 'Angst', 'Torchwood']
const FIELDS = ['fandoms', 'characters', 'tags'] as const
const RATINGS = ['not-rated', 'teen', 'explicit'] as const

interface Scan {
  works: { id: number; blurb: WorkBlurb; tags: { field: FacetField; name: string; key: string }[] }[]
  links: TagLink[]
  /** Every tag there ever was, in the order it came. */
  order: { field: FacetField; name: string; key: string }[]
}

const oneField = (field: FacetField) => ['fandoms', 'relationships', 'characters', 'tags'].includes(field)

/** The canonical name of a tag, found the slow way. */
function canonicalOf(scan: Scan, field: FacetField, key: string): string {
  const links = scan.links.filter((link) => link.field === field)
  const synonym = links.find(({ kind, name }) => kind === 'synonym' && nameKey(name) === key)
  if (synonym !== undefined) return canonicalOf(scan, field, nameKey(synonym.target))
  const isFree = (other: string) =>
    !links.some(({ kind, name }) => (kind === 'synonym' || kind === 'apart') && nameKey(name) === other)
  const own = scan.order.find((tag) => tag.field === field && tag.key === key)
  const first = scan.order.find(
    (tag) => tag.field === field && isFree(tag.key) && foldName(tag.name) === foldName(own?.name ?? ''),
  )
  return (oneField(field) && isFree(key) ? first?.name : own?.name) ?? key
}

function aboveAll(scan: Scan, field: FacetField, name: string): Set<string> {
  const found = new Set<string>()
  for (const queue = [name]; queue.length > 0; ) {
    const next = queue.pop() as string
    for (const link of scan.links) {
      if (link.field !== field || link.kind !== 'parent') continue
      if (canonicalOf(scan, field, nameKey(link.name)) !== next) continue
      const above = canonicalOf(scan, field, nameKey(link.target))
      if (above === name || found.has(above)) continue
      found.add(above)
      queue.push(above)
    }
  }
  return found
}

function countedTags(scan: Scan, work: Scan['works'][number], field: FacetField): Set<string> {
  const counted = new Set<string>()
  for (const tag of work.tags.filter((each) => each.field === field)) {
    const name = tag.key === '' ? tag.name : canonicalOf(scan, field, tag.key)
    counted.add(name)
    for (const above of aboveAll(scan, field, name)) counted.add(above)
  }
  return counted
}

function countScan(scan: Scan): Partial<Record<FacetField, Record<string, number>>> {
  const counts: Partial<Record<FacetField, Record<string, number>>> = {}
  for (const work of scan.works)
    for (const field of FACET_FIELDS)
      for (const name of countedTags(scan, work, field)) {
        const values = counts[field] ?? {}
        counts[field] = values
        values[name] = (values[name] ?? 0) + 1
      }
  return counts
}

const counted = (view: FacetView) =>
  Object.fromEntries(
    Object.entries(view.counts(view.all)).map(([field, values]) => [
      field,
      Object.fromEntries(values.map(({ value, count }) => [value, count])),
    ]),
  )

async function scanOf(archive: Archive, order: Scan['order']): Promise<Scan> {
  const works: Scan['works'] = []
  for await (const blurb of archive.eachWork()) {
    const tags = tagNames(blurb.fields, blurb.relationshipsResolved)
    works.push({
      id: Number(blurb.id),
      blurb,
      tags: tags.map(({ type, name, key }) => ({ field: type as FacetField, name, key })),
    })
  }
  const known = await archive.facetTags(0, 100_000)
  order.splice(0, order.length, ...known)
  return { works, links: await archive.tagLinks(), order }
}

function holds(scan: Scan, work: Scan['works'][number], term: FilterTerm): boolean {
  if (term.kind === 'needs-a-look') return work.blurb.needsALook
  if (term.kind === 'crossover') {
    const fandoms = [...countedTags(scan, work, 'fandoms')]
    return fandoms.filter((name) => !fandoms.some((o) => aboveAll(scan, 'fandoms', o).has(name))).length > 1
  }
  if (term.kind !== 'tag') return false
  const fields = term.field === 'any' ? FACET_FIELDS : [term.field]
  return fields.some((field) => {
    const exact = scan.order.find((tag) => tag.field === field && tag.key === nameKey(term.value))
    const alike = oneField(field)
      ? scan.order.find((tag) => tag.field === field && foldName(tag.name) === foldName(term.value))
      : undefined
    const meant = exact ?? alike
    return meant !== undefined && countedTags(scan, work, field).has(canonicalOf(scan, field, meant.key))
  })
}

const name = fc.constantFrom(...NAMES)
const field = fc.constantFrom(...FIELDS)
const deed = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    fandoms: fc.uniqueArray(name, { maxLength: 3 }),
    characters: fc.uniqueArray(name, { maxLength: 3 }),
    tags: fc.uniqueArray(name, { maxLength: 2 }),
    rating: fc.constantFrom(...RATINGS),
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    at: fc.nat(),
    field,
    names: fc.uniqueArray(name, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'confirm' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constantFrom('synonym' as const, 'parent' as const, 'apart' as const, 'unlink' as const),
    field,
    name,
    other: name,
    of: fc.constantFrom('synonym' as const, 'parent' as const, 'apart' as const),
  }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'reopen' as const, 'damage' as const, 'ask' as const) }),
)
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never

interface State {
  dir: string
  archive: Archive
  facets: Facets
  files: number
}

async function perform(state: State, one: Deed): Promise<void> {
  const { archive } = state
  const idAt = async (at: number) => {
    const { works } = await archive.listWorks({ pageSize: 1000 })
    return works[at % Math.max(1, works.length)]?.id
  }
  if (one.kind === 'add')
    await addWork(archive, `${++state.files}.txt`, { ...one, title: `Story ${state.files}` })
  if (one.kind === 'edit') {
    const id = await idAt(one.at)
    if (id !== undefined) await archive.correctFields([id], { [one.field]: one.names })
  }
  if (one.kind === 'remove' || one.kind === 'confirm') {
    const id = await idAt(one.at)
    if (id === undefined) return
    if (one.kind === 'confirm') await archive.confirm([id])
    else await archive.removeWorks([id], { withSources: false })
  }
  if (one.kind === 'undo') await archive.undo()
  if (one.kind === 'synonym' || one.kind === 'parent' || one.kind === 'apart' || one.kind === 'unlink')
    await link(archive, one).catch(() => undefined)
  if (one.kind === 'reopen' || one.kind === 'damage') {
    await state.facets.close()
    if (one.kind === 'damage') writeFileSync(join(state.dir, 'facets/facets.bin'), 'damaged', { flag: 'r+' })
    state.facets = await openFacets({ libraryDir: state.dir, archive })
  }
  await state.facets.now()
}

function link(archive: Archive, { kind, field, name, other, of }: Extract<Deed, { other: string }>) {
  if (kind === 'synonym') return archive.makeSynonym({ field, name }, other)
  if (kind === 'parent') return archive.putUnder({ field, name }, other)
  if (kind === 'apart') return archive.keepTagApart({ field, name })
  return archive.unlinkTag({ field, name }, of)
}

const TERMS: FilterTerm[] = [
  ...NAMES.map((value): FilterTerm => ({ kind: 'tag', field: 'characters', value })),
  ...NAMES.map((value): FilterTerm => ({ kind: 'tag', field: 'any', value, not: true })),
  { kind: 'tag', field: 'rating', value: 'Teen' },
  { kind: 'crossover' },
  { kind: 'needs-a-look', not: true },
]

test('after any edits, filters, counts and suggestions are those of a plain scan', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 20 }), async (deeds) => {
      const dir = mkdtempSync(join(tmpdir(), 'fanfold-facets-'))
      const archive = await openArchive(dir)
      const state: State = { dir, archive, facets: await openFacets({ libraryDir: dir, archive }), files: 0 }
      try {
        await state.facets.now()
        for (const one of deeds) await perform(state, one)
        const view = await state.facets.now()
        const scan = await scanOf(archive, [])
        expect([...view.all]).toEqual(scan.works.map(({ id }) => id))
        expect(counted(view)).toEqual(countScan(scan))
        for (const term of TERMS) {
          const found = scan.works.filter((work) => holds(scan, work, term) !== (term.not === true))
          expect([...view.matching({ every: [{ anyOf: [term] }] })], JSON.stringify(term)).toEqual(
            found.map(({ id }) => id),
          )
        }
        const characters = countScan(scan).characters ?? {}
        const suggested = view.suggest('tosh', { kinds: ['characters'], limit: 100 })
        for (const { text, count } of suggested) expect(count).toBe(characters[text])
      } finally {
        await state.facets.close()
        await archive.close()
        rmSync(dir, { recursive: true })
      }
    }),
    { numRuns: 40 },
  )
}, 240_000)
