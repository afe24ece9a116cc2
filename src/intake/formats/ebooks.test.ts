/** One measure for every format: the same stories through the programs people use, against the reading of the page they were made from. */
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../story/plain-text.ts'
import type { RecoveredWork } from '../../story/work.ts'
import { recoverSource } from '../recover-source.ts'
import { DEFAULT_LIMITS } from './format.ts'

const folder = resolve(import.meta.dirname, '../../../test/fixtures/ebooks')
/** So many of the story's words come out the same, in order. */
const SAME_WORDS = 0.998

async function read(name: string): Promise<RecoveredWork> {
  const bytes = new Uint8Array(readFileSync(resolve(folder, name)))
  const works = await recoverSource({ path: basename(name), bytes, limits: DEFAULT_LIMITS }, { sha256: '' })
  expect(works).toHaveLength(1)
  return works[0] as RecoveredWork
}

const straight = (text: string) => text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'")
const wordsOf = (work: RecoveredWork) =>
  work.chapters.flatMap(({ html }) => straight(plainText(html)).split(/\s+/).filter(Boolean))
const breaksOf = (work: RecoveredWork) => work.chapters.map(({ html }) => html.match(/<hr>/g)?.length ?? 0)
const emphasisOf = (work: RecoveredWork) =>
  work.chapters.flatMap(({ html }) => [...html.matchAll(/<em>(.*?)<\/em>/g)].map((match) => match[1]))

/** Longest common subsequence, as a share of the longer. */
function sameWords(a: string[], b: string[]): number {
  let above = new Uint32Array(b.length + 1)
  for (const word of a) {
    const row = new Uint32Array(b.length + 1)
    for (let at = 0; at < b.length; at++)
      row[at + 1] =
        word === b[at] ? (above[at] as number) + 1 : Math.max(above[at + 1] as number, row[at] as number)
    above = row
  }
  return (above[b.length] as number) / Math.max(a.length, b.length, 1)
}

const MADE: Record<string, { from: string; files: string[]; without?: string[] }[]> = {
  "AO3's downloads": [
    {
      from: 'other-lamp.html',
      files: [
        'other-lamp.mobi',
        'other-lamp.azw3',
        'other-lamp-both.mobi',
        'other-lamp.epub',
        'other-lamp.pdf',
        'other-lamp.htmlz',
        'other-lamp-browser.pdf',
        'other-lamp-office.pdf',
      ],
    },
    {
      from: 'reserved.html',
      files: ['reserved.mobi', 'reserved.azw3', 'reserved.epub', 'reserved.pdf', 'reserved.htmlz'],
    },
  ],
  "FanFicFare's books": [
    { from: 'house.epub', files: ['house.mobi', 'house.azw3', 'house.htmlz', 'house.fb2', 'house.pdf'] },
  ],
  'a page with a header of its own': [
    {
      from: 'ferry.html',
      files: [
        'ferry.mobi',
        'ferry-new.mobi',
        'ferry.azw3',
        'ferry.fb2',
        'ferry-pandoc.fb2',
        'ferry-pandoc.epub',
        'ferry.htmlz',
        'ferry.txtz',
        'ferry.pdb',
        'ferry.pdf',
        'ferry-browser.pdf',
        'ferry-indented.pdf',
        'ferry-narrow.pdf',
      ],
    },
  ],
}
/** What a format cannot hold. */
const NO_EMPHASIS = ['ferry.txtz', 'ferry.pdb']

for (const [what, groups] of Object.entries(MADE)) {
  describe(what, () => {
    for (const { from, files } of groups) {
      test.each(files)(`%s reads as ${from} does`, async (name) => {
        const [original, made] = await Promise.all([read(from), read(`made/${name}`)])
        const { language, published, updated, ...fields } = original.fields
        expect(made.fields).toMatchObject(fields)
        expect(made.chapters.map(({ title }) => title)).toEqual(original.chapters.map(({ title }) => title))
        expect(sameWords(wordsOf(original), wordsOf(made))).toBeGreaterThanOrEqual(SAME_WORDS)
        expect(breaksOf(made)).toEqual(breaksOf(original))
        if (!NO_EMPHASIS.includes(name)) expect(emphasisOf(made)).toEqual(emphasisOf(original))
        expect(made.chapters.map(({ notesBefore }) => plainText(notesBefore ?? ''))).toEqual(
          original.chapters.map(({ notesBefore }) => plainText(notesBefore ?? '')),
        )
      })
    }
  })
}
