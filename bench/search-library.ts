/** A library in memory for the benches of finding: stories by the thousand, an archive over them, and queries from their words. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { IndexedArchive } from '../src/find/index-works.ts'
import type { SearchedArchive } from '../src/find/open-finder.ts'
import { cutPassages } from '../src/find/passages.ts'
import { STOP_WORDS } from '../src/find/stop-words.ts'
import { emptyFields } from '../src/story/field.ts'
import { paragraphsHtml, plainChapter } from '../src/story/plain-text.ts'
import { countWords } from '../src/story/word-count.ts'
import { randomNumbers } from './random.ts'

const QUERIES = 200
const QUERY_WORDS = 10

export interface Story {
  id: string
  html: string
  words: number
  passages: string[]
}

export const random = randomNumbers(7)
export const anyOf = <Value>(values: Value[]): Value => values[Math.floor(random() * values.length)] as Value

export function corpusTexts(scratch: string): { texts: string[]; from: string } {
  const archive = resolve(import.meta.dirname, '../../shared/corpora/stories/stories.tar.gz')
  if (!existsSync(archive))
    return { texts: generatedTexts(), from: 'generated words (the story corpus is not here)' }
  execFileSync('tar', ['xzf', archive, '-C', scratch])
  const folder = join(scratch, 'stories')
  const texts = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  return { texts, from: 'public-domain stories, repeated with every eighth word exchanged' }
}

function generatedTexts(): string[] {
  const letters = 'etaoinshrdlucmfwypvbgkjqxz'
  const word = () => Array.from({ length: 3 + Math.floor(random() * 7) }, () => anyOf([...letters])).join('')
  const vocabulary = Array.from({ length: 60_000 }, word)
  const zipf = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'the'
  const paragraph = () => `${Array.from({ length: 60 }, zipf).join(' ')}.`
  return Array.from({ length: 1000 }, () => Array.from({ length: 80 }, paragraph).join('\n\n'))
}

export function makeStories(texts: string[], wanted: number): Story[] {
  const vocabulary = texts.slice(0, 200).flatMap((text) => text.match(/[a-z]{3,}/g) ?? [])
  const stories: Story[] = []
  let passages = 0
  for (let at = 0; passages < wanted; at++) {
    const text = texts[at % texts.length] as string
    const disturbed =
      at < texts.length
        ? text
        : text.replace(/[a-z]{3,}/g, (word) => (random() < 1 / 8 ? anyOf(vocabulary) : word))
    const story = storyOf(String(at + 1), disturbed)
    passages += story.passages.length
    stories.push(story)
  }
  return stories
}

function storyOf(id: string, text: string): Story {
  const html = text
    .split('\n\n')
    .map((paragraph) => (paragraph === '* * *' ? '<hr>' : paragraphsHtml(paragraph)))
    .join('')
  const plain = plainChapter(html)
  const passages = cutPassages(plain).map(({ start, end }) => plain.text.slice(start, end))
  return { id, html, words: countWords(plain.text), passages }
}

/** As much of an archive as searching needs, in memory. */
export function archiveOf(stories: Story[]): IndexedArchive & SearchedArchive {
  const byId = new Map(stories.map((story) => [story.id, story]))
  const stale = new Map(stories.map(({ id }) => [id, { id, revision: 1, removed: false }]))
  const blurb = ({ id, words }: Story) => ({
    ...{
      id,
      words,
      revision: 1,
      fields: { ...emptyFields(), title: `Story ${id}` },
      relationshipsResolved: [],
    },
    ...{ chapters: 1, scenes: 1, scenesInferred: 0, looks: [], needsALook: false, sources: [] },
    ...{ addedAt: '', changedAt: '' },
  })
  const chapter = (id: string) => ({
    ...{
      title: null,
      html: byId.get(id)?.html ?? '',
      notesBefore: null,
      notesAfter: null,
      inferredBreaks: [],
    },
    ...{ source: 0, blockSpans: [], number: 1, words: 0, scenes: 1 },
  })
  return {
    counts: async () => ({ works: stories.length, words: 0, needALook: 0, refused: 0 }),
    staleInIndex: async (limit) => [...stale.values()].slice(0, limit),
    async markIndexed(works) {
      for (const { id } of works) stale.delete(id)
    },
    forgetIndex: async () => undefined,
    listWorks: async ({ ids = [] }) => ({
      ...{ total: ids.length, totalWords: 0, facets: {} },
      works: ids.flatMap((id) => byId.get(id) ?? []).map(blurb),
    }),
    getChapters: async (id) => [chapter(id)],
    getChapter: async (id) => chapter(id),
    getWork: async (id) => byId.get(id) && blurb(byId.get(id) as Story),
    meaningProgress: async () => ({ works: 0, worksWaiting: 0, wordsWaiting: 0 }),
    generation: async () => 'bench',
  }
}

export function makeQueries(stories: Story[]): string[] {
  return Array.from({ length: QUERIES }, () => {
    const words = [
      ...new Set(
        anyOf(stories)
          .passages.join(' ')
          .toLowerCase()
          .match(/[a-z]{3,}/g) ?? [],
      ),
    ]
    const telling = words.filter((word) => !STOP_WORDS.has(word))
    return Array.from({ length: QUERY_WORDS }, () => anyOf(telling)).join(' ')
  })
}
