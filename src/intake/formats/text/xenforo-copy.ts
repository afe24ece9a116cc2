/** Posts of a XenForo forum (SpaceBattles, SufficientVelocity, QuestionableQuesting) in copied text. */
import { isDateAlone, readDate } from '../../recover/vocabulary/dates.ts'

export interface XenForoHead {
  author: string | null
  date: string | null
  /** What the post is called in the list of the story's parts; null where it is talk. */
  threadmark: string | null
  /** Lines of the head, end exclusive. */
  top: number
  end: number
}

const NUMBER = /^#[\d,]{1,6}$/
const BUTTON = /^(?:add bookmark|bookmark|new|share|view content|ignore|op|threadmarks?)$/i
const THREADMARK = /^(?:threadmarks?|sidestory|apocrypha|informational|media):?\s+(\S.{0,80})$/i
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._'-]{1,40}$/u
const MAX_HEAD = 9
const MAX_BUTTONS = 3
/** Words of such a forum round its posts. */
const SURE =
  /^(?:discussion in ['‘].{1,60}['’] started by .{1,80}|threadmarks?:\s.{1,80}|like x [\d,]+\b.{0,60}|thread starter .{0,60}|.{1,40} said: ↑?)$/i

/** Whether a text has the words of such a forum. */
export function isXenForo(lines: readonly string[]): boolean {
  return lines.some((line) => SURE.test(line))
}

/** @param at the line of the date, below name and rank and above "#12". @returns null where no post begins here. */
export function readXenForoHead(lines: readonly string[], at: number): XenForoHead | null {
  const signed = readSigned(lines, at)
  if (signed) return signed
  const day = (lines[at] as string).replace(/\s+at\s+\d.*$/, '')
  if (day.length < 8 || day.length > 30 || !isDateAlone(day)) return null
  const end = numberBelow(lines, at)
  if (end === null) return null
  let top = at
  while (top > 0 && at - top < MAX_HEAD && lines[top - 1] !== '') top--
  const head = lines.slice(top, at)
  const threadmark = head.map((line) => THREADMARK.exec(line)?.[1]).find((label) => label !== undefined)
  const author = head.find((line) => !THREADMARK.test(line) && NAME.test(line)) ?? null
  return { author, date: readDate(day)?.date ?? null, threadmark: threadmark?.trim() ?? null, top, end }
}

/** The older forums' "tidewrack, Mar 3, 2012" and "#1". */
const SIGNED = /^(\S.{1,40}?), ([A-Z][a-z]{2,8} \d{1,2}, \d{4})$/
const MOST_ABOVE = 8

/** They stood below a post; only where the first has no post above it, the copy has them above. */
function readSigned(lines: readonly string[], at: number): XenForoHead | null {
  const [, author, day] = SIGNED.exec(lines[at] as string) ?? []
  if (author === undefined || day === undefined) return null
  const end = numberBelow(lines, at)
  const isFirst = (line: string, index: number) => SIGNED.test(line) && numberBelow(lines, index) !== null
  const above = end === null ? [] : lines.slice(0, lines.findIndex(isFirst)).filter((line) => line !== '')
  if (end === null || above.length > MOST_ABOVE || above.some((line) => line.length > 160)) return null
  return { author, date: readDate(day)?.date ?? null, threadmark: null, top: at, end }
}

function numberBelow(lines: readonly string[], at: number): number | null {
  let buttons = 0
  for (let below = at + 1; below < Math.min(lines.length, at + 8); below++) {
    const line = lines[below] as string
    if (NUMBER.test(line)) return below + 1
    if (line !== '' && (!BUTTON.test(line) || ++buttons > MAX_BUTTONS)) return null
  }
  return null
}
