/**
 * Tables of story archives, and which of their columns are read. What is private (e-mails, password hashes, real names,
 * biographies, addresses) is not in here, so it is not taken out of the dump at all.
 */

const KEPT = {
  stories:
    'sid psid title chapter summary storynotes catid classes charid gid wid rid date updated uid coauthors validated completed rr wordcount challenges inorder storytext id notes author_id coauthor_id rating categories tags warnings fandoms characters relationships language_code url do_not_import text author',
  chapters:
    'chapid title inorder notes storytext endnotes validated wordcount sid uid id position text date story_id url',
  authors: 'uid penname id name do_not_import to_delete',
  coauthors: 'sid uid',
  categories: 'catid parentcatid category leveldown',
  characters: 'charid catid charname',
  classes: 'class_id class_type class_name',
  classtypes: 'classtype_id classtype_name classtype_title',
  ratings: 'rid rating',
  series: 'seriesid title isopen',
  inseries: 'seriesid sid subseriesid confirmed inorder',
  challenges: 'chalid title',
  genres: 'gid genre',
  warnings: 'wid warning',
  reviews: 'reviewid item psid sid chapid reviewer uid member review date rating respond type',
  settings: 'sitekey sitename tableprefix storiespath store',
  item_authors: 'author_id item_id item_type',
  item_tags: 'item_id item_type tag_id',
  tags: 'id original_tagid original_tag original_type original_parent ao3_tag ao3_tag_type ao3_tag_category ao3_tag_fandom',
  story_links: 'id title url do_not_import broken_link',
  archive_configs: 'name fandom',
} as const

/** Names columns had in older versions, or have where a program drops the underscore. */
const OTHER_NAMES: Record<string, string> = {
  authorid: 'author_id',
  coauthorid: 'coauthor_id',
  storyid: 'story_id',
  donotimport: 'do_not_import',
  brokenlink: 'broken_link',
  languagecode: 'language_code',
  additional_tags: 'tags',
  body: 'text',
  content: 'text',
}

/** @param column as the dump names it. */
export function columnName(column: string): string {
  const lower = column.trim().toLowerCase()
  return OTHER_NAMES[lower] ?? lower
}

export type ArchiveTable = keyof typeof KEPT

export const ARCHIVE_TABLES = Object.keys(KEPT) as ArchiveTable[]

export function isArchiveTable(name: string): name is ArchiveTable {
  return Object.hasOwn(KEPT, name)
}

export function columnsOf(table: ArchiveTable): string[] {
  return KEPT[table].split(' ')
}

/** eFiction's own backup names no columns: they stand in the order its installer made them, 3.x first, then 1.x. */
const IN_ORDER: Partial<Record<ArchiveTable, string[]>> = {
  stories: [
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount rating reviews count challenges',
    'sid psid title chapter summary catid gid charid wid rid date updated uid featured counter validated inorder storytext completed rr wordcount numreviews',
  ],
  chapters: [
    'chapid title inorder notes storytext endnotes validated wordcount rating reviews sid uid count',
  ],
  authors: ['uid penname'],
  coauthors: ['sid uid'],
  categories: ['catid parentcatid category description image locked leveldown displayorder numitems'],
  characters: ['charid catid charname bio image'],
  classes: ['class_id class_type class_name'],
  classtypes: ['classtype_id classtype_name classtype_title'],
  ratings: ['rid rating ratingwarning warningtext'],
  series: ['seriesid title summary uid isopen'],
  inseries: ['seriesid sid subseriesid confirmed inorder'],
  challenges: ['chalid challenger uid title catid characters summary responses'],
  genres: ['gid genre'],
  warnings: ['wid warning'],
  reviews: [
    'reviewid item chapid reviewer uid review date rating respond type',
    'reviewid sid psid reviewer member review date rating',
  ],
  settings: [
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store',
  ],
}

/** @returns the columns of a row of so many values where nothing names them; null where they cannot be known. */
export function columnsInOrder(table: ArchiveTable, count: number): string[] | null {
  const known = IN_ORDER[table]?.map((columns) => columns.split(' ')) ?? []
  return known.find((columns) => columns.length === count) ?? known[0] ?? null
}

const NAME = new RegExp(`^(.*?)(${[...ARCHIVE_TABLES].sort((a, b) => b.length - a.length).join('|')})$`)

export interface TablePlace {
  /** What stands before the table's own name: one installation's prefix, with its database. */
  site: string
  table: ArchiveTable
}

/** @param name as in the dump: `h9_fanfiction_stories`, `backup.stories`. */
export function placeOf(name: string): TablePlace | undefined {
  const found = NAME.exec(name.toLowerCase())
  if (found === null) return undefined
  const site = found[1] as string
  return /^$|[._]$|fanfiction$/.test(site) ? { site, table: found[2] as ArchiveTable } : undefined
}
