/** Chapters a reader knows for certain: taken as they are; only an old header pasted at the top is looked for. */

import { plainText } from '../../story/plain-text.ts'
import type { Block, KnownChapter } from '../document.ts'
import { readBack } from './back.ts'
import { RANK } from './candidate.ts'
import { type ChapterStart, findChapters } from './chapters.ts'
import { readFront } from './front.ts'
import { scanHeader } from './header.ts'
import { type NotePiece, readHeaderValues } from './header-values.ts'
import { keepLeftovers } from './leftovers.ts'
import { spanOver } from './lines.ts'
import { noteFeatures } from './note-score.ts'
import { blocksProse } from './prose.ts'
import type { SetAside } from './reduced-document.ts'
import type { Section, Sections, SectionsQuestion } from './sections.ts'

export function knownSections(
  question: SectionsQuestion,
  chapters: KnownChapter[],
  aside: SetAside,
): Sections {
  const { document } = question
  const out: Sections = {
    sections: [],
    candidates: [],
    notesBefore: [],
    notesAfter: [],
    diagnostics: [],
    doubts: [],
    sceneNumbers: new Set(),
    endMark: null,
    parts: [],
    headings: [],
  }
  readOutside(question, chapters, out)
  chapters.forEach((chapter, index) => {
    const open = document.blocks.slice(chapter.start, chapter.end).some((block) => block.role === undefined)
    const section = open
      ? openChapter({ question, chapter, out, first: index === 0, last: index === chapters.length - 1 })
      : closedChapter({ question, chapter, out, first: index === 0, last: index === chapters.length - 1 })
    const own = aside.chapterNotes.get(index)
    section.notesBefore = [
      ...known(chapter.notesBefore, chapter.start),
      ...(own?.before ?? []),
      ...section.notesBefore,
    ]
    section.notesAfter = [
      ...section.notesAfter,
      ...(own?.after ?? []),
      ...known(chapter.notesAfter, chapter.end),
    ]
    out.sections.push(section)
  })
  keepLeftovers(question, out)
  return out
}

function known(html: string | null, block: number): NotePiece[] {
  return html === null || html === ''
    ? []
    : [{ html, text: plainText(html), block, span: null, rule: 'markers/notes', confidence: 1, scope: null }]
}

/** Blocks before the first chapter and after the last: header and notes of the work. */
function readOutside(question: SectionsQuestion, chapters: KnownChapter[], out: Sections): void {
  const { document, roles } = question
  const first = chapters[0]?.start ?? document.blocks.length
  if (first > 0) {
    const front = readFront(
      document,
      {
        from: 0,
        to: first,
        isWork: true,
        headingBelow: true,
        knownTitle: question.knownTitle,
        isStem: question.isStem,
        storyStart: null,
      },
      roles,
    )
    out.candidates.push(...front.candidates)
    out.notesBefore.push(...front.notes)
    out.notesBefore.push(...restNotes(question, roles.story(front.cut, first), 'notesBefore'))
  }
  const end = chapters.at(-1)?.end ?? 0
  if (end < document.blocks.length)
    out.notesAfter.push(...restNotes(question, roles.story(end, document.blocks.length), 'notesAfter'))
}

function restNotes(
  { document, roles }: SectionsQuestion,
  indices: number[],
  role: 'notesBefore' | 'notesAfter',
): NotePiece[] {
  const blocks = indices
    .map((index) => document.blocks[index] as Block)
    .filter((block) => block.kind !== 'break' && block.text.trim() !== '')
  for (const index of indices) roles.set(index, role)
  if (blocks.length === 0) return []
  return [
    {
      ...blocksProse(blocks),
      block: indices[0] as number,
      span: spanOver(blocks),
      rule: 'notes/outside-chapters',
      confidence: 0.7,
      scope: null,
    },
  ]
}

interface ChapterPlace {
  question: SectionsQuestion
  chapter: KnownChapter
  out: Sections
  first: boolean
  last: boolean
}

