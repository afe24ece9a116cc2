import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../story/plain-text.ts'
import { topLevelBlocks } from '../../story/top-level-blocks.ts'
import type { Block, SourceDocument } from '../document.ts'
import { planWorks, recoverWorks, rolesOfBlocks } from './recover-works.ts'

const line = fc.oneof(
  fc.constantFrom(
    'Title: Rain',
    'Author: Kit',
    'Rating: R',
    'A/N: thanks to my beta!',
    'Summary:',
    'Chapter 1',
    'Chapter 2: Rain',
    '2.',
    'by Kit',
    'THE END',
    'Please review!',
    '( Read more... )',
    'For Jenny, who asked.',
    '"Fine," said Rodney, and he looked away.',
    'They walked on until the rain had stopped, and nobody said anything.',
    'Fandom: SGA | Pairing: John/Rodney',
    'Warnings: none, (unless',
    'Disclaimer: not mine',
    '3 comments | Leave a comment',
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>')

const block = fc
  .record({
    text: fc
      .array(line, { minLength: 1, maxLength: 4 })
      .map((lines) => lines.map((each) => each.replace(/\s+/g, ' ')).join('\n')),
    kind: fc.constantFrom(
      'paragraph',
      'paragraph',
      'paragraph',
      'heading',
      'verse',
      'break',
      'quote',
      'list',
    ),
    gapBefore: fc.nat({ max: 4 }),
    flags: fc.record({
      strong: fc.boolean(),
      centred: fc.boolean(),
      cutBefore: fc.boolean(),
      pageBreakBefore: fc.boolean(),
    }),
  })
  .map(({ text, kind, gapBefore, flags }): Block => {
    const shown = kind === 'break' ? '' : text
    return {
      kind: kind as Block['kind'],
      text: shown,
      html: kind === 'break' ? '<hr>' : `<p>${escaped(shown)}</p>`,
      gapBefore,
      ...flags,
      span: { start: 0, end: 0, line: 1 },
    }
  })

const document = fc.array(block, { maxLength: 25 }).map((blocks): SourceDocument => {
  let text = ''
  for (const each of blocks) {
    each.span = { start: text.length, end: text.length + each.text.length, line: 1 }
    text += `${each.text}\n\n`
  }
  return {
    path: 'x.txt',
    stem: 'x',
    format: 'text',
    encoding: null,
    text,
    blocks,
    known: [],
    chapters: null,
    diagnostics: [],
  }
})

const ROLES = ['story', 'header', 'heading', 'notesBefore', 'notesAfter', 'furniture']

test('recovery never throws, and always gives a work with a title', () => {
  fc.assert(
    fc.property(document, (source) => {
      const works = recoverWorks(source)
      expect(works.length).toBeGreaterThan(0)
      for (const work of works) {
        expect(work.fields.title.trim()).not.toBe('')
        for (const chapter of work.chapters)
          expect(topLevelBlocks(chapter.html)).toHaveLength(chapter.blockSpans.length)
      }
    }),
    { numRuns: 200 },
  )
})

test('every block becomes exactly one thing, and every block of story is in exactly one chapter', () => {
  fc.assert(
    fc.property(document, (source) => {
      const told = new Map<number, number>()
      for (const plan of planWorks(source)) {
        expect(rolesOfBlocks(plan).every((role) => ROLES.includes(role))).toBe(true)
        for (const section of plan.found.sections)
          for (const index of section.story) told.set(index, (told.get(index) ?? 0) + 1)
        for (let index = plan.from; index < plan.to; index++) {
          expect(told.get(index) ?? 0, `block ${index}`).toBe(plan.roles.of(index) === 'story' ? 1 : 0)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('the words of a note and of the story are not lost', () => {
  const words = fc.array(fc.constantFrom('rain', 'lamp', 'quietly', 'the', 'harbour', 'moved', 'and'), {
    minLength: 6,
    maxLength: 30,
  })
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (paragraphs) => {
      const text = paragraphs.map((each) => `${each.join(' ')}.`)
      const blocks = text.map(
        (each): Block => ({
          kind: 'paragraph',
          text: each,
          html: `<p>${each}</p>`,
          gapBefore: 0,
          span: { start: 0, end: 0, line: 1 },
        }),
      )
      const [work] = recoverWorks({
        path: 'x.txt',
        stem: 'x',
        format: 'text',
        encoding: null,
        text: text.join('\n\n'),
        blocks,
        known: [],
        chapters: null,
        diagnostics: [],
      })
      const all = [
        work?.fields.notesBefore,
        ...(work?.chapters.map((chapter) => chapter.html) ?? []),
        work?.fields.notesAfter,
      ]
        .map((each) => plainText(each ?? null))
        .join(' ')
      expect(all.split(/\W+/).sort()).toEqual(
        text.join(' ').split(/\W+/).concat('').sort().slice(-all.split(/\W+/).length),
      )
    }),
    { numRuns: 50 },
  )
})
