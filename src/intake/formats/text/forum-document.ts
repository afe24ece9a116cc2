/** A copied thread → what the text reader needs: the text without the forum's lines, what they say, a chapter a post. */
import type { Diagnostic } from '../../../story/diagnostic.ts'
import type { DocumentPart } from '../../../story/part.ts'
import type { Block, KnownChapter, KnownField } from '../../document.ts'
import { readHeading } from '../../recover/chapter-heading.ts'
import { readCreators } from '../../recover/creators.ts'
import { isNoTitle } from '../../recover/title-line.ts'
import { readRating } from '../../recover/vocabulary/ratings.ts'
import { readStatus } from '../../recover/vocabulary/statuses.ts'
import { type ForumCopy, type ForumPost, readForumCopy, readThreadSubject } from './forum-copy.ts'
import { threadTitle } from './thread-title.ts'

export interface ForumText {
  /** As long as the text itself, the forum's lines and what others posted blank. */
  text: string
  known: KnownField[]
  part: DocumentPart | null
  diagnostic: Omit<Diagnostic, 'source'>
  /** null where chapters are to be found by their headings. */
  chaptersOf(blocks: readonly Block[]): KnownChapter[] | null
}

/** Any of these stands above the first post. */
const HINT = /Post|»|#\d|«/
const REACH = 8_000
/** Shorter posts between the parts are talk. */
const LEAST_WORDS = 40

/** @returns null where the text is no copied thread. Time grows with the text. */
export function readForumText(text: string): ForumText | null {
  if (!HINT.test(text.slice(0, REACH))) return null
  const raw = text.split('\n')
  const lines = raw.map((line) => line.trim())
  const copy = readForumCopy(lines)
  if (!copy) return null
  const first = copy.posts[0] as ForumPost
  const above = subjectAbove(lines, first, copy)
  const subject = first.subject ?? above
  const isOther = ({ author }: ForumPost) =>
    author !== null && first.author !== null && author.toLowerCase() !== first.author.toLowerCase()
  const others = copy.posts.filter(isOther)
  const isMarked = copy.posts.some(({ threadmark }) => threadmark)
  const isTalk = (post: ForumPost) => isOther(post) || (isMarked && !post.threadmark)
  for (const { from, to } of copy.posts.filter(isTalk))
    for (let at = from; at < to; at++) copy.furniture.add(at)
  if (isMarked) for (const post of copy.posts) dropLabel(lines, post, copy)
  const offsets = offsetsOf(raw)
  const own = copy.posts.filter((post) => !isTalk(post))
  return {
    text: raw.map((line, at) => (copy.furniture.has(at) ? ' '.repeat(line.length) : line)).join('\n'),
    known: knownOf(first, subject, hasTitle(lines, first)),
    part: own.length === 1 ? partOf(subject) : null,
    diagnostic: {
      rule: 'forum/posts',
      severity: 'info',
      span: null,
      text: `A forum's lines round ${copy.posts.length === 1 ? 'a post' : `${copy.posts.length} posts`} are left out${others.length > 0 ? `, and ${others.length} posted by others` : ''}.`,
    },
    chaptersOf: (blocks) => chaptersOf(own, blocks, offsets),
  }
}

const LABEL_REACH = 14

/** The threadmark's words again as a heading of the text. */
function dropLabel(lines: readonly string[], post: ForumPost, copy: ForumCopy): void {
  const { threadmark, from, to } = post
  const end = Math.min(to, from + LABEL_REACH)
  const at = lines.slice(from, end).findIndex((line) => line !== '' && line === threadmark)
  if (at < 0) return
  copy.furniture.add(from + at)
  post.labelAt = from + at
}

