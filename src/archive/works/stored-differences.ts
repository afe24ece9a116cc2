/** Where what is derived from a work differs from what it is derived from. */
import { sql } from 'kysely'
import type { Db } from '../../storage/prepared.ts'
import { tagNames } from './tag-names.ts'
import { countingFields, countingRelationships } from './what-counts.ts'
import type { TextTotals, WorkState } from './work-state.ts'

/** @returns each difference in a few words; [] when all agrees. */
export async function differences(db: Db, state: WorkState): Promise<string[]> {
  const found: string[] = []
  const fields = countingFields(state)
  const row = await db.selectFrom('works').select('fields').where('id', '=', state.id).executeTakeFirst()
  if (row?.fields !== JSON.stringify(fields)) found.push('its fields are not those recovered and corrected')
  const wanted = tagNames(fields, countingRelationships(state)).map((tag) => `${tag.type}\n${tag.key}`)
  const stored = await storedTags(db, state.id)
  if (wanted.sort().join('\n') !== stored.sort().join('\n'))
    found.push('the tags it is found by are not its own')
  const totals = await totalsInText(db, state)
  if (JSON.stringify(totals) !== JSON.stringify(state.totals))
    found.push('its counts are not those of its text')
  return found
}

/** Words and scenes as the chapters count them. */
export async function totalsInText(db: Db, { textId }: Pick<WorkState, 'textId'>): Promise<TextTotals> {
  const row = await db
    .selectFrom('chapters')
    .select([
      sql<number>`coalesce(sum(words), 0)`.as('words'),
      sql<number>`count(*)`.as('chapters'),
      sql<number>`coalesce(sum(scenes), 0)`.as('scenes'),
      sql<number>`coalesce(sum(scenes_inferred), 0)`.as('scenesInferred'),
    ])
    .where('text_id', '=', textId ?? 0)
    .executeTakeFirstOrThrow()
  const { words, chapters, scenes, scenesInferred } = row
  return { words, chapters, scenes, scenesInferred }
}

async function storedTags(db: Db, workId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('work_tags')
    .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
    .select(['type', 'name_key'])
    .where('work_id', '=', workId)
    .execute()
  return rows.map((row) => `${row.type}\n${row.name_key}`)
}
