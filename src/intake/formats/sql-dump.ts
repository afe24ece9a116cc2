/**
 * A story archive's database: an eFiction site's dump with its story folder, or the tables Open Doors makes of one.
 * Other dumps are refused by what is in them.
 */
import { RefusedFile } from '../../errors.ts'
import type { ContainerFile, ContainerFormat, OpenContainer } from './container.ts'
import type { FileHead } from './format.ts'
import { containerOfTables } from './sql/archive-container.ts'
import { openingOf } from './sql/dump-bytes.ts'
import { type LoadedDump, loadDump } from './sql/load-dump.ts'

export const sqlDump: ContainerFormat = {
  id: 'sql-dump',
  label: "an archive's database",
  extensions: ['.sql', '.gz'],
  takesBeside: true,
  recognise: recogniseSql,
  open: openDump,
}

const BLANK = String.raw`(?:--[^\n]*\r?\n|#[^\n]*\r?\n|\/\*[\s\S]*?\*\/;?|[\s;]+)*`
const STATEMENT = new RegExp(
  `^${BLANK}(?:(?:CREATE|DROP|LOCK|ALTER) (?:TABLE|DATABASE|TABLES)\\b|(?:INSERT|REPLACE) (?:IGNORE )?INTO |SET (?:NAMES|SQL_MODE|FOREIGN_KEY_CHECKS|time_zone|@)|START TRANSACTION|USE \`)`,
  'i',
)
const HEAD_OF_TOOL = /^(?:-- (?:MySQL|MariaDB|phpMyAdmin) |# (?:Dump of |phpMyAdmin|MySQL|\*{20}))/i

function recogniseSql({ path, extension, head }: FileHead): number {
  const isNamed = extension === '.sql' || /\.sql\.gz$/i.test(path)
  const opening = openingOf(head)
  if (HEAD_OF_TOOL.test(opening) || STATEMENT.test(opening)) return 0.98
  return isNamed ? 0.9 : 0
}

async function openDump(file: ContainerFile): Promise<OpenContainer> {
  const dump = await loadDump(file)
  try {
    const container = await containerOfTables(file, dump)
    if (container === undefined) throw noStories(file, dump)
    return container
  } catch (error) {
    dump.tables.close()
    throw error
  }
}

function noStories(file: ContainerFile, { tableCount }: LoadedDump): RefusedFile {
  const held =
    tableCount === 0
      ? 'holds no table'
      : `holds ${tableCount} tables, and none of stories as eFiction or Open Doors keep them`
  return new RefusedFile(
    'read/no-stories',
    `${file.path} is a database dump that ${held}.`,
    'If the stories are kept in another way, save them as pages or texts and import those.',
  )
}
