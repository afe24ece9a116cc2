/**
 * A library of a million works for the figures of filters: rows as an import would have written them, without the texts.
 * Tags are as on AO3: Zipf's law over 50,000 canonical ones, 950,000 that hardly anyone uses, a fifth of those other names of canonical ones.
 */
import { DatabaseSync } from 'node:sqlite'
import { openArchive } from '../src/archive/open-archive.ts'
import { databasePath } from '../src/storage/database.ts'
import { randomNumbers } from './random.ts'

const FEW: [field: string, values: string[]][] = [
  ['rating', ['teen', 'general', 'explicit', 'mature', 'not-rated']],
  ['language', ['en', 'zh', 'es', 'fr', 'ru', 'de', 'pt', 'it', 'none']],
  [
    'warnings',
    ['none-apply', 'chose-not', 'graphic-violence', 'major-character-death', 'non-con', 'underage'],
  ],
  ['categories', ['m/m', 'f/m', 'gen', 'f/f', 'multi', 'other']],
]
const MANY: [field: string, share: number][] = [
  ['fandoms', 0.06],
  ['relationships', 0.24],
  ['characters', 0.25],
  ['tags', 0.45],
]
const SYLLABLES =
  'ar bel cor dan el far gal hor in jas kel lor mar nor ol per quin ras sel tor ul ven wil yor zan ash bri cla dre eth'.split(
    ' ',
  )

export interface Sizes {
  works: number
  canonical: number
  tags: number
}

/** A number from 0, as often as the frequencies of words and tags have it: the tenth a tenth as often as the first. */
export function zipf(random: () => number, size: number): number {
  return Math.min(size - 1, Math.floor((size + 1) ** random() - 1))
}

export async function makeLibrary(libraryDir: string, sizes: Sizes): Promise<void> {
  await (await openArchive(libraryDir)).close()
  const database = new DatabaseSync(databasePath(libraryDir))
  database.exec('pragma journal_mode = delete')
  database.exec(
    'pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -200000; pragma foreign_keys = off',
  )
  // Filled in order of the works, the other index is a hundred times quicker made afterwards.
  const [index] = database.prepare("select sql from sqlite_schema where name = 'work_tags_by_tag'").all() as {
    sql: string
  }[]
  database.exec('drop index work_tags_by_tag')
  database.exec('begin')
  const few = addTags(database, sizes)
  addWorks(database, sizes, few)
  database.exec('update clock set value = 1')
  database.exec('commit')
  database.exec(index?.sql ?? '')
  database.exec('pragma journal_mode = wal')
  database.close()
}

/** @returns numbers of the tags of fields that have few values. */
function addTags(database: DatabaseSync, { canonical, tags }: Sizes): number[][] {
  const random = randomNumbers(3)
  const insert = database.prepare('insert into tags (id, type, name, name_key) values (?, ?, ?, ?)')
  const link = database.prepare(
    "insert into tag_links (tag_id, kind, target_id, gone, at, seq) values (?, 'synonym', ?, 0, '', 1)",
  )
  const fieldOf: string[] = []
  for (let id = 1; id <= tags; id++) {
    const field = id <= canonical ? fieldAt(random()) : (fieldOf[(id % canonical) + 1] as string)
    if (id <= canonical) fieldOf[id] = field
    const name = `${nameOf(random)} ${id.toString(36)}`
    insert.run(id, field, name, name.toLowerCase())
    if (id > canonical && id % 5 === 0) link.run(id, (id % canonical) + 1)
  }
  let last = tags
  return FEW.map(([field, values]) =>
    values.map((value) => {
      insert.run(++last, field, value, value === 'none' ? '' : value)
      return last
    }),
  )
}

function fieldAt(share: number): string {
  let left = share
  for (const [field, part] of MANY) {
    if (left < part) return field
    left -= part
  }
  return 'tags'
}

function nameOf(random: () => number): string {
  const word = () => {
    const syllables = 1 + Math.floor(random() * 3)
    return Array.from({ length: syllables }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(
      '',
    )
  }
  return Array.from({ length: 1 + Math.floor(random() * 3) }, word)
    .map((each) => each.charAt(0).toUpperCase() + each.slice(1))
    .join(' ')
}

const TAGS_OF_WORK = 7

function addWorks(database: DatabaseSync, { works, canonical, tags }: Sizes, few: number[][]): void {
  const random = randomNumbers(11)
  const insert = database.prepare(
    `insert into works (id, revision, text_id, title_key, creator_key, words, chapters, scenes, scenes_inferred,
      needs_a_look, fields, relationships_resolved, looks, added_at, changed_at, removed_at, seq, stale)
     values (?, 1, null, ?, '', ?, ?, 1, 0, ?, ?, '[]', '[]', '2024-01-01T00:00:00.000Z', '', null, 1, 0)`,
  )
  const tag = database.prepare('insert into work_tags (work_id, tag_id) values (?, ?)')
  for (let work = 1; work <= works; work++) {
    const title = `${nameOf(random)} ${nameOf(random)}`
    const year = 1998 + Math.floor(random() * 27)
    const fields = JSON.stringify({ title, published: `${year}-0${1 + Math.floor(random() * 9)}` })
    insert.run(
      work,
      title.toLowerCase(),
      Math.floor(200 * 400 ** random()),
      1 + zipf(random, 60),
      random() < 0.05 ? 1 : 0,
      fields,
    )
    const own = new Set(few.map((values) => values[zipf(random, values.length)] as number))
    while (own.size < few.length + TAGS_OF_WORK) own.add(1 + zipf(random, canonical))
    own.add(canonical + 1 + Math.floor(random() * (tags - canonical)))
    for (const each of [...own].sort((a, b) => a - b)) tag.run(work, each)
  }
}
