/** Cuts one work's blocks into its chapters, each with its story and notes. */
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { Block, SourceDocument } from '../document.ts'
import { type Back, readBack } from './back.ts'
import type { Borders } from './borders.ts'
import type { Candidate } from './candidate.ts'
import { couldBeChapterTitle, readHeading } from './chapter-heading.ts'
import { type ChapterStart, findChapters } from './chapters.ts'
import { readChapterMenu } from './ffn-copy.ts'
import { type Front, readFront } from './front.ts'
import type { NotePiece } from './header-values.ts'
import { keepLeftovers } from './leftovers.ts'
import { type RetitledPart, retitledParts } from './retitled-parts.ts'
import type { Roles } from './roles.ts'
import { findHeaders, isSameWork } from './works-in-file.ts'

export interface Section {
  title: string | null
  /** Indices of the story's blocks, breaks among them. */
  story: number[]
  notesBefore: NotePiece[]
  notesAfter: NotePiece[]
}

export interface Sections {
  sections: Section[]
  candidates: Candidate[]
  notesBefore: NotePiece[]
  notesAfter: NotePiece[]
  diagnostics: Diagnostic[]
  doubts: { reason: string; rule: string }[]
  /** Blocks that begin a scene though no break stands above: numbers of short pieces. */
  sceneNumbers: Set<number>
  /** The words of the story's last end mark. */
  endMark: string | null
  /** Part numbers the headers give, in order. */
  parts: { part: number; of: number | null }[]
  /** Numbers of the chapter headings made with a word ("Chapter 3", "Part 2"), in order. */
  headings: number[]
}

export interface SectionsQuestion {
  document: SourceDocument
  from: number
  to: number
  borders: Borders
  roles: Roles
  knownTitle: string | null
  isStem: (title: string) => boolean
}

/** Words above the first heading that make a chapter of their own; fewer go to the first chapter. */
const OWN_CHAPTER_WORDS = 100

/** Finds header, notes, chapters and end matter of one work by what its blocks say. */
export function findSections(question: SectionsQuestion): Sections {
  const { document, from, to, borders, roles } = question
  const found = findChapters(document.blocks, from, to)
  const retitled = found.starts.length > 0 ? [] : retitledParts(document.blocks, from, to)
  const repeated = retitled.length > 0 ? startsOfParts(retitled) : withRepeatedHeaders(found.starts, question)
  const starts = withBorders(repeated, document.blocks, question)
  for (const block of found.furniture) if (!borders.notChapterStarts.has(block)) roles.set(block, 'furniture')
  for (const start of starts) roles.fill(start.from, start.to, 'heading')
  const out: Sections = {
    sections: [],
    candidates: [],
    notesBefore: [],
    notesAfter: [],
    diagnostics: [],
    doubts: [],
    sceneNumbers: new Set(found.sceneNumbers),
    endMark: null,
    parts: [],
    headings: starts.flatMap(({ rule, number }) =>
      number !== null && /\/(?:word|weak)$/.test(rule) ? [number] : [],
    ),
  }
  if (found.sceneNumbers.length > 0) out.diagnostics.push(scenesChosen(document, found.sceneNumbers))
  const bodyFrom = readTop(question, starts, out, found.sceneNumbers[0])
  const spans =
    starts.length === 0
      ? [{ from: bodyFrom, to }]
      : starts.map((start, index) => ({ from: start.to, to: starts[index + 1]?.from ?? to }))
  for (const [index, span] of spans.entries()) {
    readSection({
      question,
      out,
      start: starts[index],
      span,
      index,
      last: index === spans.length - 1,
      bodyFrom,
    })
  }
  out.parts.push(...retitled.slice(1).map(({ part, of }) => ({ part, of })))
  keepLeftovers(question, out)
  return out
}

