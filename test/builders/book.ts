/** Books for tests: a recovered work as it stands in the archive, with its text. */
import type { StoredChapter, WorkDetail } from '../../src/archive/archive.ts'
import type { Book } from '../../src/books/book.ts'
import { plainChapter } from '../../src/story/plain-text.ts'
import { countScenes } from '../../src/story/scene.ts'
import { countWords } from '../../src/story/word-count.ts'
import { type RecoveredWorkParts, recoveredWork } from './recovered-work.ts'

export function book(parts: RecoveredWorkParts = {}): Book {
  const recovered = recoveredWork(parts)
  const chapters: StoredChapter[] = recovered.chapters.map((chapter, index) => ({
    ...chapter,
    number: index + 1,
    words: countWords(plainChapter(chapter.html).text),
    scenes: countScenes(chapter.html),
  }))
  const sum = (of: (chapter: StoredChapter) => number) =>
    chapters.reduce((total, chapter) => total + of(chapter), 0)
  const work: WorkDetail = {
    id: '1',
    revision: 1,
    fields: recovered.fields,
    relationshipsResolved: recovered.relationshipsResolved,
    words: sum((chapter) => chapter.words),
    chapters: chapters.length,
    scenes: sum((chapter) => chapter.scenes),
    scenesInferred: 0,
    looks: [],
    needsALook: false,
    sources: recovered.sources.map((source) => ({
      ...source,
      absolutePath: `/stories/${source.path}`,
      sizeBytes: 1,
      mediaType: 'text/plain',
    })),
    addedAt: '2026-01-02T03:04:05.000Z',
    changedAt: '2026-01-02T03:04:05.000Z',
    evidence: recovered.evidence,
    diagnostics: [],
    chapterHeads: chapters.map(({ number, title, words, scenes }) => ({
      number,
      title,
      words,
      scenes,
      scenesInferred: 0,
    })),
    corrected: [],
    borders: [],
  }
  return { work, chapters }
}

/** A book that uses every field and every element worth testing. */
export function fullBook(): Book {
  return book({
    title: 'Salt & “Iron” <Part One>',
    authors: ['quillfeather', 'O’Hara & Sons'],
    fandoms: ['Harbour Nine'],
    rating: 'teen',
    warnings: ['none-apply', 'boats, mostly'],
    categories: ['f/f', 'gen'],
    relationships: ['Imre/Rook', 'Rook & Tam'],
    characters: ['Imre', 'Rook', 'Tam'],
    tags: ['Found Family', 'Lighthouses', 'hurt/comfort'],
    summary: '<p>The generator fails, the <em>tide</em> doesn’t.</p>',
    series: [{ name: 'Nine Harbours', position: 2 }],
    language: 'en',
    status: 'in-progress',
    published: '2004-05-06',
    updated: '2004-07-08',
    declaredWords: 120,
    notesBefore: '<p>First of all: thanks.</p><p>Second: sorry.</p>',
    notesAfter: '<p>Comments are loved.</p>',
    disclaimer: '<p>Not mine.</p>',
    giftedTo: ['Tara', 'Deb'],
    chapters: [
      {
        title: null,
        html: '<p>“It <em>won’t</em> hold,” said Rook.</p><hr><p>It held.<br>For a while.</p><blockquote><p>Dear Imre,</p><p>Bring rope.</p></blockquote>',
        notesBefore: '<p>A short one.</p>',
        notesAfter: null,
      },
      {
        title: 'The Long Way Down',
        html: '<p class="centre"><strong>NIGHT</strong></p><p>The lamp went out &amp; stayed out.</p>',
        notesBefore: null,
        notesAfter: '<p>More soon.</p>',
      },
    ],
  })
}
