import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { book, fullBook } from '../../../../test/builders/book.ts'
import type { Book } from '../../../books/book.ts'
import { writeEpub } from '../../../books/epub/write-epub.ts'
import type { RecoveredWork } from '../../../story/work.ts'
import { recoverSource } from '../../recover-source.ts'
import { DEFAULT_LIMITS } from '../format.ts'

const EXAMPLES = join(import.meta.dirname, '../../../../examples')

async function recover(path: string, bytes: Uint8Array): Promise<RecoveredWork> {
  const [work] = await recoverSource({ path, bytes, limits: DEFAULT_LIMITS }, { sha256: 'a'.repeat(64) })
  return work as RecoveredWork
}

/** What a reader would see of a work: its fields, and its chapters with their notes. */
function seen({ fields, chapters }: Pick<RecoveredWork, 'fields' | 'chapters'>) {
  return {
    fields,
    chapters: chapters.map(({ title, html, notesBefore, notesAfter }) => ({
      title,
      html,
      notesBefore,
      notesAfter,
    })),
  }
}

async function readBack({ work, chapters }: Book) {
  const bytes = await writeEpub({ work, chapters })
  return { wrote: seen({ fields: work.fields, chapters }), read: seen(await recover('back.epub', bytes)) }
}

test('a book with every field comes back the same', async () => {
  const { wrote, read } = await readBack(fullBook())
  expect(read).toEqual(wrote)
})

test('a book with hardly a field comes back the same', async () => {
  const bare = book({
    title: 'x',
    language: 'en',
    chapters: [{ title: null, html: '<p>One line.</p>', notesBefore: null, notesAfter: null }],
  })
  const { wrote, read } = await readBack(bare)
  expect(read).toEqual(wrote)
})

test('everything a story may hold comes back the same', async () => {
  const html = [
    '<p>a<br>b <big>c</big> <small>d</small> <u>e</u> <s>f</s> g<sup>1</sup> h<sub>2</sub> <code>i</code></p>',
    '<p class="centre">* <span class="smallcaps">j</span> *</p><p class="right">k</p><p class="indent" lang="fr">l</p>',
    '<hr><h3>m</h3><h5 class="centre">n</h5><pre> o\n  p</pre><blockquote><p>q</p><blockquote><p>r</p></blockquote></blockquote>',
    '<ul><li>s</li><li><p>t</p><p>u</p></li></ul><ol start="3" type="a"><li value="7">v</li></ol><dl><dt>w</dt><dd>x</dd></dl>',
    '<table><caption>y</caption><thead><tr><th colspan="2">z</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <q>3</q> <cite>4</cite> <abbr title="five">5</abbr> 😀 &amp; &lt;</p>',
    '<p><a href="https://x.example/?a=b&amp;c" rel="nofollow noopener noreferrer">6</a> <em lang="la" title="t">7</em></p>',
    '<details><summary>8</summary><p>9</p></details><p>end</p>',
  ].join('')
  const { wrote, read } = await readBack(
    book({
      title: 'x',
      language: 'en',
      chapters: [{ title: 'One', html, notesBefore: null, notesAfter: null }],
    }),
  )
  expect(read).toEqual(wrote)
})

const examples = readdirSync(EXAMPLES).filter((name) => /\.(?:txt|html?|epub)$/.test(name))

test.each(examples)('%s comes back the same', async (name) => {
  const work = await recover(name, readFileSync(join(EXAMPLES, name)))
  const made = book()
  const chapters = work.chapters.map((chapter, at) => ({ ...chapter, number: at + 1, words: 1, scenes: 1 }))
  const { wrote, read } = await readBack({ work: { ...made.work, fields: work.fields }, chapters })
  expect(read).toEqual(wrote)
})