function scenesChosen(document: SourceDocument, blocks: number[]): Diagnostic {
  return {
    rule: 'chapters/numbers-kept-as-scenes',
    severity: 'info',
    source: document.path,
    span: document.blocks[blocks[0] as number]?.span ?? null,
    text: `${blocks.length} numbered pieces are short, so they stand as scenes and not as chapters.`,
    hint: 'Make each a chapter under "Borders" if they are.',
  }
}

/** What stands above the first heading. @returns where the first chapter's story begins. */
function readTop(
  question: SectionsQuestion,
  starts: ChapterStart[],
  out: Sections,
  firstNumber: number | undefined,
): number {
  const { document, from, to, roles, borders } = question
  const first = starts[0]
  if (first && first.from === from) return first.to
  // Below the number of the first piece everything is told.
  const end = first?.from ?? (firstNumber !== undefined && firstNumber > from ? firstNumber : to)
  const storyStart = inside(borders.storyStart, from, to)
  const start = storyStart !== null && first && storyStart >= first.from ? null : storyStart
  const front = readFront(
    document,
    {
      from,
      to: end,
      isWork: true,
      headingBelow: end < to,
      knownTitle: question.knownTitle,
      isStem: question.isStem,
      storyStart: start,
    },
    roles,
  )
  takeFront(out, front)
  out.notesBefore.push(...front.notes.filter((note) => note.scope !== 'end'))
  out.notesAfter.push(...front.notes.filter((note) => note.scope === 'end'))
  if (!first) return front.cut
  const left = roles.story(front.cut, first.from).filter((block) => document.blocks[block]?.kind !== 'break')
  const words = left.reduce(
    (sum, block) => sum + (document.blocks[block] as Block).text.split(/\s+/).length,
    0,
  )
  if (words >= OWN_CHAPTER_WORDS || (words > 0 && first.rule === 'person/corrected')) {
    out.sections.push({
      title: front.chapterTitle,
      story: roles.story(front.cut, first.from),
      notesBefore: [],
      notesAfter: [],
    })
    return first.to
  }
  return left.length > 0 ? front.cut : first.to
}

function takeFront(out: Sections, front: Front): void {
  out.candidates.push(...front.candidates)
  out.diagnostics.push(...front.diagnostics)
  if (front.part) out.parts.push(front.part)
  if (front.doubt) out.doubts.push({ reason: front.doubt, rule: 'notes/border-unsure' })
}

interface SectionPlace {
  question: SectionsQuestion
  out: Sections
  start: ChapterStart | undefined
  span: { from: number; to: number }
  index: number
  last: boolean
  bodyFrom: number
}

function readSection({ question, out, start, span, index, last, bodyFrom }: SectionPlace): void {
  const { document, roles, borders } = question
  const front = start ? chapterFront({ question, out, span, index }) : null
  const cut = front?.cut ?? span.from
  const back = readBack(
    document,
    {
      from: cut,
      to: span.to,
      storyEnd: borders.storyEnd === null && !last ? undefined : insideEnd(borders.storyEnd, cut, span.to),
      isWork: last,
    },
    roles,
  )
  takeBack(out, back, last)
  const from = index === 0 && bodyFrom < span.from ? bodyFrom : cut
  const story = roles.story(from, back.cut)
  const notesBefore = front?.notes ?? []
  const section: Section = {
    title: start?.title ?? front?.chapterTitle ?? null,
    story,
    notesBefore,
    notesAfter: [],
  }
  for (const note of back.notes) {
    if (last && note.scope !== 'chapter') out.notesAfter.push(note)
    else section.notesAfter.push(note)
  }
  if (story.length > 0 || notesBefore.length > 0) out.sections.push(section)
}

function chapterFront({
  question,
  out,
  span,
  index,
}: Pick<SectionPlace, 'question' | 'out' | 'span' | 'index'>): Front {
  const { document, roles, borders } = question
  const hasTop = out.candidates.some((candidate) => candidate.field !== 'title')
  const isWork = index === 0 && !hasTop
  const front = readFront(
    document,
    {
      from: span.from,
      to: span.to,
      isWork: index === 0,
      headingBelow: false,
      knownTitle: question.knownTitle ?? '',
      isStem: isWork ? question.isStem : () => false,
      storyStart: inside(borders.storyStart, span.from, span.to),
    },
    roles,
  )
  takeFront(out, front)
  return front
}

