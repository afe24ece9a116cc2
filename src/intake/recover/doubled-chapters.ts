/** The same chapter twice in one source: pasted twice, or the whole story once more below itself. */
import type { Chapter } from '../../story/chapter.ts'
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { Span } from '../../story/field.ts'
import { plainText } from '../../story/plain-text.ts'
import type { Block, SourceDocument } from '../document.ts'

/** Shorter texts may be alike on purpose: a refrain, a telegram. */
const LEAST_WORDS = 40
/** Words that one copy may have beyond the other: the title and by-line above the next. */
const MOST_BEYOND = 12

export interface WithoutDoubles {
  chapters: Chapter[]
  diagnostics: Diagnostic[]
}

/**
 * Chapters whose words stand in an earlier one already are left out, and told of. Two with titles of their own that
 * differ are both kept: the writer may have put the wrong text under one. Time grows with the text.
 */
export function withoutDoubles(chapters: Chapter[], document: SourceDocument): WithoutDoubles {
  const out: WithoutDoubles = { chapters: [], diagnostics: [] }
  if (chapters.length < 2) return { ...out, chapters }
  const seen = new Map<string, { at: number; words: string[] }[]>()
  for (const chapter of chapters) {
    const words = wordsOf(chapter)
    const alike = (seen.get(openingOf(words)) ?? []).find((each) => isCopy(each.words, words))
    const earlier = alike && (out.chapters[alike.at] as Chapter)
    if (alike === undefined || earlier === undefined || words.length < LEAST_WORDS) {
      keep(chapter, { words, seen, out })
      continue
    }
    const differs = earlier.title !== null && chapter.title !== null && earlier.title !== chapter.title
    out.diagnostics.push(
      differs ? alikeUnder(earlier, chapter, document) : leftOut(chapter, alike.at, document),
    )
    if (differs) keep(chapter, { words, seen, out })
    else out.chapters[alike.at] = merged(earlier, chapter, words.length < alike.words.length)
  }
  return out
}

interface Kept {
  words: string[]
  seen: Map<string, { at: number; words: string[] }[]>
  out: WithoutDoubles
}

function keep(chapter: Chapter, { words, seen, out }: Kept): void {
  const key = openingOf(words)
  seen.set(key, [...(seen.get(key) ?? []), { at: out.chapters.length, words }])
  out.chapters.push(chapter)
}

const openingOf = (words: string[]) => words.slice(0, LEAST_WORDS / 2).join(' ')

function wordsOf({ html }: Chapter): string[] {
  return plainText(html)
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function isCopy(one: string[], other: string[]): boolean {
  if (Math.abs(one.length - other.length) > MOST_BEYOND) return false
  const shared = Math.min(one.length, other.length)
  for (let at = 0; at < shared; at++) if (one[at] !== other[at]) return false
  return true
}

/** The copy without what belongs to the next one, with the title and notes of either. */
function merged(earlier: Chapter, later: Chapter, isCleaner: boolean): Chapter {
  const text = isCleaner ? later : earlier
  return {
    ...text,
    title: earlier.title ?? later.title,
    notesBefore: earlier.notesBefore ?? later.notesBefore,
    notesAfter: earlier.notesAfter ?? later.notesAfter,
  }
}

function leftOut(chapter: Chapter, earlier: number, document: SourceDocument): Diagnostic {
  return {
    rule: 'chapters/twice',
    severity: 'info',
    source: document.path,
    span: chapterSpan(chapter, document),
    text: `A second copy of chapter ${earlier + 1} is left out.`,
  }
}

function alikeUnder(earlier: Chapter, chapter: Chapter, document: SourceDocument): Diagnostic {
  return {
    rule: 'chapters/alike',
    severity: 'look',
    source: document.path,
    span: chapterSpan(chapter, document),
    text: `The chapters "${earlier.title}" and "${chapter.title}" have the same text.`,
    hint: 'One of them may have been lost: look for another copy of the story.',
  }
}

function chapterSpan({ blockSpans }: Chapter, { blocks }: SourceDocument): Span | null {
  const [first, last] = [blockSpans[0], blockSpans.at(-1)]
  const opening = first && blocks.find(({ span }) => span.start === first.start)
  return opening && last ? { ...opening.span, end: last.end } : null
}

/** A story without chapters that stands below itself once more, its title between the two. */
export function secondCopyFrom(story: readonly number[], { blocks }: SourceDocument): number | null {
  const texts = story.map((index) => (blocks[index] as Block).text.trim())
  const opening = texts[0] ?? ''
  if (texts.length < 2 * LEAST_PARAGRAPHS || opening.length < LEAST_OPENING) return null
  const from = texts.indexOf(opening, LEAST_PARAGRAPHS)
  const copied = texts.length - from
  if (from === -1 || copied > from || from - copied > MOST_BETWEEN) return null
  const words = texts.slice(from).reduce((sum, text) => sum + text.split(/\s+/).length, 0)
  return words >= LEAST_STORY && texts.slice(from).every((text, at) => text === texts[at]) ? copied : null
}

const LEAST_PARAGRAPHS = 3
const LEAST_OPENING = 40
const LEAST_STORY = 60
/** Title, by-line and the like. */
const MOST_BETWEEN = 4
