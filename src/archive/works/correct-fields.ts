/** A person's word on fields: given, taken back, or that all is right as it stands. */
import { ArchiveError } from '../../errors.ts'
import { FIELD_NAMES, type FieldName, LIST_FIELDS, RATINGS, STATUSES } from '../../story/field.ts'
import type { FieldCorrections, WorkId } from '../archive.ts'
import { sayOfPair } from '../duplicates/pairs.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { requireWork } from './load-work.ts'
import { nameKey } from './name-key.ts'
import { countingFields, openLooks } from './what-counts.ts'
import type { Correction, WorkState } from './work-state.ts'
import { updateWork } from './write-work.ts'

/** Prose is stored as it is given: the caller hands in allowed HTML. @throws ArchiveError `works/…`; nothing is changed then. */
export async function correctFields(
  library: Library,
  ids: WorkId[],
  corrections: FieldCorrections,
): Promise<void> {
  const tidied = tidy(corrections)
  await changeEach(library, ids, (state, { at }) => {
    for (const name of FIELD_NAMES) {
      const value = tidied[name]
      if (value === undefined) continue
      state.corrections[name] = { value, rule: 'person/corrected', at } satisfies Correction
    }
  })
}

/** Forgets a person's word; what recovery chose counts again, and its doubts with it. */
export async function uncorrectFields(library: Library, id: WorkId, fields: FieldName[]): Promise<void> {
  await changeEach(library, [id], (state) => {
    for (const name of fields) delete state.corrections[name]
  })
}

/**
 * The doubtful fields become the person's word, so that a later import leaves them as they were found right. What is
 * right as it stands is not the same story as another either.
 */
export async function confirmWorks(library: Library, ids: WorkId[]): Promise<void> {
  await changeEach(library, ids, async (state, writing) => {
    const fields = countingFields(state)
    for (const { field, work } of openLooks(state)) {
      if (work !== undefined) await sayOfPair(writing, [Number(work), state.id], 'apart')
      else if (field === 'story') state.storyConfirmed = true
      else state.corrections[field] = { value: fields[field], rule: 'person/confirmed', at: writing.at }
    }
    state.offers = []
  })
}

async function changeEach(
  library: Library,
  ids: readonly WorkId[],
  change: (state: WorkState, writing: Writing) => void | Promise<void>,
): Promise<void> {
  await writeWorks(library, async (writing) => {
    for (const id of new Set(ids)) {
      const state = await requireWork(writing.db, id)
      const before = said(state)
      await change(state, writing)
      if (said(state) !== before) await updateWork(writing, state)
    }
  })
}

/** To see whether anything was said that was not said before: saying it again changes nothing. */
function said({ corrections, storyConfirmed, offers }: WorkState): string {
  const values = FIELD_NAMES.map((name) => {
    const { value, rule } = corrections[name] ?? {}
    return [value, rule]
  })
  return JSON.stringify([values, storyConfirmed, offers.length])
}

function tidy(corrections: FieldCorrections): FieldCorrections {
  const tidied: FieldCorrections = { ...corrections }
  for (const name of LIST_FIELDS) {
    const list = corrections[name]
    if (list !== undefined) Object.assign(tidied, { [name]: withoutDoubles(list) })
  }
  if (corrections.title !== undefined) tidied.title = requireTitle(corrections.title)
  requireOneOf('rating', corrections.rating, RATINGS)
  requireOneOf('status', corrections.status, [...STATUSES, null])
  return tidied
}

function requireTitle(title: string): string {
  const trimmed = title.trim()
  if (trimmed !== '') return trimmed
  throw new ArchiveError('works/no-title', 'A work needs a title.', 'Its opening words will do.')
}

function requireOneOf(field: string, value: unknown, allowed: readonly unknown[]): void {
  if (value === undefined || allowed.includes(value)) return
  throw new ArchiveError(
    'works/no-such-value',
    `"${value}" is no ${field}.`,
    `It can be ${allowed.filter((each) => each !== null).join(', ')}.`,
  )
}

/** Compared without case; the first way of writing a name stays. */
function withoutDoubles(names: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const name of names) {
    const trimmed = name.trim()
    const key = nameKey(trimmed)
    if (key !== '' && !byKey.has(key)) byKey.set(key, trimmed)
  }
  return [...byKey.values()]
}
