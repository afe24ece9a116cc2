/**
 * The same stories as HTML and as word processors' files, made by the programs people use (test/fixtures/office/make.sh):
 * every format is held to the same measure.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RecoveredWork } from '../../story/work.ts'
import { recoverSource } from '../recover-source.ts'
import { DEFAULT_LIMITS } from './format.ts'

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/office')
const names = readdirSync(FOLDER)
const stories = names.filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -'.html'.length))

async function recover(name: string, retold = (text: string) => text): Promise<RecoveredWork> {
  const bytes = new Uint8Array(readFileSync(join(FOLDER, name)))
  const works = await recoverSource({ path: name, bytes, limits: DEFAULT_LIMITS }, { sha256: '0'.repeat(64) })
  expect(works).toHaveLength(1)
  return JSON.parse(retold(JSON.stringify(works[0]))) as RecoveredWork
}

/** pandoc's own Markdown writes quotes and dashes straight, to be curled again by who prints it. */
const straight = (text: string) =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '\\"')
    .replace(/—/g, '---')
    .replace(/–/g, '--')
    .replace(/…/g, '...')
    .replace(/\u00a0/g, ' ')

const html = (work: RecoveredWork) => work.chapters.map((chapter) => chapter.html).join('\n')
const wordsOf = (unsafeHtml: string) =>
  unsafeHtml
    .replace(/<br>|<\/p>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .split(/[\s\u00a0]+/)
    .filter((word) => word !== '')

/** Emphasised words, by what round them: two spans side by side are one. */
function emphasised(unsafeHtml: string, tag: string): string[] {
  return [...unsafeHtml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].flatMap(([, inside]) =>
    wordsOf(inside as string),
  )
}

/** Share of the longer list's words that stand in both in the same order. */
function sameWords(a: string[], b: string[]): number {
  let row = new Uint32Array(b.length + 1)
  for (const word of a) {
    const next = new Uint32Array(b.length + 1)
    for (let at = 0; at < b.length; at++)
      next[at + 1] =
        word === b[at] ? (row[at] as number) + 1 : Math.max(row[at + 1] as number, next[at] as number)
    row = next
  }
  return (row[b.length] as number) / Math.max(a.length, b.length)
}

describe.each(stories)('%s', (story) => {
  test.each(names.filter((name) => name.startsWith(`${story}.`) && !name.endsWith('.html')))(
    '%s gives the same fields, chapters, breaks, emphasis and words',
    async (name) => {
      const retold = name.endsWith('.pandoc.md') ? straight : undefined
      const work = await recover(name, retold)
      const original = await recover(`${story}.html`, retold)
      expect(work.fields).toEqual({ ...original.fields, language: work.fields.language })
      expect(work.chapters.map(({ title }) => title)).toEqual(original.chapters.map(({ title }) => title))
      const breaks = (each: RecoveredWork) =>
        each.chapters.map((chapter) => chapter.html.split('<hr>').length)
      expect(breaks(work)).toEqual(breaks(original))
      for (const tag of ['em', 'strong', 'u', 's', 'sup', 'sub'])
        expect(emphasised(html(work), tag)).toEqual(emphasised(html(original), tag))
      expect(sameWords(wordsOf(html(work)), wordsOf(html(original)))).toBeGreaterThanOrEqual(0.998)
    },
  )
})
