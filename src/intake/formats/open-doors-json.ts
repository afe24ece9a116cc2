/** Stories in a JSON file: Open Doors' exports, AO3's import format, tables exported by a database program. */
import { RefusedFile } from '../../errors.ts'
import type { ContainerFile, ContainerFormat, OpenContainer } from './container.ts'
import type { FileHead } from './format.ts'
import { storiesInJson, tablesInJson } from './open-doors/stories-in-json.ts'
import type { OpenDoorsStory } from './open-doors/story.ts'
import { filesOfChapters, readOpenDoorsStory } from './open-doors/story-document.ts'
import { containerOfTables } from './sql/archive-container.ts'
import { Beside } from './sql/beside.ts'
import { noSuchStory } from './sql/no-such-story.ts'
import { textOfFile } from './sql/read-whole.ts'

export const openDoorsJson: ContainerFormat = {
  id: 'open-doors-json',
  label: 'stories in JSON',
  extensions: ['.json'],
  takesBeside: true,
  recognise: recogniseJson,
  open: openJson,
}

const KEYS =
  /"(?:stories|works|items|archivist|chapter_urls|additional_tags|external_author_name|story_links|do_not_import|item_authors|language_code)"\s*:/

function recogniseJson({ extension, head }: FileHead): number {
  const opening = Buffer.from(head).toString('latin1')
  const isJson = /^(?:\xef\xbb\xbf)?\s*[[{]\s*(?:["[{\]}]|-?\d|null|true|false)/.test(opening)
  if (isJson && KEYS.test(opening)) return 0.97
  return extension === '.json' ? 0.9 : 0
}

async function openJson(file: ContainerFile): Promise<OpenContainer> {
  const data = parse(file, await textOfFile(file))
  const tables = tablesInJson(data)
  if (tables !== undefined) {
    try {
      const container = await containerOfTables(file, { tables, damaged: 0 })
      if (container !== undefined) return container
    } catch (error) {
      tables.close()
      throw error
    }
    tables.close()
  }
  const stories = storiesInJson(data)
  if (stories.length === 0) throw noStories(file)
  return containerOfStories(file, stories)
}

function parse(file: ContainerFile, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RefusedFile(
      'read/damaged-json',
      `${file.path} is no whole JSON: ${error instanceof Error ? error.message : String(error)}`,
      'Export it anew; a file that was cut off ends in the middle.',
    )
  }
}

function noStories(file: ContainerFile): RefusedFile {
  return new RefusedFile(
    'read/no-stories',
    `${file.path} is data, and no stories are found in it.`,
    'If stories are in it, save them as texts or pages and import those.',
  )
}

function containerOfStories(file: ContainerFile, stories: OpenDoorsStory[]): OpenContainer {
  const byName = new Map(stories.map((story) => [`story/${story.id}`, story]))
  const beside = new Beside(file)
  return {
    async *members() {
      for (const [name, story] of byName) {
        const takes = await filesOfChapters(story, beside)
        const sizeBytes = story.chapters.reduce((sum, { text }) => sum + (text?.length ?? 0), 1)
        yield { name, sizeBytes, ...(takes.length > 0 && { takes }) }
      }
    },
    async read(name) {
      const story = byName.get(name)
      if (story === undefined) throw noSuchStory(file.path, name)
      return readOpenDoorsStory(story, { path: `${file.path}!/${name}`, file })
    },
    async close() {},
  }
}
