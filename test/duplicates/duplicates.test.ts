import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { joinDuplicates } from '../../src/intake/duplicates/join-duplicates.ts'
import { DEFAULT_LIMITS } from '../../src/intake/formats/format.ts'
import { recoverSource } from '../../src/intake/recover-source.ts'
import type { RecoveredWork } from '../../src/story/work.ts'
import { prose } from '../builders/prose.ts'
import { cameBack, headed, inForm, type PlainStory, SAME } from './crossposts.ts'
import { corpusStories } from './plain-stories.ts'

/** Sources are named `story/way`, so that it is known which belong together. */
function score(works: readonly RecoveredWork[]): {
  precision: number
  recall: number
  missed: string[]
  wrong: string[]
} {
  const groups = joinDuplicates(works).map(({ sources }) => sources.map(({ path }) => path))
  const pairs = (paths: string[]) =>
    paths.flatMap((a, at) => paths.slice(at + 1).map((b) => [a, b].sort().join(' + ')))
  const storyOf = (path: string) => path.split('/')[0] as string
  const found = new Set(groups.flatMap(pairs))
  const all = works.map(({ sources }) => sources[0]?.path ?? '')
  const wanted = new Set([...Map.groupBy(all, storyOf).values()].flatMap(pairs))
  const right = [...found].filter((pair) => wanted.has(pair)).length
  return {
    precision: found.size === 0 ? 1 : right / found.size,
    recall: right / wanted.size,
    missed: [...wanted].filter((pair) => !found.has(pair)),
    wrong: [...found].filter((pair) => !wanted.has(pair)),
  }
}

/** Every story by every way, and beside them what must not be joined with anything. */
async function pool(stories: PlainStory[]): Promise<RecoveredWork[]> {
  const works: RecoveredWork[] = []
  for (const [at, story] of stories.entries()) {
    for (const [name, way] of Object.entries(SAME))
      works.push(...(await cameBack(way, story, `${at}/${name}`)))
    works.push(
      ...(await cameBack(() => ({ name: 'x.txt', content: quoting(story, at) }), story, `quoting ${at}/x`)),
    )
    works.push(
      ...(await cameBack(() => ({ name: 'x.txt', content: excerpt(story) }), story, `excerpt ${at}/x`)),
    )
    works.push(
      ...(await cameBack(
        () => ({ name: 'x.txt', content: inForm(short(story, at)) }),
        story,
        `short ${at}/x`,
      )),
    )
  }
  return works
}

/** A story of another hand in which one stands whole. */
function quoting(story: PlainStory, seed: number): string {
  const length = story.text.split(/\s+/).length
  const own = [prose(1000 + seed, length), prose(2000 + seed, 400)]
  return headed(
    { ...story, title: `An Evening of ${story.title}`, author: 'Another' },
    [own[0], story.text, own[1]].join('\n\n'),
  )
}

/** A few paragraphs out of the middle, under a name of their own. */
function excerpt({ text }: PlainStory): string {
  const paragraphs = text.split('\n\n')
  const middle = Math.floor(paragraphs.length / 2)
  return headed(
    { title: `Favourite lines`, author: 'A Reader', text },
    paragraphs.slice(middle, middle + 4).join('\n\n'),
  )
}

/** A hundred words of its own in the form all stories of one writer have. */
function short({ text, author }: PlainStory, at: number): PlainStory {
  const words = text.split(/\s+/).reverse().slice(0, 100)
  return { title: `Drabble ${at}`, author, text: `${words.join(' ')}.` }
}

const root = resolve(import.meta.dirname, '../..')

async function examples(): Promise<PlainStory[]> {
  const stories: PlainStory[] = []
  for (const name of readdirSync(resolve(root, 'examples'))) {
    const bytes = readFileSync(resolve(root, 'examples', name))
    for (const work of await recoverSource({ path: name, bytes, limits: DEFAULT_LIMITS }, { sha256: name })) {
      const text = work.chapters
        .map(({ html }) => html.replace(/<\/p>/g, '\n\n').replace(/<[^>]*>/g, ''))
        .join('\n\n')
      const { title, authors } = work.fields
      stories.push({ title, author: authors[0] ?? 'Somebody', text: text.replace(/&amp;/g, '&').trim() })
    }
  }
  return stories
}

test('crossposts of the examples are found, and nothing else is', async () => {
  const { precision, recall, missed, wrong } = score(await pool(await examples()))
  expect.soft(wrong).toEqual([])
  expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
  expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.95)
})

const corpus = await corpusStories(25, { from: 400, to: 5000 })

test.skipIf(corpus === undefined)(
  'crossposts of stories in the public domain are found, and nothing else is (skipped where the shared corpus is not there)',
  async () => {
    const { precision, recall, missed, wrong } = score(await pool(corpus as PlainStory[]))
    console.log(`crossposts: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`)
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.95)
  },
  120_000,
)