/** Of the forum, above the first post. */
const ABOVE =
  /^(?:discussion in ['‘].*|page \d+ of \d+.*|thread starter.*|start date.*|tags:?.*|(?:\d+\s+){2,}.*next.*)$/i

function offsetsOf(lines: readonly string[]): number[] {
  const offsets: number[] = [0]
  for (const line of lines) offsets.push((offsets.at(-1) as number) + line.length + 1)
  return offsets
}

/** What stands above the first post: the forum's path and the thread's title. */
function subjectAbove(lines: readonly string[], first: ForumPost, { furniture }: ForumCopy): string | null {
  let top = first.from
  while (top > 0 && furniture.has(top - 1)) top--
  const above = lines.slice(0, top).filter((line) => line !== '')
  if (above.length > 6 || above.some((line) => line.length > 120)) return null
  for (let at = 0; at < top; at++) furniture.add(at)
  const own = above.filter((line) => !ABOVE.test(line))
  const named = own.map((line) => /^(?:thread|topic|view topic)\s*(?::|-)\s*(.+)$/i.exec(line)?.[1])
  return named.find((each) => each !== undefined) ?? own.at(-1) ?? null
}

function hasTitle(lines: readonly string[], { from, to }: ForumPost): boolean {
  return lines.slice(from, Math.min(to, from + 20)).some((line) => /^\W{0,4}title\W{0,3}[:–-]/i.test(line))
}

/** The subject gives way to a title of the post's own header. */
function knownOf(first: ForumPost, subject: string | null, hasOwn: boolean): KnownField[] {
  const rank = hasOwn ? ('page-title' as const) : ('markers' as const)
  const said = { rule: 'forum/subject', confidence: 0.85, span: null }
  const known: KnownField[] = []
  for (const value of readCreators(first.author ?? ''))
    known.push({ ...said, field: 'authors', value, rule: 'forum/poster', rank: 'page-title' })
  if (first.date !== null)
    known.push({ ...said, field: 'published', value: first.date, rule: 'forum/date', rank: 'page-title' })
  const line = subject === null ? null : readThreadSubject(subject)
  if (line === null || line.title === '' || isNoTitle(line.title)) return known
  const raw = subject as string
  const thread = threadTitle(raw)
  known.push({ ...said, field: 'title', value: thread?.name ?? line.title, raw, rank })
  for (const value of thread?.fandoms ?? [])
    known.push({ ...said, field: 'fandoms', value, raw, confidence: 0.75, rank: 'page-title' })
  for (const value of line.relationships)
    known.push({ ...said, field: 'relationships', value, rank: 'page-title' })
  for (const value of line.ratings.flatMap((each) => readRating(each) ?? []))
    known.push({ ...said, field: 'rating', value, raw, rank: 'page-title' })
  for (const tag of line.tags) {
    const status = readStatus(tag, '')
    const field = status === null ? ('tags' as const) : ('status' as const)
    known.push({ ...said, field, value: status ?? tag, raw, confidence: 0.75, rank: 'page-title' })
  }
  return known
}

function partOf(subject: string | null): DocumentPart | null {
  const line = subject === null ? null : readThreadSubject(subject)
  if (line === null || line.part === null || line.title === '') return null
  return { title: line.title, number: line.part, of: line.of, where: 'subject', thread: null }
}

/** Each post is a chapter, unless headings tell more: one holds several, or each has its own. */
function chaptersOf(
  posts: readonly ForumPost[],
  blocks: readonly Block[],
  offsets: readonly number[],
): KnownChapter[] | null {
  const chapters: KnownChapter[] = []
  let headed = 0
  let at = 0
  const isMarked = posts.some(({ threadmark }) => threadmark)
  for (const { from, to, threadmark, labelAt } of posts) {
    const [begin, finish] = [offsets[from] ?? 0, offsets[to] ?? Number.POSITIVE_INFINITY]
    while (at < blocks.length && (blocks[at] as Block).span.start < begin) at++
    const start = at
    while (at < blocks.length && (blocks[at] as Block).span.start < finish) at++
    const own = blocks.slice(start, at)
    const headings = own.filter(({ text }) => text.length < 100 && readHeading(text)?.kind === 'word').length
    if (headings > 1) return null
    headed += headings
    const words = own.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
    if (words < LEAST_WORDS) continue
    const title = threadmark ?? null
    // What stands above a part's own heading talks of it; above the first stands the work's header.
    const label = chapters.length === 0 || labelAt === undefined ? 0 : (offsets[labelAt] ?? 0)
    for (const block of own) if (block.span.start < label) block.role = 'notesBefore'
    chapters.push({ title, start, end: at, notesBefore: null, notesAfter: null })
  }
  return chapters.length > 1 && (isMarked || headed < chapters.length) ? chapters : null
}
