/** A person's word on tags: what is another name of what, what stands under what. Each can be taken back. */
import { ArchiveError } from '../../errors.ts'
import type { Db } from '../../storage/prepared.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { nameKey } from '../works/name-key.ts'
import type { TagLink, TagLinkKind, TagRef } from './tag-deeds.ts'

export async function tagLinks({ db }: Pick<Library, 'db'>): Promise<TagLink[]> {
  const rows = await db
    .selectFrom('tag_links')
    .innerJoin('tags as tag', 'tag.id', 'tag_links.tag_id')
    .innerJoin('tags as target', 'target.id', 'tag_links.target_id')
    .select(['kind', 'tag_id', 'target_id', 'tag.type as field', 'tag.name as name', 'target.name as target'])
    .where('gone', '=', 0)
    .orderBy('tag_id')
    .orderBy('kind')
    .orderBy('target_id')
    .execute()
  return rows.map(({ tag_id, target_id, field, ...row }) => ({
    ...row,
    field: field as TagLink['field'],
    tagId: tag_id,
    targetId: target_id,
  }))
}

/** A tag has one canonical tag: what was said before is forgotten. Its own synonyms follow it. */
export function makeSynonym(library: Library, tag: TagRef, of: string): Promise<void> {
  return writeWorks(library, async (writing) => {
    const from = await requireTag(writing.db, tag)
    const to = await requireTag(writing.db, { field: tag.field, name: of })
    const links = await linksOf(writing.db, 'synonym')
    refuseLoop({ links, from, to, code: 'tags/synonym-loop', said: 'another name of' })
    await sayGone(writing, from.id, ['synonym', 'apart'])
    await say(writing, { tag: from.id, kind: 'synonym', target: to.id })
  })
}

/** A tag may stand under several. */
export function putUnder(library: Library, tag: TagRef, parent: string): Promise<void> {
  return writeWorks(library, async (writing) => {
    const from = await requireTag(writing.db, tag)
    const to = await requireTag(writing.db, { field: tag.field, name: parent })
    const links = await linksOf(writing.db, 'parent')
    refuseLoop({ links, from, to, code: 'tags/parent-loop', said: 'under' })
    await say(writing, { tag: from.id, kind: 'parent', target: to.id })
  })
}

export function keepTagApart(library: Library, tag: TagRef): Promise<void> {
  return writeWorks(library, async (writing) => {
    const { id } = await requireTag(writing.db, tag)
    await sayGone(writing, id, ['synonym'])
    await say(writing, { tag: id, kind: 'apart', target: id })
  })
}

interface Unlinked {
  tag: TagRef
  kind: TagLinkKind
  /** All of the kind where it is not named. */
  target?: string
}

export function unlinkTag(library: Library, { tag, kind, target }: Unlinked): Promise<void> {
  return writeWorks(library, async (writing) => {
    const { id, name } = await requireTag(writing.db, tag)
    const other =
      target === undefined ? undefined : await requireTag(writing.db, { field: tag.field, name: target })
    const taken = await sayGone(writing, id, [kind], other?.id)
    if (taken > 0) return
    throw new ArchiveError(
      'tags/not-linked',
      `"${name}" is not linked so${target === undefined ? '' : ` with "${target}"`}.`,
      'The page Tags lists what is linked.',
    )
  })
}

interface Named {
  id: number
  name: string
}

async function requireTag(db: Db, { field, name }: TagRef): Promise<Named> {
  const row = await db
    .selectFrom('tags')
    .select(['id', 'name'])
    .where('type', '=', field)
    .where('name_key', '=', nameKey(name))
    .where('name_key', '!=', '')
    .executeTakeFirst()
  if (row !== undefined) return row
  throw new ArchiveError(
    'tags/none',
    `No story has "${name}" among its ${field}.`,
    'Write it as the page Tags does; case does not matter.',
  )
}

async function linksOf(db: Db, kind: TagLinkKind): Promise<Map<number, number[]>> {
  const rows = await db
    .selectFrom('tag_links')
    .select(['tag_id', 'target_id'])
    .where('kind', '=', kind)
    .where('gone', '=', 0)
    .execute()
  const links = new Map<number, number[]>()
  for (const { tag_id, target_id } of rows) links.set(tag_id, [...(links.get(tag_id) ?? []), target_id])
  return links
}

interface Linking {
  links: Map<number, number[]>
  from: Named
  to: Named
  code: 'tags/synonym-loop' | 'tags/parent-loop'
  said: string
}

function refuseLoop({ links, from, to, code, said }: Linking): void {
  if (from.id === to.id)
    throw new ArchiveError('tags/itself', `"${from.name}" is "${to.name}": they are one tag already.`)
  const seen = new Set<number>()
  for (const queue = [to.id]; queue.length > 0; ) {
    const id = queue.pop() as number
    if (id === from.id) {
      throw new ArchiveError(
        code,
        `"${to.name}" is ${said} "${from.name}" already, so it cannot be the other way round.`,
        'Take that link back first.',
      )
    }
    if (seen.has(id)) continue
    seen.add(id)
    queue.push(...(links.get(id) ?? []))
  }
}

async function say(
  { db, at, seq }: Writing,
  { tag, kind, target }: { tag: number; kind: TagLinkKind; target: number },
): Promise<void> {
  const values = { gone: 0, at, seq }
  await db
    .insertInto('tag_links')
    .values({ tag_id: tag, kind, target_id: target, ...values })
    .onConflict((conflict) => conflict.columns(['tag_id', 'kind', 'target_id']).doUpdateSet(values))
    .execute()
}

/** @returns how many there were. */
async function sayGone(
  { db, at, seq }: Writing,
  tag: number,
  kinds: TagLinkKind[],
  target?: number,
): Promise<number> {
  let update = db
    .updateTable('tag_links')
    .set({ gone: 1, at, seq })
    .where('tag_id', '=', tag)
    .where('kind', 'in', kinds)
    .where('gone', '=', 0)
  if (target !== undefined) update = update.where('target_id', '=', target)
  const { numUpdatedRows } = await update.executeTakeFirst()
  return Number(numUpdatedRows)
}
