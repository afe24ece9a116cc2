/**
 * A fill of a kink meme copied as text: comments of LiveJournal or Dreamwidth, each under subject, poster and time.
 * The comments that tell the story are its parts; the prompt and everyone's remarks are left out.
 */

import type { KnownField } from '../../document.ts'
import { readDate } from '../../recover/vocabulary/dates.ts'
import { type CopiedPost, threadText } from './copied-thread.ts'
import type { ForumText } from './forum-document.ts'

const STAMP =
  /^(?<head>.*?)\s*\b(?<date>\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}),? \d{1,2}:\d\d(?::\d\d)? ?(?:[ap]m)?(?: ?\((?:UTC|local|EST|GMT|PST|[a-z]+ time)\))(?:\s*\(link\))?$/i
const POSTER =
  /^(?:\((?<nobody>anonymous)\)|(?:\[(?:personal profile|info|profile)\]\s*)?(?<user>[\w-]{2,30}))$/i
const FILL = /^\W*(?:(?:mini-?)?fill(?:ed)?|fic|finished fill)\b\s*[\]):–—-]*\s*/i
const PART =
  /[\s,–—-]*[[(]?\s*(?:\b(?:part|pt\.?|chapter|ch\.?)\s*)?(?<number>\d{1,3})[a-z]?\s*(?:(?:\/|of)\s*(?<of>\d{1,3}|\?+))?\s*[\])]?\s*$/i
const BUTTONS = /^(?:\(?(?:reply|parent|thread|link|expand|reply to this|reply from start|frozen)\)?\s*)+$/i
/** A remark is shorter than a part. */
const LEAST_WORDS = 40
/** Above the first comment stands the meme's name, and no story. */
const MOST_ABOVE = 120

interface Comment extends CopiedPost {
  subject: string
  user: string | null
  date: string | null
  /** First line of its head. */
  top: number
}

/** @returns null where no comment says by its subject that it fills a prompt. Time grows with the text. */
export function readMemeText(text: string): ForumText | null {
  if (!/\((?:UTC|local|[A-Z]{3}|[a-z]+ time)\)/.test(text)) return null
  const lines = text.split('\n').map((line) => line.trim())
  const comments = commentsOf(lines)
  const [first] = comments
  if (!first || wordsIn(lines, 0, first.top) > MOST_ABOVE) return null
  const parts = partsOf(comments.filter(({ from, to }) => wordsIn(lines, from, to) >= LEAST_WORDS))
  if (parts.length === 0) return null
  return threadText(text, {
    posts: parts.map(({ comment }) => comment),
    known: knownOf(parts),
    diagnostic: `The page round ${parts.length === 1 ? 'a comment' : `${parts.length} comments`} that fill a prompt is left out, with ${comments.length - parts.length} other comments.`,
  })
}

function commentsOf(lines: readonly string[]): Comment[] {
  const comments: Comment[] = []
  for (let at = 0; at < lines.length; at++) {
    const head = headAt(lines, at)
    if (!head) continue
    const before = comments.at(-1)
    if (before) before.to = endOf(lines, before.from, head.top)
    comments.push({ ...head, from: at + 1, to: endOf(lines, at + 1, lines.length) })
  }
  return comments
}

const TOGETHER = /^(?<subject>.*?)\s*(?<poster>\(anonymous\)|\[(?:personal profile|info)\]\s*[\w-]+)$/i

/** Subject, poster and time on three lines, on two, or on one. */
function headAt(lines: readonly string[], at: number): Omit<Comment, 'from' | 'to'> | null {
  const line = lines[at] as string
  const stamp = line.length < 200 ? STAMP.exec(line)?.groups : undefined
  if (!stamp) return null
  const isAlone = stamp.head === ''
  const above = lines[at - 1] ?? ''
  const { subject, poster } =
    (isAlone
      ? { subject: '', poster: POSTER.test(above) ? above : undefined }
      : TOGETHER.exec(stamp.head ?? '')?.groups) ?? {}
  if (poster === undefined) return null
  const head = {
    user: POSTER.exec(poster)?.groups?.user ?? null,
    date: readDate(stamp.date as string)?.date ?? null,
  }
  const first = isAlone ? at - 1 : at
  if (subject) return { ...head, subject, top: first }
  const title = lines[first - 1] ?? ''
  const isTitled = title !== '' && title.length < 150 && !BUTTONS.test(title)
  return { ...head, subject: isTitled ? title : '', top: isTitled ? first - 1 : first }
}

/** Without the buttons below it. */
function endOf(lines: readonly string[], from: number, to: number): number {
  let end = to
  while (end > from && (lines[end - 1] === '' || BUTTONS.test(lines[end - 1] as string))) end--
  return end
}

interface Part {
  comment: Comment
  title: string
  number: number | null
  of: number | null
}

/** The first fill, and those after it that bear the next number under the same name. */
function partsOf(comments: Comment[]): Part[] {
  const parts: Part[] = []
  for (const comment of comments) {
    const { isFill, ...part } = readSubject(comment)
    const last = parts.at(-1)
    if (!last) {
      if (isFill && (part.number ?? 1) <= 1) parts.push(part)
    } else if (isNext(last, part, parts[0] as Part)) parts.push(part)
  }
  return parts
}

function isNext(last: Part, part: Part, first: Part): boolean {
  const isSame = part.title === '' || part.title.toLowerCase() === first.title.toLowerCase()
  return isSame && part.number === (last.number ?? 1) + 1 && part.comment.user === first.comment.user
}

function readSubject(comment: Comment): Part & { isFill: boolean } {
  const subject = comment.subject.replace(/^(?:re:\s*)+/i, '')
  const isFill = FILL.test(subject)
  const name = subject.replace(FILL, '')
  const { number, of } = PART.exec(name)?.groups ?? {}
  return {
    comment,
    isFill,
    title: name
      .replace(PART, '')
      .replace(/^["“]|["”]$/g, '')
      .trim(),
    number: number === undefined ? null : Number(number),
    of: of === undefined || of.startsWith('?') ? null : Number(of),
  }
}

function knownOf(parts: Part[]): KnownField[] {
  const first = parts[0] as Part
  const last = parts.at(-1) as Part
  const { subject: raw, user, date } = first.comment
  const said = { rule: 'forum/subject', confidence: 0.85, span: null, raw, rank: 'page-title' as const }
  const known: KnownField[] = []
  if (first.title !== '') known.push({ ...said, field: 'title', value: first.title })
  if (user !== null) known.push({ ...said, field: 'authors', value: user, raw: user, rule: 'forum/poster' })
  if (date !== null) known.push({ ...said, field: 'published', value: date, raw: date, rule: 'forum/date' })
  if (last.of !== null)
    known.push({ ...said, field: 'status', value: last.number === last.of ? 'complete' : 'in-progress' })
  return known
}

function wordsIn(lines: readonly string[], from: number, to: number): number {
  let words = 0
  for (let at = from; at < to; at++) words += lines[at] === '' ? 0 : (lines[at] as string).split(/\s+/).length
  return words
}
