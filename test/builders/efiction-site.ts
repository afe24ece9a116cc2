/** Tables of an eFiction archive as its installer makes them, version 3 and version 1. */
import type { Cell, DumpTable } from './sql-dump.ts'

const INT = "int(11) NOT NULL default '0'"
const TEXT = 'text NOT NULL'
const NAME = "varchar(200) NOT NULL default ''"

const V3: Record<string, string> = {
  authors: 'uid penname realname email website bio image date admincreated password',
  categories: 'catid parentcatid category description image locked leveldown displayorder numitems',
  challenges: 'chalid challenger uid title catid characters summary responses',
  chapters: 'chapid title inorder notes storytext endnotes validated wordcount rating reviews sid uid count',
  characters: 'charid catid charname bio image',
  classes: 'class_id class_type class_name',
  classtypes: 'classtype_id classtype_name classtype_title',
  coauthors: 'sid uid',
  inseries: 'seriesid sid subseriesid confirmed inorder',
  ratings: 'rid rating ratingwarning warningtext',
  reviews: 'reviewid item chapid reviewer uid review date rating respond type',
  series:
    'seriesid title summary uid isopen catid rating classes characters reviews numstories warnings challenges genres',
  settings:
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store',
  stories:
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount rating reviews count challenges',
}
const V1: Record<string, string> = {
  authors:
    'uid penname realname email website bio image date newreviews admincreated password validated userskin level contact carry categories bob',
  categories: 'catid parentcatid category description image locked leveldown displayorder numitems',
  characters: 'charid catid charname',
  genres: 'gid genre',
  ratings: 'rid rating ratingwarning warningtext',
  reviews: 'reviewid sid psid reviewer member review date rating',
  stories:
    'sid psid title chapter summary catid gid charid wid rid date updated uid featured counter validated inorder storytext completed rr wordcount numreviews',
  warnings: 'wid warning',
}

/** What a column has where a row does not say. */
const USUAL: Record<string, Cell> = {
  validated: '1',
  confirmed: 1,
  parentcatid: -1,
  type: 'ST',
  sitekey: 'k1',
  storytext: '',
  endnotes: null,
  catid: '',
  date: '2006-03-12 16:43:50',
  updated: '2006-03-12 16:43:50',
}

export type SiteRows = Record<string, Record<string, Cell>[]>

/** @param rows by table; columns left out have their usual value. Private columns are filled, since real ones are. */
export function efictionTables(
  rows: SiteRows,
  options: { version?: 1 | 3; prefix?: string } = {},
): DumpTable[] {
  const shape = options.version === 1 ? V1 : V3
  return Object.entries(shape).map(([table, list]) => {
    const names = list.split(' ')
    return {
      name: `${options.prefix ?? 'fanfiction_'}${table}`,
      columns: Object.fromEntries(names.map((name) => [name, typeOf(name)])),
      rows: (rows[table] ?? []).map((row) => names.map((name) => cellOf(table, name, row))),
    }
  })
}

function cellOf(table: string, name: string, row: Record<string, Cell>): Cell {
  if (Object.hasOwn(row, name)) return row[name] as Cell
  if (table === 'authors' && name === 'email') return 'private@example.com'
  if (table === 'authors' && name === 'password') return '5f4dcc3b5aa765d61d8327deb882cf99'
  if (table === 'authors' && (name === 'realname' || name === 'bio')) return 'Secret Realname'
  if (Object.hasOwn(USUAL, name)) return USUAL[name] as Cell
  return typeOf(name) === INT ? 0 : ''
}

function typeOf(name: string): string {
  if (/^(?:summary|storynotes|notes|storytext|endnotes|bio|review|warningtext|description)$/.test(name))
    return TEXT
  return /id$|^(?:inorder|wordcount|count|item|rating|reviews|featured|rr|completed)$/.test(name) ? INT : NAME
}
