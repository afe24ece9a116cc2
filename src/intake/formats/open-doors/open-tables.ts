/** Open Doors' tables as a container's members: the stories, and links to stories elsewhere by name. */
import type { ContainerFile, Member } from '../container.ts'
import type { OpenSite } from '../efiction-dump/open-efiction.ts'
import { lineOfValue } from '../sql/archive-value.ts'
import { Beside } from '../sql/beside.ts'
import type { DumpTables } from '../sql/dump-tables.ts'
import { noSuchStory } from '../sql/no-such-story.ts'
import { storyIds, storyInTables } from './stories-in-tables.ts'
import { filesOfChapters, readOpenDoorsStory } from './story-document.ts'

export function openOpenDoors(tables: DumpTables, site: string, file: ContainerFile): OpenSite {
  return {
    members: () => members(tables, site, new Beside(file)),
    async read(name, path) {
      if (name.startsWith('bookmark/')) return bookmark(tables, site, name.slice('bookmark/'.length))
      const story = storyInTables(tables, site, name.slice('story/'.length))
      if (story === undefined) throw noSuchStory(file.path, name)
      return readOpenDoorsStory(story, { path, file })
    },
  }
}

async function* members(tables: DumpTables, site: string, beside: Beside): AsyncGenerator<Member> {
  for (const { id } of storyIds(tables, site)) {
    if (!id) continue
    const story = storyInTables(tables, site, id)
    const length = story?.chapters.reduce((sum, { text }) => sum + (text?.length ?? 0), 1) ?? 1
    const takes = story === undefined ? [] : await filesOfChapters(story, beside)
    yield { name: `story/${id}`, sizeBytes: length, ...(takes.length > 0 && { takes }) }
  }
  for (const { id } of tables.each(
    'select id from story_links where site = ? order by cast(id as integer)',
    site,
  ))
    if (id) yield { name: `bookmark/${id}`, sizeBytes: 1 }
}

function bookmark(tables: DumpTables, site: string, id: string) {
  const row = tables.first('select title, url from story_links where site = ? and id = ?', site, id)
  const title = lineOfValue(row?.title) || `bookmark ${id}`
  return {
    kind: 'skipped' as const,
    reason: `"${title}" is only a link to ${row?.url ?? 'a story elsewhere'}`,
  }
}
