/**
 * Where an archive's chapter files lie: `stories/<uid>/<chapid>.txt` (a writer's name instead of the number in version
 * 1), in a folder named by the settings, anywhere below the dump's own folder.
 */
import type { ContainerFile } from '../container.ts'
import type { DumpTables } from '../sql/dump-tables.ts'
import { type ChapterRow, type EfictionSite, pennameOf, settingOf } from './site.ts'

const MAX_FOLDERS = 100_000
const MAX_DEPTH = 6
const CHAPTER_FILE = /^(\d+)(?:\.(?:txt|html?|text))?$/i
const NO_STORIES =
  /^(?:images?|img|skins?|admin|includes?|languages?|blocks|modules|docs|tinymce|js|css|cgi-bin|node_modules|\..*)\/$/i

/** Notes every file beside the dump that is named like a chapter. Looks at names alone. */
export async function findChapterFiles(file: ContainerFile, tables: DumpTables): Promise<void> {
  const folders: { path: string; depth: number }[] = [{ path: '', depth: 0 }]
  for (let at = 0; at < folders.length && at < MAX_FOLDERS; at++) {
    const { path, depth } = folders[at] as { path: string; depth: number }
    const names = (await file.listBeside?.(path)) ?? []
    for (const name of names) {
      if (name.endsWith('/')) {
        if (depth < MAX_DEPTH && !NO_STORIES.test(name)) folders.push({ path: path + name, depth: depth + 1 })
        continue
      }
      const chapter = CHAPTER_FILE.exec(name)?.[1]
      if (chapter !== undefined && path !== '')
        tables.addFile({ ...parted(path), chapter, path: path + name })
    }
  }
  tables.settleFiles()
}

/** `a/stories/12/` → root `a/stories/`, folder `12`. */
function parted(path: string): { root: string; folder: string } {
  const at = path.lastIndexOf('/', path.length - 2) + 1
  return { root: path.slice(0, at), folder: path.slice(at, -1) }
}

/** How one archive's files are found. */
export interface StoryFolder {
  /** With its `/`; null where nothing beside the dump is like it. */
  root: string | null
  /** Roots to try by name where folders cannot be listed. */
  guesses: string[]
}

/** The folder in which most of the archive's chapters are; the one its settings name where two are alike. */
export function storyFolderOf(archive: EfictionSite, file: ContainerFile): StoryFolder {
  const { tables, site, chaptersAreStories } = archive
  const named = nameOfFolder(settingOf(archive, 'storiespath'))
  const [table, id] = chaptersAreStories ? ['stories', 'sid'] : ['chapters', 'chapid']
  const roots = tables.all(
    `select root, count(*) as found from story_files join ${table} on ${table}.site = ? and ${table}.${id} = story_files.chapter
     left join authors on authors.site = ${table}.site and authors.uid = ${table}.uid
     where story_files.folder = ${table}.uid or lower(story_files.folder) = lower(authors.penname)
     group by root order by found desc, root`,
    site,
  )
  const most = Number(roots[0]?.found ?? 0)
  const alike = roots.filter(({ found }) => Number(found) === most)
  const best = alike.find(({ root }) => root?.endsWith(`${named}/`)) ?? alike[0]
  const guesses =
    file.listBeside === undefined ? [...new Set([`${named}/`, 'stories/', 'storiesef/', ''])] : []
  return { root: best?.root ?? null, guesses }
}

function nameOfFolder(setting: string | null): string {
  const name = (setting ?? '').replace(/[\\/]+$/, '')
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1) || 'stories'
}

/** Folders a chapter may stand in, the likeliest first. */
function foldersOf(archive: EfictionSite, chapter: ChapterRow, uids: readonly (string | null)[]): string[] {
  const ids = [chapter.uid, ...uids].filter((uid) => uid !== null && uid !== '')
  return [...new Set(ids.flatMap((uid) => [uid as string, pennameOf(archive, uid) ?? []].flat()))]
}

/**
 * @param uids of the story's writers. @returns the file's path beside the dump; undefined where there is none.
 * Where folders cannot be listed, the paths it may have.
 */
export function pathsOfChapter(
  archive: EfictionSite,
  folder: StoryFolder,
  { chapter, uids }: { chapter: ChapterRow; uids: readonly (string | null)[] },
): string[] {
  const folders = foldersOf(archive, chapter, uids)
  if (folder.guesses.length > 0)
    return folder.guesses.flatMap((root) => folders.map((name) => `${root}${name}/${chapter.id}.txt`))
  if (folder.root === null) return []
  const rows = archive.tables.all(
    'select folder, path from story_files where root = ? and chapter = ? order by path',
    folder.root,
    chapter.id,
  )
  const places = folders.map((name) => name.toLowerCase())
  const own = rows
    .filter((row) => places.includes((row.folder ?? '').toLowerCase()))
    .sort((a, b) => placeOf(places, a.folder) - placeOf(places, b.folder))
  // A chapter's number is the archive's own: a file of that number elsewhere is it, where there is but one.
  const [first] = own.length > 0 ? own : rows.length === 1 ? rows : []
  return first?.path ? [first.path] : []
}

const placeOf = (places: string[], folder: string | null | undefined) =>
  places.indexOf((folder ?? '').toLowerCase())

/** Files in the story folder whose number no row has. */
export function* strayFiles({ tables, site, chaptersAreStories }: EfictionSite, { root }: StoryFolder) {
  if (root === null) return
  const known = chaptersAreStories
    ? 'select 1 from stories where site = ? and sid = story_files.chapter'
    : 'select 1 from chapters where site = ? and chapid = story_files.chapter'
  const rows = tables.each(
    `select path from story_files where root = ? and not exists (${known}) order by path`,
    root,
    site,
  )
  for (const { path } of rows) if (path) yield path
}