/** A chapter whose inside is still open (a spine page of any EPUB): header, heading and notes in it are looked for. */
function openChapter({ question, chapter, out, first, last }: ChapterPlace): Section {
  const { document, roles, borders } = question
  const heading = leadingHeading(document.blocks, chapter)
  if (heading) roles.fill(heading.from, heading.to, 'heading')
  const from = heading?.to ?? chapter.start
  const storyStart =
    borders.storyStart !== null && borders.storyStart >= from && borders.storyStart < chapter.end
      ? borders.storyStart
      : null
  const front = readFront(
    document,
    {
      from,
      to: chapter.end,
      isWork: first,
      headingBelow: false,
      knownTitle: question.knownTitle ?? (first ? null : ''),
      isStem: question.isStem,
      storyStart,
    },
    roles,
  )
  const back = readBack(
    document,
    { from: front.cut, to: chapter.end, storyEnd: undefined, isWork: last },
    roles,
  )
  out.candidates.push(...front.candidates, ...back.candidates)
  out.diagnostics.push(...front.diagnostics, ...back.diagnostics)
  if (last) out.endMark = back.endMark
  const only = first && last
  if (only) out.notesBefore.push(...front.notes)
  if (last) out.notesAfter.push(...back.notes)
  return {
    title: chapter.title ?? heading?.title ?? front.chapterTitle,
    story: roles.story(front.cut, back.cut),
    notesBefore: only ? [] : front.notes,
    notesAfter: last ? [] : back.notes,
  }
}

function leadingHeading(blocks: Block[], chapter: KnownChapter): ChapterStart | null {
  const start = findChapters(blocks, chapter.start, Math.min(chapter.start + 4, chapter.end)).starts[0]
  if (start && start.from === chapter.start) return start
  const block = blocks[chapter.start]
  return block?.kind === 'heading'
    ? { from: chapter.start, to: chapter.start + 1, title: null, number: null, rule: 'chapters/marked' }
    : null
}

/** A chapter whose text a program marked as story. An old labelled header at its top goes to the notes, and is flagged. */
function closedChapter({ question, chapter, out, first, last }: ChapterPlace): Section {
  const { roles, document } = question
  if (first) takePastedHeader(question, chapter, out)
  const cut = noteCut(document.blocks, chapter)
  const notes = cut < chapter.end ? restNotes(question, roles.story(cut, chapter.end), 'notesAfter') : []
  if (last) out.notesAfter.push(...notes)
  return {
    title: chapter.title,
    story: roles.story(chapter.start, cut),
    notesBefore: [],
    notesAfter: last ? [] : notes,
  }
}

/**
 * Where an end note without a label begins that its writer put into the text: paragraphs all in italics or bold that
 * talk of fan fiction to its readers. @returns the chapter's end where there is none.
 */
function noteCut(blocks: Block[], { start, end }: KnownChapter): number {
  let cut = end
  for (let index = end - 1; index > start; index--) {
    const block = blocks[index] as Block
    if (block.kind === 'break') continue
    const isSetApart = /^<p[^>]*>\s*<(em|strong)>[\s\S]*<\/\1>\s*<\/p>$/.test(block.html)
    const { score, isFanTalk } = noteFeatures(block.text)
    if (!isSetApart || !isFanTalk || score < SURE_NOTE) break
    cut = index
  }
  while (cut < end && cut > start + 1 && blocks[cut - 1]?.kind === 'break') cut--
  return cut
}

const SURE_NOTE = 2
const PASTED_FIELDS = 3

function takePastedHeader({ document, roles }: SectionsQuestion, chapter: KnownChapter, out: Sections): void {
  const scan = scanHeader(document.blocks, chapter.start, chapter.end)
  const fields = new Set(scan.entries.filter((entry) => entry.lines.length > 0).map((entry) => entry.field))
  if (fields.size < PASTED_FIELDS || scan.end >= chapter.end) return
  const blocks = document.blocks.slice(chapter.start, scan.end).filter((block) => block.kind !== 'break')
  out.candidates.push(
    ...readHeaderValues(scan.entries, { document, rank: RANK.label, rule: 'header/pasted' }).candidates,
  )
  out.notesBefore.push({
    ...blocksProse(blocks),
    block: chapter.start,
    span: spanOver(blocks),
    rule: 'header/pasted',
    confidence: 0.8,
    scope: null,
  })
  roles.fill(chapter.start, scan.end, 'notesBefore')
  out.diagnostics.push({
    rule: 'header/pasted',
    severity: 'look',
    source: document.path,
    span: spanOver(blocks),
    text: 'An older header stands at the top of the story; it was moved to the notes.',
  })
}
