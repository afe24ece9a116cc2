/** The works for which what a query asks holds. */
import type { FacetView, FilterTerm } from '../facets/filter.ts'
import { WorkSet } from '../facets/work-set.ts'
import type { Finder } from '../finder.ts'
import { bareName, EXACTLY } from './field-values.ts'
import { widened } from './name-variants.ts'
import type { Condition } from './query.ts'
import { type ToldArchive, toldWorks } from './told-works.ts'

export interface Matching {
  view: FacetView
  archive: ToldArchive
  /** Opened only where words are asked for. */
  finder: () => Promise<Finder>
}

/** Works that are there, hidden ones too. */
export async function matchingWorks(from: Matching, conditions: readonly Condition[]): Promise<WorkSet> {
  let works = from.view.all
  for (const condition of conditions) works = works.and(await holding(from, condition))
  return works
}

async function holding(from: Matching, condition: Condition): Promise<WorkSet> {
  const { view } = from
  if (condition.kind === 'terms')
    return view.matching({ every: [{ anyOf: termsMeant(view, condition.anyOf) }] })
  if (condition.kind === 'not') return view.all.without(await leftOut(from, condition.of))
  if (condition.kind === 'all') return matchingWorks(from, condition.of)
  if (condition.kind === 'any') return anyOf(from, condition.of)
  const numbers = condition.kind === 'having' ? await having(from, condition) : await told(from, condition)
  return setOf(view, numbers)
}

function termsMeant(view: FacetView, terms: readonly FilterTerm[]): FilterTerm[] {
  return terms.flatMap((term): FilterTerm[] => (term.kind === 'tag' ? widened(view, term) : [term]))
}

/** What is left out is left out by its own name: `-character:Jack` says nothing of every other Jack. */
function leftOut(from: Matching, condition: Condition): Promise<WorkSet> {
  if (condition.kind !== 'terms') return holding(from, condition)
  const exact = condition.anyOf.map(
    (term): FilterTerm => (term.kind === 'tag' ? { ...term, value: EXACTLY + bareName(term.value) } : term),
  )
  return holding(from, { kind: 'terms', anyOf: exact })
}

async function anyOf(from: Matching, conditions: readonly Condition[]): Promise<WorkSet> {
  let works = new WorkSet(0)
  for (const condition of conditions) works = works.or(await holding(from, condition))
  return works
}

type Words = Condition & { kind: 'having' | 'told' }

async function having({ finder }: Matching, asked: Words): Promise<number[]> {
  const open = await finder()
  return (await open.having?.('phrase' in asked ? { phrase: asked.phrase } : { words: asked.words })) ?? []
}

async function told({ archive }: Matching, asked: Words & { kind: 'told' }): Promise<number[]> {
  const words = 'phrase' in asked ? { phrase: asked.phrase } : { words: asked.words }
  const found = await Promise.all(asked.places.map((place) => toldWorks(archive, place, words)))
  return found.flat()
}

export function setOf({ all }: FacetView, numbers: Iterable<number>): WorkSet {
  return WorkSet.of(numbers, all.bits.length * 32).and(all)
}
