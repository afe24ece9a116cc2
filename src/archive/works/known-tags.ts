/** Ids of tags, remembered: an import asks for the same few thousand again and again. Tags are never deleted. */
import { type Db, prepared } from '../../storage/prepared.ts'

/** Ids as one transaction sees them. */
export interface TagIds {
  readonly known: ReadonlyMap<string, number>
  readonly fresh: Map<string, number>
}

export class KnownTags {
  #ids = new Map<string, number>()

  begin(): TagIds {
    return { known: this.#ids, fresh: new Map() }
  }

  /** Only what was committed is remembered: a tag taken back with its transaction has no id. */
  commit({ fresh }: TagIds): void {
    for (const [key, id] of fresh) this.#ids.set(key, id)
  }
}

export interface TagName {
  type: string
  name: string
  key: string
}

const findTag = prepared<{ type: string; key: string }, { id: number }>((db, value) =>
  db.selectFrom('tags').select('id').where('type', '=', value('type')).where('name_key', '=', value('key')),
)
const addTag = prepared<{ type: string; name: string; key: string }, { id: number }>((db, value) =>
  db
    .insertInto('tags')
    .values({ type: value('type'), name: value('name'), name_key: value('key') })
    .returning('id'),
)

/** The tag's id; the tag is made when it is new. */
export async function tagId(db: Db, ids: TagIds, tag: TagName): Promise<number> {
  const mark = `${tag.type}\n${tag.key}`
  const known = ids.known.get(mark) ?? ids.fresh.get(mark)
  if (known !== undefined) return known
  const [row] = await findTag(db, tag)
  const id = row?.id ?? ((await addTag(db, tag))[0] as { id: number }).id
  ids.fresh.set(mark, id)
  return id
}
