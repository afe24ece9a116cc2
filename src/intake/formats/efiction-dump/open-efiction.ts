/** An eFiction archive as a container: a member for each story, and for each file no row knows. */
import { RefusedFile } from '../../../errors.ts'
import type { ContainerFile, Member, MemberContent } from '../container.ts'
import { CategoryKinds } from './category-kinds.ts'
import { type EfictionSite, eachStory } from './site.ts'
import { filesOfStory, type OpenArchive, readStory } from './story-document.ts'
import { storyFolderOf, strayFiles } from './story-files.ts'

/** One archive of a dump. Names of its members are its own. */
export interface OpenSite {
  members(): Iterable<Member> | AsyncIterable<Member>
  /** @param path of the member, for its documents and errors. @throws RefusedFile */
  read(name: string, path: string): Promise<MemberContent>
}

const STRAY = 'file/'

/** The story folder's files are known by now. */
export function openEfiction(archive: EfictionSite, file: ContainerFile): OpenSite {
  const open: OpenArchive = {
    archive,
    file,
    kinds: new CategoryKinds(archive),
    folder: storyFolderOf(archive, file),
  }
  return { members: () => members(open), read: (name, path) => read(open, name, path) }
}

/** A word and the space behind it. */
const BYTES_A_WORD = 6

function* members(open: OpenArchive): Generator<Member> {
  const { archive, folder } = open
  for (const { sid, uid, wordcount } of eachStory(archive)) {
    if (!sid) continue
    const takes = filesOfStory(open, sid, uid ?? null)
    const sizeBytes = Math.max(1, Number(wordcount) || 0) * BYTES_A_WORD
    yield { name: `story/${sid}`, sizeBytes, ...(takes.length > 0 && { takes }) }
  }
  for (const path of strayFiles(archive, folder)) yield { name: STRAY + path, sizeBytes: 1, takes: [path] }
  for (const { id } of lostChapters(archive)) yield { name: `chapter/${id}`, sizeBytes: 1 }
}

/** Chapters of stories that have no row. */
function* lostChapters({ tables, site, chaptersAreStories }: EfictionSite) {
  if (chaptersAreStories) return
  yield* tables.each(
    `select chapid as id from chapters where site = ? and coalesce(storytext, '') <> ''
     and not exists (select 1 from stories where stories.site = chapters.site and stories.sid = chapters.sid)`,
    site,
  )
}

async function read(open: OpenArchive, name: string, path: string): Promise<MemberContent> {
  if (name.startsWith('story/')) return readStory(open, name.slice('story/'.length), path)
  if (name.startsWith(STRAY)) {
    const file = name.slice(STRAY.length)
    throw new RefusedFile(
      'read/no-row',
      `${file} stands among the archive's stories, and no chapter in the dump has its number.`,
      'It may be a chapter that was taken down. If you want it, copy it to another folder and import it by itself.',
    )
  }
  throw new RefusedFile(
    'read/no-row',
    `Chapter ${name.slice('chapter/'.length)} of ${path} belongs to a story that is not in the dump.`,
    'Look for a fuller dump.',
  )
}
