/** What is said about works beside their stories, as text to look for words in. */
import { sql } from 'kysely'
import type { Db } from '../../storage/prepared.ts'
import { joined } from '../../storage/sqlite/differences.ts'
import type { ToldText } from '../tags/tag-deeds.ts'

export type ToldOf = 'title' | 'summary' | 'notes' | 'source'

/** Works that have nothing of the kind are left out. */
export async function toldTexts(
  db: Db,
  of: ToldOf,
  at: { after: number; limit: number },
): Promise<ToldText[]> {
  const rows = await db
    .selectFrom('works')
    .select(['id', textOf(of).as('text')])
    .where('id', '>', at.after)
    .where('removed_at', 'is', null)
    .where(textOf(of), 'is not', null)
    .orderBy('id')
    .limit(at.limit)
    .execute()
  return rows.map(({ id, text }) => ({ id, text: text ?? '' }))
}

function textOf(of: ToldOf) {
  if (of === 'title') return sql<string | null>`json_extract(works.fields, '$.title')`
  if (of === 'summary') return sql<string | null>`json_extract(works.fields, '$.summary')`
  return of === 'notes' ? notes() : sources()
}

/** Of the work and of its chapters. */
function notes() {
  return sql<string | null>`nullif(
    coalesce(json_extract(works.fields, '$.notesBefore'), '') || ' ' ||
    coalesce(json_extract(works.fields, '$.notesAfter'), '') || ' ' ||
    coalesce((select ${joined('notes')} from (
      select coalesce(notes_before, '') || ' ' || coalesce(notes_after, '') as notes
      from chapters where chapters.text_id = works.text_id
        and (notes_before is not null or notes_after is not null))), ''), '  ')`
}

/** Those of the versions that stand behind a work are the work's too. */
function sources() {
  return sql<string | null>`(select ${joined('path')} from work_sources
    where work_sources.work_id = works.id or work_sources.work_id in (
      select behind.id from works as behind where behind.version_of = works.id))`
}
