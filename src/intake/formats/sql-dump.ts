/**
 * A story archive's database: an eFiction site's dump with its story folder, or the tables Open Doors makes of one.
 * Other dumps are refused by what is in them.
 */
import { RefusedFile } from '../../errors.ts'
import type { ContainerFile, ContainerFormat, Member, MemberContent, OpenContainer } from './container.ts'
import { type OpenSite, openEfiction } from './efiction-dump/open-efiction.ts'
import { efictionSites } from './efiction-dump/site.ts'
import { findChapterFiles } from './efiction-dump/story-files.ts'
import type { FileHead } from './format.ts'
import { openingOf } from './sql/dump-bytes.ts'
import { type LoadedDump, loadDump } from './sql/load-dump.ts'

export const sqlDump: ContainerFormat = {
  id: 'sql-dump',
  label: "an archive's database",
  extensions: ['.sql'],
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

interface NamedSite {
  /** What its members' names begin with, where the dump holds several archives. */
  prefix: string
  open: OpenSite
}

async function openDump(file: ContainerFile): Promise<OpenContainer> {
  const dump = await loadDump(file)
  try {
    const archives = efictionSites(dump.tables)
    if (archives.length > 0) await findChapterFiles(file, dump.tables)
    const sites: NamedSite[] = archives.map((archive) => ({
      prefix: archives.length > 1 ? `${archive.site.replace(/[._]+$/, '') || 'main'}/` : '',
      open: openEfiction(archive, file),
    }))
    if (sites.length === 0) throw noStories(file, dump)
    return container(file, dump, sites)
  } catch (error) {
    dump.tables.close()
    throw error
  }
}

const DAMAGE = 'damaged rows'

function container(file: ContainerFile, dump: LoadedDump, sites: NamedSite[]): OpenContainer {
  return {
    async *members() {
      for (const { prefix, open } of sites)
        for (const member of open.members()) yield { ...member, name: prefix + member.name } satisfies Member
      if (dump.damaged > 0) yield { name: DAMAGE, sizeBytes: 1 }
    },
    async read(name): Promise<MemberContent> {
      if (name === DAMAGE) throw damaged(file, dump.damaged)
      const path = `${file.path}!/${name}`
      const site = sites.find(({ prefix }) => prefix !== '' && name.startsWith(prefix)) ?? sites[0]
      return (site as NamedSite).open.read(name.slice((site as NamedSite).prefix.length), path)
    },
    async close() {
      dump.tables.close()
    },
  }
}

function damaged(file: ContainerFile, places: number): RefusedFile {
  return new RefusedFile(
    'read/damaged-rows',
    `${places} ${places === 1 ? 'place' : 'places'} in ${file.path} could not be read: the dump is damaged or was cut off there.`,
    'Compare the number of stories with what the archive had; make the dump anew if you can.',
  )
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
