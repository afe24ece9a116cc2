/** The one writer of works: a state, spread over the tables. */
import { prepared } from '../../storage/prepared.ts'
import type { WorkDetailsTable } from '../../storage/tables/work-details.ts'
import type { WorkSourcesTable } from '../../storage/tables/work-sources.ts'
import type { WorksTable } from '../../storage/tables/works.ts'
import type { Writing } from '../library.ts'
import { dropParts, writePart } from '../parts/part-rows.ts'
import { tagId } from './known-tags.ts'
import { creatorKey, sortKey } from './name-key.ts'
import { tagNames } from './tag-names.ts'
import { countingFields, countingRelationships, openLooks } from './what-counts.ts'
import { contentOf, type StateSource, type WorkState } from './work-state.ts'

/** What the row of a work says beside its id and what the index has of it. */
type WorkRow = Omit<WorksTable, 'id' | 'indexed_revision' | 'stale'>

const COLUMNS = [
  'revision',
  'text_id',
  'title_key',
  'creator_key',
  'words',
  'chapters',
  'scenes',
  'scenes_inferred',
  'needs_a_look',
  'fields',
  'relationships_resolved',
  'looks',
  'added_at',
  'changed_at',
  'removed_at',
  'removed_by',
  'version_of',
  'seq',
] as const satisfies (keyof WorkRow)[]

const addRow = prepared<WorkRow, { id: number }>((db, value) =>
  db
    .insertInto('works')
    .values({ ...(Object.fromEntries(COLUMNS.map((name) => [name, value(name)])) as WorkRow), stale: 1 })
    .returning('id'),
)
const updateRow = prepared<WorkRow & { id: number }>((db, value) =>
  db
    .updateTable('works')
    .set({ ...(Object.fromEntries(COLUMNS.map((name) => [name, value(name)])) as WorkRow), stale: 1 })
    .where('id', '=', value('id')),
)
const putDetails = prepared<WorkDetailsTable>((db, value) => {
  const values = {
    recovered: value('recovered'),
    united: value('united'),
    corrections: value('corrections'),
    story_confirmed: value('story_confirmed'),
  }
  return db
    .insertInto('work_details')
    .values({ work_id: value('work_id'), ...values })
    .onConflict((conflict) => conflict.column('work_id').doUpdateSet(values))
})
const dropSources = prepared<{ id: number }>((db, value) =>
  db.deleteFrom('work_sources').where('work_id', '=', value('id')),
)
const addSource = prepared<WorkSourcesTable>((db, value) =>
  db.insertInto('work_sources').values({
    work_id: value('work_id'),
    position: value('position'),
    path: value('path'),
    absolute_path: value('absolute_path'),
    sha256: value('sha256'),
    size_bytes: value('size_bytes'),
    part_from: value('part_from'),
    part_to: value('part_to'),
    borders: value('borders'),
    member: value('member'),
    content_sha256: value('content_sha256'),
  }),
)
const dropTags = prepared<{ id: number }>((db, value) =>
  db.deleteFrom('work_tags').where('work_id', '=', value('id')),
)
const addTag = prepared<{ workId: number; tagId: number }>((db, value) =>
  db.insertInto('work_tags').values({ work_id: value('workId'), tag_id: value('tagId') }),
)

/** A work that has no number yet. */
export type WorkDraft = Omit<
  WorkState,
  'id' | 'revision' | 'textId' | 'addedAt' | 'removed' | 'united' | 'offers'
>

/** @param writeTextOf writes the text once the work has a number, and answers the text's. @returns the state as stored. */
export async function addWork(
  writing: Writing,
  draft: WorkDraft,
  writeTextOf: (workId: number) => Promise<number>,
): Promise<WorkState> {
  const state: WorkState = {
    ...draft,
    id: 0,
    revision: 1,
    textId: null,
    addedAt: writing.at,
    removed: null,
    united: null,
    offers: [],
  }
  const [row] = await addRow(writing.db, workRow(writing, state))
  state.id = (row as { id: number }).id
  state.textId = await writeTextOf(state.id)
  await setText(writing.db, { id: state.id, textId: state.textId })
  await writeDetails(writing, state)
  await writeSources(writing, state)
  await writeTags(writing, state)
  return state
}

const setText = prepared<{ id: number; textId: number }>((db, value) =>
  db
    .updateTable('works')
    .set({ text_id: value('textId') })
    .where('id', '=', value('id')),
)

/** Stores a changed work as its next revision. @param state as loaded, changed; its revision is raised here. */
export async function updateWork(writing: Writing, state: WorkState): Promise<void> {
  state.revision++
  await updateRow(writing.db, { ...workRow(writing, state), id: state.id })
  await writeDetails(writing, state)
  await dropSources(writing.db, state)
  await dropParts(writing.db, state.id)
  await writeSources(writing, state)
  await dropTags(writing.db, state)
  await writeTags(writing, state)
}

function workRow(writing: Writing, state: WorkState): WorkRow {
  const fields = countingFields(state)
  const looks = openLooks(state)
  return {
    revision: state.revision,
    text_id: state.textId,
    title_key: sortKey(fields.title),
    creator_key: creatorKey(fields.authors),
    words: state.totals.words,
    chapters: state.totals.chapters,
    scenes: state.totals.scenes,
    scenes_inferred: state.totals.scenesInferred,
    needs_a_look: looks.length > 0 ? 1 : 0,
    fields: JSON.stringify(fields),
    relationships_resolved: JSON.stringify(countingRelationships(state)),
    looks: JSON.stringify(looks),
    added_at: state.addedAt,
    changed_at: writing.at,
    removed_at: state.removed?.at ?? null,
    removed_by: state.removed?.by ?? null,
    version_of: state.removed?.of ?? null,
    seq: writing.seq,
  }
}

async function writeDetails({ db }: Writing, state: WorkState): Promise<void> {
  await putDetails(db, {
    work_id: state.id,
    recovered: json(state.recovered),
    united: json(state.united),
    corrections: JSON.stringify(state.corrections),
    story_confirmed: state.storyConfirmed ? 1 : 0,
  })
}

async function writeSources({ db }: Writing, state: WorkState): Promise<void> {
  for (const [position, source] of state.sources.entries()) {
    await addSource(db, sourceRow(state.id, position, source))
    if (source.part !== undefined)
      await writePart(db, { workId: state.id, position, source, part: source.part })
  }
}

/** Only works that are there are found by their tags. */
async function writeTags({ db, tags }: Writing, state: WorkState): Promise<void> {
  if (state.removed !== null) return
  for (const tag of tagNames(countingFields(state), countingRelationships(state))) {
    await addTag(db, { workId: state.id, tagId: await tagId(db, tags, tag) })
  }
}

function sourceRow(workId: number, position: number, source: StateSource): WorkSourcesTable {
  return {
    work_id: workId,
    position,
    path: source.path,
    absolute_path: source.absolutePath,
    sha256: source.sha256,
    size_bytes: source.sizeBytes,
    part_from: json(source.from),
    part_to: json(source.to),
    borders: json(source.borders),
    member: source.member?.name ?? null,
    content_sha256: contentOf(source),
  }
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}
