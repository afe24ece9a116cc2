/**
 * A forum's thread copied as text (phpBB, vBulletin, SMF, ProBoards, Invision): the lines that the forum puts round each
 * post are told from the post, and the posts of the one who began the thread from the others'.
 */
import { readTitleLine } from '../../recover/title-line.ts'
import { readDate } from '../../recover/vocabulary/dates.ts'
import { isXenForo, readXenForoHead, type XenForoHead } from './xenforo-copy.ts'

export interface ForumPost {
  author: string | null
  /** ISO date. */
  date: string | null
  subject: string | null
  /** XenForo: what the writer called this part. */
  threadmark?: string | null
  /** The line of its text that says so again, as a heading. */
  labelAt?: number
  /** Lines of its text, end exclusive. */
  from: number
  to: number
}

export interface ForumCopy {
  /** In their order. */
  posts: ForumPost[]
  /** Lines that are the forum's and no one's text. */
  furniture: Set<number>
}

const TIME = String.raw`\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?`
const DAY = String.raw`(?:[a-z]{3,9},?\s+)?(?:[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?[ -][a-z]{3,9}\.?,?[ -]\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d)`
const DATE = String.raw`(?<date>${DAY})[,\s]*(?:at|-|@)?\s*${TIME}`
/** What stands once above every post and nowhere else. */
const STAMPS = [
  new RegExp(
    `^(?:Post)?Posted(?: on)?:?\\s+${DATE}(?:\\s+(?:Post subject|Subject):\\s*(?<subject>.*))?$`,
    'i',
  ),
  new RegExp(`^(?:Post ?)?by (?<author>\\S.{0,40}?) (?:»|on|\\|) ${DATE}$`, 'i'),
  new RegExp(`^«\\s*(?:Reply #?\\d+ )?(?:Thread Started )?on:?\\s+${DATE}\\s*»?$`, 'i'),
  new RegExp(`^${DATE}\\s*#\\d+(?:\\s*\\(permalink\\))?$`, 'i'),
]
const MEMBER =
  /^(?:join(?:ed|\s*date)|registered|posts|messages|location|from|group|member no\.?|gender|age|karma|reputation|thanks|likes)\s*:\s*\S.{0,60}$/i
/** Of these a text outside a forum has none. */
const SURE_MEMBER = /^(?:joined:\s.*\d|join\s*date:\s|posts:\s*[\d,.]+$|member no\.?:\s*\d|post subject:\s)/i
const RANK =
  /^(?:(?:junior|senior|full|new|advanced|registered|veteran|site|forum|super|power|global)\s+(?:member|user|moderator|admin|poster)|member|newbie|moderator|administrator|admin|registered user|offline|online|member is (?:off|on)line|\*{1,7}|avatar|user avatar|image)$/i
const FOOT =
  /^(?:back to top|top|logged|report to moderator|reply with quote|quote|multi-?quote|profile|pm|www|share|like|edit|permalink|display posts from previous:?.*|page \d+ of \d+.*|_?last edited by .{1,60} on .*|edited by .{1,60} on .*|\d+ times? in total_?|last edited: .{4,40}|(?:like|insightful|informative|funny|hugs|winner|love|thanks)\s+x\s*[\d,]+\b.{0,80}|like \+|report|reply|\(?you must log ?in or (?:sign up|register) to reply here\.?\)?|page \d+ of \d+\b.{0,60}|(?:\d+ |\.\.\. ?)+next >.{0,20})$/i
const SUBJECT = /^(?:post subject|subject)\s*:\s*(?<subject>.*)$/i
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._'-]{1,30}$/u
const BY = /^by:?\s+(?<author>\S.{0,40})$/i
const SIGNATURE = /^(?:_{6,}|-{20})$/
const MAX_ABOVE = 10
const MAX_BELOW = 12
const MAX_SIGNATURE_WORDS = 80
/** Only the beginning is searched for the first post's head: a text without one is left alone at once. */
const REACH = 60

/** @param lines trimmed. @returns null where this is no thread. Time grows with the number of lines. */
export function readForumCopy(lines: readonly string[]): ForumCopy | null {
  const isForum = isXenForo(lines)
  const begins = (at: number) => (isForum ? readXenForoHead(lines, at) : null)
  if (!lines.slice(0, REACH).some((line, at) => stampOf(line) || begins(at))) return null
  if (
    !isForum &&
    !lines.some((line) => SURE_MEMBER.test(line) || /^«.*»$|^(?:post ?)?by .+ » |^post by .+ on /i.test(line))
  )
    return null
  const copy: ForumCopy = { posts: [], furniture: new Set() }
  for (let at = 0; at < lines.length; at++) {
    const head = begins(at)
    const stamp = head ? null : stampOf(lines[at] as string)
    if (!stamp && !head) continue
    const post = head ? headOf(head, copy) : readHead(lines, at, stamp as Stamp, copy)
    const before = copy.posts.at(-1)
    if (before) before.to = Math.min(before.to, post.top)
    copy.posts.push({ ...post, to: lines.length })
    at = post.from - 1
  }
  for (const post of copy.posts) dropFoot(lines, post, copy)
  return copy.posts.length > 0 ? copy : null
}

interface Stamp {
  author?: string
  date: string | null
  subject?: string
}

function stampOf(line: string): Stamp | null {
  if (line.length < 12 || line.length > 160) return null
  for (const pattern of STAMPS) {
    const { author, date, subject } = pattern.exec(line)?.groups ?? {}
    if (date !== undefined) return { author, subject, date: readDate(date)?.date ?? null }
  }
  return null
}

