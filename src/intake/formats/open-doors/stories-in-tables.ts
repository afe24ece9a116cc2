/** Open Doors' tables: stories, chapters, authors, and which of them belong together. */
import type { DumpTables, Row } from '../sql/dump-tables.ts'
import { isSaid, NO_STORY, type OpenDoorsChapter, type OpenDoorsStory, type OpenDoorsTag } from './story.ts'

/** Sites of the dump whose tables are Open Doors': stories are numbered `id`, and never `sid`. */
export function openDoorsSites(tables: DumpTables): string[] {
  return tables
    .sites()
    .filter(
      (site) =>
        tables.has(site, 'stories', 'id') &&
        tables.has(site, 'stories', 'title') &&
        !tables.has(site, 'stories', 'sid'),
    )
}

export function storyIds(tables: DumpTables, site: string): Generator<Row> {
  return tables.each(
    'select id from stories where site = ? group by id order by cast(id as integer), rowid',
    site,
  )
}

export function storyInTables(tables: DumpTables, site: string, id: string): OpenDoorsStory | undefined {
  const row = tables.first('select * from stories where site = ? and id = ?', site, id)
  if (row === undefined) return undefined
  const authors = authorsOf(tables, site, row)
  const unwilling = authors.find((author) => isSaid(author.do_not_import) || isSaid(author.to_delete))
  return {
    ...NO_STORY,
    id,
    title: row.title ?? '',
    summary: row.summary ?? null,
    notes: row.notes ?? null,
    rating: row.rating ?? null,
    date: row.date ?? null,
    updated: row.updated ?? null,
    languageCode: row.language_code ?? null,
    url: row.url ?? null,
    fandoms: row.fandoms ?? null,
    warnings: row.warnings ?? null,
    characters: row.characters ?? null,
    relationships: row.relationships ?? null,
    categories: row.categories ?? null,
    tags: row.tags ?? null,
    authors:
      authors.length > 0
        ? authors.map(({ name }) => name ?? '')
        : [row.author ?? ''].filter((name) => name !== ''),
    leftOut: isSaid(row.do_not_import)
      ? 'marked "do not import"'
      : unwilling === undefined
        ? null
        : `its writer asked that their stories are not taken over`,
    ownTags: tagsOf(tables, site, id),
    chapters: chaptersOf(tables, site, row),
  }
}

/** In a column of the story, or in a table of who wrote what. */
function authorsOf(tables: DumpTables, site: string, story: Row): Row[] {
  const joined = tables.all(
    `select authors.id, name, do_not_import, to_delete from item_authors
     join authors on authors.site = item_authors.site and authors.id = author_id
     where item_authors.site = ? and item_id = ? and coalesce(item_type, 'story') = 'story' order by item_authors.rowid`,
    site,
    story.id ?? '',
  )
  const own = [story.author_id, story.coauthor_id].flatMap((id): Row[] => {
    const row =
      id && id !== '0'
        ? tables.first(
            'select id, name, do_not_import, to_delete from authors where site = ? and id = ?',
            site,
            id,
          )
        : undefined
    return row === undefined ? [] : [row]
  })
  const seen = new Set<string | null | undefined>()
  return [...own, ...joined].filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** What the wranglers made of a tag counts before what it was. */
function tagsOf(tables: DumpTables, site: string, id: string): OpenDoorsTag[] {
  const rows = tables.all(
    `select original_tag, original_type, ao3_tag, ao3_tag_type from item_tags
     join tags on tags.site = item_tags.site and tags.id = tag_id
     where item_tags.site = ? and item_id = ? and coalesce(item_type, 'story') = 'story' order by item_tags.rowid`,
    site,
    id,
  )
  return rows.flatMap((row): OpenDoorsTag[] => {
    const made = row.ao3_tag?.trim() ?? ''
    if (made === '')
      return row.original_tag ? [{ name: row.original_tag, type: row.original_type ?? '' }] : []
    const types = (row.ao3_tag_type || row.original_type || '').split(/\s*,\s*/)
    return made.split(/\s*,\s+/).map((name, index) => ({ name, type: types[index] ?? types[0] ?? '' }))
  })
}

function chaptersOf(tables: DumpTables, site: string, story: Row): OpenDoorsChapter[] {
  const rows = tables.all(
    `select title, text, notes, url from chapters where site = ? and story_id = ?
     group by id order by cast(position as integer), cast(id as integer)`,
    site,
    story.id ?? '',
  )
  const chapters = rows.map((row) => ({
    title: row.title ?? null,
    text: row.text ?? null,
    notes: row.notes ?? null,
    url: row.url ?? null,
  }))
  if (chapters.length > 0 || !story.text) return chapters
  return [{ title: null, text: story.text, notes: null, url: null }]
}