function takeBack(out: Sections, back: Back, last: boolean): void {
  out.candidates.push(...back.candidates)
  out.diagnostics.push(...back.diagnostics)
  if (last) out.endMark = back.endMark
}

function inside(block: number | null, from: number, to: number): number | null {
  return block !== null && block >= from && block < to ? block : null
}

function insideEnd(block: number | null | undefined, from: number, to: number): number | null | undefined {
  return typeof block === 'number' && (block <= from || block > to) ? undefined : block
}

/** The first part's title is the work's, and read with its header. */
function startsOfParts(parts: RetitledPart[]): ChapterStart[] {
  return parts.map(({ block, part }, nth) => ({
    from: block,
    to: nth === 0 ? block : block + 1,
    title: null,
    number: part,
    rule: 'chapters/repeated-header',
  }))
}

/** The header said again with each part begins a chapter as a heading does. */
function withRepeatedHeaders(
  starts: ChapterStart[],
  { document, from, to }: SectionsQuestion,
): ChapterStart[] {
  const places = findHeaders(document.blocks).filter((place) => place.block >= from && place.block < to)
  const [first, ...more] = places
  if (!first) return starts
  const repeats = more.filter((place) => isSameWork(place.title, first.title))
  if (repeats.length === 0) return starts
  const menu = menuTitles(document.blocks, from, to)
  const made: ChapterStart[] = repeats.map((place, nth) => ({
    from: place.block,
    to: place.block,
    title: menu?.[nth + 1] ?? null,
    number: place.part,
    rule: 'chapters/repeated-header',
  }))
  const firstStart: ChapterStart = {
    ...(made[0] as ChapterStart),
    from: first.block,
    to: first.block,
    number: first.part,
    title: menu?.[0] ?? null,
  }
  const own = starts.filter(
    (start) =>
      ![firstStart, ...made].some((repeat) => start.from >= repeat.from && start.from < repeat.from + 10),
  )
  const needsFirst = !own.some((start) => start.from < (made[0] as ChapterStart).from)
  return [...(needsFirst ? [firstStart] : []), ...own, ...made].sort((a, b) => a.from - b.from)
}

/** Titles of the chapter menu that a page copied from FanFiction.net repeats. */
function menuTitles(blocks: Block[], from: number, to: number): (string | null)[] | null {
  for (let index = from; index < Math.min(to, from + 40); index++) {
    const titles = readChapterMenu((blocks[index] as Block).text)
    if (titles) return titles
  }
  return null
}

/** A person's chapter starts added, and those they refused taken out. */
function withBorders(
  starts: ChapterStart[],
  blocks: Block[],
  { from, to, borders }: SectionsQuestion,
): ChapterStart[] {
  const kept = starts.filter(
    (start) =>
      ![...borders.notChapterStarts].some(
        (block) => block >= start.from && block < Math.max(start.to, start.from + 1),
      ),
  )
  for (const { block, title } of borders.chapterStarts) {
    if (block < from || block >= to || kept.some((start) => start.from === block)) continue
    const own = blocks[block] as Block
    const isHeading =
      readHeading(own.text) !== null ||
      own.kind === 'heading' ||
      (title !== null && own.text.trim() === title)
    const isShort =
      own.text.length < 80 &&
      couldBeChapterTitle(own.text) &&
      own.text.trim() !== '' &&
      title !== null &&
      own.text.includes(title)
    kept.push({
      from: block,
      to: isHeading || isShort ? block + 1 : block,
      title,
      number: null,
      rule: 'person/corrected',
    })
  }
  return kept.sort((a, b) => a.from - b.from)
}