type Head = Omit<ForumPost, 'to'> & { top: number }

/** The lines of the forum above the stamp and below it. */
function readHead(lines: readonly string[], at: number, stamp: Stamp, { posts, furniture }: ForumCopy): Head {
  const head: Head = {
    author: stamp.author?.trim() ?? null,
    date: stamp.date,
    subject: stamp.subject?.trim() || null,
    top: at,
    from: at + 1,
  }
  furniture.add(at)
  const floor = posts.at(-1)?.from ?? 0
  readAbove(lines, head, Math.max(floor, at - MAX_ABOVE * 2))
  if (readBelow(lines, head) && head.author === null) takeNameAbove(lines, head, floor)
  for (let line = head.top; line < head.from; line++) furniture.add(line)
  return head
}

function headOf({ author, date, threadmark, top, end }: XenForoHead, { furniture }: ForumCopy): Head {
  for (let line = top; line < end; line++) furniture.add(line)
  return { author, date, threadmark, subject: null, top, from: end }
}

function isMemberLine(line: string): boolean {
  return MEMBER.test(line) || RANK.test(line)
}

/** Upwards over the member's facts, to the name that stands above them, and a subject right above the stamp. */
function readAbove(lines: readonly string[], head: Head, floor: number): void {
  let sawMember = false
  let taken = 0
  for (let at = head.top - 1; at >= floor && taken < MAX_ABOVE; at--) {
    const line = lines[at] as string
    if (line === '') continue
    taken++
    const subject = SUBJECT.exec(line)?.groups?.subject
    const by = BY.exec(line)?.groups?.author
    if (subject !== undefined) head.subject ??= subject.trim() || null
    else if (by !== undefined && head.author === null) head.author = by
    else if (isMemberLine(line)) sawMember = true
    else if (/^author\s*:\s*\S/i.test(line)) head.author ??= line.replace(/^author\s*:\s*/i, '')
    else if (
      !sawMember &&
      head.subject === null &&
      line.length <= 120 &&
      !/[.!?"”]$/.test(line) &&
      isSubject(line, lines, at)
    )
      head.subject = line
    else if (sawMember && head.author === null && NAME.test(line)) head.author = line
    else break
    head.top = at
  }
}

/** A line above the stamp is a subject where the member's facts or a by-line stand round it, or it answers a thread. */
function isSubject(line: string, lines: readonly string[], at: number): boolean {
  if (/^re:\s/i.test(line) || BY.test(lines[at + 1] ?? '')) return true
  const above = lines.slice(Math.max(0, at - 3), at).filter((each) => each !== '')
  return above.some((each) => isMemberLine(each))
}

/**
 * Downwards over the member's facts: of those that begin with the name, and those that have it above.
 * @returns whether there are any.
 */
function readBelow(lines: readonly string[], head: Head): boolean {
  let taken = 0
  const below = () => {
    let at = head.from
    while (at < lines.length && lines[at] === '') at++
    return at
  }
  for (let at = below(); at < lines.length && taken < MAX_BELOW; at = below()) {
    const line = lines[at] as string
    const subject = SUBJECT.exec(line)?.groups?.subject
    const next = lines.slice(at + 1, at + 4).filter((each) => each !== '')
    if (subject !== undefined) head.subject ??= subject.trim() || null
    else if (isMemberLine(line)) taken++
    else if (
      head.author === null &&
      taken === 0 &&
      NAME.test(line) &&
      next.some((each) => isMemberLine(each))
    )
      head.author = line
    else break
    head.from = at + 1
  }
  return taken > 0
}

/** Invision: the name, the stamp, the member's facts. */
function takeNameAbove(lines: readonly string[], head: Head, floor: number): void {
  const at = head.top - 1
  if (at < floor || !NAME.test(lines[at] as string)) return
  head.author = lines[at] as string
  head.top = at
}

/** Buttons below a post, and the signature under its rule. */
function dropFoot(lines: readonly string[], post: ForumPost, { furniture }: ForumCopy): void {
  let end = post.to
  let sawMember = false
  for (let at = post.to - 1; at >= post.from; at--) {
    const line = lines[at] as string
    const isMember = isMemberLine(line)
    if (line !== '' && !FOOT.test(line) && !isMember) break
    sawMember ||= isMember
    end = at
  }
  if (sawMember) end = nameAbove(lines, end, post)
  let words = 0
  for (let at = end - 1; at >= post.from && words <= MAX_SIGNATURE_WORDS; at--) {
    const line = lines[at] as string
    if (SIGNATURE.test(line)) {
      end = at
      break
    }
    words += line === '' ? 0 : line.split(/\s+/).length
  }
  for (let at = end; at < post.to; at++) furniture.add(at)
  post.to = end
}

/** phpBB 3 prints name, rank and facts of the member below the post. */
function nameAbove(lines: readonly string[], end: number, { author, from }: ForumPost): number {
  for (let at = end - 1; at >= Math.max(from, end - 3); at--) if (lines[at] === author) return at
  return end
}

const UPDATE =
  /[\s–—-]*\(?\b(?:ch(?:ap(?:ter)?)?s?\.?|parts?|pts?\.?)\s*\d+(?:\s*[-&+,]\s*\d+)*\s*(?:is\s+)?(?:up|posted|added|updated|new)\b.*$/i

/** A thread's subject: its title, and what stood in brackets. */
export function readThreadSubject(subject: string): ReturnType<typeof readTitleLine> {
  return readTitleLine(subject.replace(UPDATE, '').replace(/[\s–—-]*\(?\b(?:last )?updated?\b[^)]*\)?$/i, ''))
}
