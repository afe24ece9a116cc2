/** One eFiction archive in a dump, of version 1, 2 or 3: its rows, whatever they are called there. */
import type { DumpTables, Row } from '../sql/dump-tables.ts'

export interface EfictionSite {
  tables: DumpTables
  /** What its tables' names begin with. */
  site: string
  /** In version 1 a chapter is a row among the stories, under the story it belongs to (`psid`). */
  chaptersAreStories: boolean
}

export interface ChapterRow {
  id: string
  title: string | null
  notes: string | null
  text: string | null
  endnotes: string | null
  published: boolean
  uid: string | null
}

/** Installations in the dump that are eFiction's: their stories are numbered `sid`. */
export function efictionSites(tables: DumpTables): EfictionSite[] {
  return tables
    .sites()
    .filter((site) => tables.has(site, 'stories', 'sid'))
    .map((site) => {
      const hasChapters =
        tables.first('select 1 as one from chapters where site = ? limit 1', site) !== undefined
      return { tables, site, chaptersAreStories: tables.has(site, 'stories', 'psid') && !hasChapters }
    })
}

const WITHOUT_TEXT = `sid, psid, title, chapter, summary, storynotes, catid, classes, charid, gid, wid, rid, date, updated,
  uid, coauthors, validated, completed, rr, wordcount, challenges`

/** In the order of their numbers. */
export function eachStory({ tables, site, chaptersAreStories }: EfictionSite): Generator<Row> {
  const top = chaptersAreStories ? "and (psid is null or psid in ('', '0') or psid = sid)" : ''
  return tables.each(
    `select sid, uid, wordcount from stories where site = ? ${top} group by sid order by cast(sid as integer), rowid`,
    site,
  )
}

export function storyRow({ tables, site }: EfictionSite, sid: string): Row | undefined {
  return tables.first(`select ${WITHOUT_TEXT} from stories where site = ? and sid = ?`, site, sid)
}

/** In the story's order. `inorder` counts; where two have the same, the earlier one. */
export function chapterRows({ tables, site, chaptersAreStories }: EfictionSite, sid: string): ChapterRow[] {
  const rows = chaptersAreStories
    ? tables.all(
        `select sid as id, chapter as title, null as notes, storytext, null as endnotes, validated, uid from stories
         where site = ? and (psid = ? or sid = ?) order by cast(inorder as integer), cast(sid as integer)`,
        site,
        sid,
        sid,
      )
    : tables.all(
        `select chapid as id, title, notes, storytext, endnotes, validated, uid from chapters
         where site = ? and sid = ? order by cast(inorder as integer), cast(chapid as integer)`,
        site,
        sid,
      )
  const seen = new Set<string | null | undefined>()
  const distinct = rows.filter(({ id }) => !seen.has(id) && seen.add(id))
  return distinct.map((row) => ({
    id: row.id ?? '',
    title: row.title ?? null,
    notes: row.notes ?? null,
    text: row.storytext ?? null,
    endnotes: row.endnotes ?? null,
    published: isPublished(row),
    uid: row.uid ?? null,
  }))
}

/** Where there is no such column everything is. */
export function isPublished({ validated }: Row): boolean {
  return validated === null || validated === undefined || Number(validated) !== 0
}

export function pennameOf({ tables, site }: EfictionSite, uid: string | null | undefined): string | null {
  if (uid === null || uid === undefined || uid === '' || uid === '0') return null
  return tables.first('select penname from authors where site = ? and uid = ?', site, uid)?.penname ?? null
}

/** Settings may stand under a prefix of their own. */
export function settingOf({ tables, site }: EfictionSite, name: 'sitename' | 'storiespath'): string | null {
  const own = tables.first(`select ${name} as value from settings where site = ?`, site)
  const found = own ?? tables.first(`select ${name} as value from settings limit 1`)
  return found?.value ?? null
}
