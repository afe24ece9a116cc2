/** Tables of story archives, however they were read, as one container: a member for each story. */
import { RefusedFile } from '../../../errors.ts'
import type { ContainerFile, MemberContent, OpenContainer } from '../container.ts'
import { type OpenSite, openEfiction } from '../efiction-dump/open-efiction.ts'
import { efictionSites } from '../efiction-dump/site.ts'
import { findChapterFiles } from '../efiction-dump/story-files.ts'
import { openOpenDoors } from '../open-doors/open-tables.ts'
import { openDoorsSites } from '../open-doors/stories-in-tables.ts'
import type { DumpTables } from './dump-tables.ts'
import { noSuchStory } from './no-such-story.ts'

const DAMAGE = 'damaged rows'

interface NamedSite {
  site: string
  open: OpenSite
}

export interface TablesOfFile {
  tables: DumpTables
  /** Places that could not be read. */
  damaged: number
  /** Files beside it that were read with it. */
  takes?: string[]
}

/**
 * @param read its tables are closed with the container.
 * @returns undefined where they hold no story; then the tables are still open.
 */
export async function containerOfTables(
  file: ContainerFile,
  read: TablesOfFile,
): Promise<OpenContainer | undefined> {
  const { tables } = read
  const archives = efictionSites(tables)
  if (archives.length > 0) await findChapterFiles(file, tables)
  const sites: NamedSite[] = [
    ...archives.map((archive) => ({ site: archive.site, open: openEfiction(archive, file) })),
    ...openDoorsSites(tables).map((site) => ({ site, open: openOpenDoors(tables, site, file) })),
  ]
  return sites.length === 0 ? undefined : new TablesContainer(file, read, sites)
}

class TablesContainer implements OpenContainer {
  private readonly file: ContainerFile
  private readonly tablesOfFile: TablesOfFile
  private readonly sites: Map<string, OpenSite>

  constructor(file: ContainerFile, read: TablesOfFile, sites: NamedSite[]) {
    this.file = file
    this.tablesOfFile = read
    const prefix = (site: string) => `${site.replace(/[._]+$/, '') || 'main'}/`
    this.sites = new Map(sites.map(({ site, open }) => [sites.length > 1 ? prefix(site) : '', open]))
  }

  async *members() {
    let together = this.tablesOfFile.takes ?? []
    for (const [prefix, open] of this.sites) {
      for await (const member of open.members()) {
        const takes = [...together, ...(member.takes ?? [])]
        together = []
        yield { ...member, name: prefix + member.name, ...(takes.length > 0 && { takes }) }
      }
    }
    if (this.tablesOfFile.damaged > 0) yield { name: DAMAGE, sizeBytes: 1 }
  }

  async read(name: string): Promise<MemberContent> {
    if (name === DAMAGE) throw damagedRows(this.file.path, this.tablesOfFile.damaged)
    const path = `${this.file.path}!/${name}`
    for (const [prefix, open] of this.sites)
      if (name.startsWith(prefix)) return open.read(name.slice(prefix.length), path)
    throw noSuchStory(this.file.path, name)
  }

  async close() {
    this.tablesOfFile.tables.close()
  }
}

function damagedRows(path: string, places: number): RefusedFile {
  return new RefusedFile(
    'read/damaged-rows',
    `${places} ${places === 1 ? 'place' : 'places'} in ${path} could not be read: it is damaged or was cut off there.`,
    'Compare the number of stories with what the archive had; make the dump anew if you can.',
  )
}
