/** Stories as they come back from several places: written by our writers, wrapped, edited, damaged, quoted. */
import { createHash } from 'node:crypto'
import type { Book } from '../../src/books/book.ts'
import { writeEpub } from '../../src/books/epub/write-epub.ts'
import { writeHtml } from '../../src/books/html.ts'
import { writeText } from '../../src/books/text.ts'
import { DEFAULT_LIMITS } from '../../src/intake/formats/format.ts'
import { recoverSource } from '../../src/intake/recover-source.ts'
import type { RecoveredWork } from '../../src/story/work.ts'
import { book } from '../builders/book.ts'
import { withEdits } from '../builders/prose.ts'

export interface PlainStory {
  title: string
  author: string
  /** Paragraphs parted by a blank line. */
  text: string
}

/** The same story by another way: a file's name, and its bytes or text. */
type Way = (
  story: PlainStory,
  book: Book,
) => { name: string; content: string | Uint8Array } | Promise<{ name: string; content: string | Uint8Array }>

const DISCLAIMER =
  'Disclaimer: I do not own any of these characters, they belong to their creators and I make no money from this. I only borrow them for a little while and promise to put them back unharmed when I am done playing with them. Please do not sue.'

/** Each is one story with the original, whatever the way. */
export const SAME: Record<string, Way> = {
  text: (_, { work, chapters }) => ({ name: 'text.txt', content: writeText({ work, chapters }) }),
  html: (_, of) => ({ name: 'page.html', content: writeHtml(of) }),
  epub: async (_, of) => ({ name: 'book.epub', content: await writeEpub(of) }),
  wrapped: (story) => ({ name: 'wrapped.txt', content: headed(story, wrapped(story.text)) }),
  straight: (story) => ({ name: 'straight.txt', content: headed(story, straightened(story.text)) }),
  notes: (story) => ({
    name: 'notes.txt',
    content: headed(
      story,
      `Author's note: for M., who asked for it, and to all who left a word on the first post!\n\n${story.text}`,
      ['Rating: PG', DISCLAIMER],
    ),
  }),
  bare: (story) => ({ name: 's0417.txt', content: story.text }),
  chapter: (story) => ({
    name: 'longer.txt',
    content: headed(story, `Chapter 1\n\n${story.text}\n\nChapter 2\n\n${turned(story.text)}`),
  }),
  edited: (story) => ({ name: 'edited.txt', content: headed(story, withEdits(story.text, 0.02)) }),
  damaged: (story) => ({ name: 'damaged.txt', content: headed(story, damaged(story.text)) }),
}

export function bookOf({ title, author, text }: PlainStory): Book {
  return book({ title, authors: [author], chapters: [text] })
}

/** Reads what a way made, as an import does. @param path names the story and the way. */
export async function cameBack(way: Way, story: PlainStory, path: string): Promise<RecoveredWork[]> {
  const { name, content } = await way(story, bookOf(story))
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const works = await recoverSource({ path: `${path}/${name}`, bytes, limits: DEFAULT_LIMITS }, { sha256 })
  return works.map((work) => ({ ...work, sources: work.sources.map((source) => ({ ...source, path })) }))
}

/** A header as at the head of a post. */
export function headed({ title, author }: PlainStory, body: string, more: string[] = []): string {
  return [`Title: ${title}`, `Author: ${author}`, ...more, '', body].join('\n').concat('\n')
}

/** All stories of an author begin and end with it. */
export function inForm(story: PlainStory): string {
  return headed(
    story,
    `${DISCLAIMER}\n\n${story.text}\n\nFeedback feeds the muse, flames will be used to toast marshmallows. Archive wherever you like, just tell me where it goes and leave my name on it.`,
  )
}

function wrapped(text: string): string {
  return text.replace(/(?![^\n]{1,72}$)([^\n]{1,72})\s/g, '$1\n').replace(/\n{3,}/g, '\n\n')
}

function straightened(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/—/g, '--').replace(/…/g, '...')
}

/** UTF-8 read as Windows-1252 in some places, and lost apostrophes in others, so that it cannot simply be undone. */
function damaged(text: string): string {
  return text
    .replace(/’/g, (_, at: number) => (at % 3 === 0 ? '?' : 'â€™'))
    .replace(/—/g, 'â€”')
    .replace(/“/g, 'â€œ')
    .replace(/é/g, 'Ã©')
}

/** Other sentences of the same words: what a writer might have written next. */
function turned(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => paragraph.split(' ').reverse().join(' '))
    .join('\n\n')
}
