import { expect, test } from 'vitest'
import type { Block, SourceDocument } from '../document.ts'
import { recoverWorks } from './recover-works.ts'

function documentOf(texts: string[]): SourceDocument {
  const blocks: Block[] = []
  let text = ''
  for (const each of texts) {
    const html = `<p>${each.replace(/[&<>]/g, '').replace(/\n/g, '<br>')}</p>`
    const span = { start: text.length, end: text.length + each.length, line: 1 }
    blocks.push({ kind: 'paragraph', text: each, html, span, gapBefore: 0 })
    text += `${each}\n\n`
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
}

/** Texts of about 100 KB that make a careless pattern take minutes. */
const HOSTILE: Record<string, string[]> = {
  'one letter': ['a'.repeat(100_000)],
  stars: ['* '.repeat(50_000)],
  brackets: ['('.repeat(100_000)],
  'quotation marks': ['"'.repeat(100_000)],
  'a title of dashes': [`Title: ${'- '.repeat(50_000)}`],
  'labels in one line': ['Title: x, '.repeat(10_000)],
  'a pairing of slashes': [`Pairing: ${'A/'.repeat(50_000)}`],
  'a rating of adverbs': [`Rating: ${'very soft '.repeat(10_000)}`],
  'names without end': [`A/N: For ${'Ann and '.repeat(12_000)}`],
  'label lines': Array.from({ length: 8_000 }, () => 'Title: x'),
  'end marks': Array.from({ length: 10_000 }, () => 'THE END'),
  headings: Array.from({ length: 8_000 }, (_, nth) => `Chapter ${nth}`),
}

test.each(Object.entries(HOSTILE))('%s takes no longer than other text', (_, texts) => {
  const source = documentOf(texts)
  const start = performance.now()
  expect(recoverWorks(source).length).toBeGreaterThan(0)
  expect(performance.now() - start).toBeLessThan(8000)
})

test('a book of thousands of chapters takes as long as its words', () => {
  const texts = Array.from(
    { length: 9_000 },
    (_, nth) => `The lamp of night ${nth} went out on the stairs again.`,
  )
  const known = Array.from({ length: 3_000 }, (_, nth) => ({
    title: null,
    start: nth * 3,
    end: nth * 3 + 3,
    notesBefore: null,
    notesAfter: null,
  }))
  const start = performance.now()
  expect(recoverWorks({ ...documentOf(texts), chapters: known })[0]?.chapters.length).toBe(3_000)
  expect(performance.now() - start).toBeLessThan(8000)
})
