/**
 * A mailbox file to its messages, in a stream: no more than one is in memory. All four kinds of mbox (mboxo, mboxrd,
 * mboxcl, mboxcl2), Mozilla's and Google Groups' From_ lines, and rnews batches of Usenet articles.
 */
import { createReadStream } from 'node:fs'

export interface RawMessage {
  /** Where it begins in the file, at its own From_ line. */
  offset: number
  /** From there to the next message; all of them together are the file. */
  length: number
  /** Without the From_ line, lines quoted for its sake as they were. */
  bytes: Buffer
  /** The From_ line, for its date; '' in news. */
  fromLine: string
}

const CHUNK_BYTES = 1024 * 1024
/** A larger one is cut there: it is no story. */
const MAX_MESSAGE_BYTES = 128 * 1024 * 1024
/** Enough to see a From_ line and the header below it. */
const LOOK_AHEAD = 4096

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
/** Sender, then the date as C's ctime writes it, with a zone before or after the year; or Google's bare number. */
const FROM_LINE = new RegExp(
  String.raw`^From (?:-?\d+|(?:\S.*? +|- )?${DAY},? +(?:${MONTH} +\d{1,2}|\d{1,2} +${MONTH})(?: +\d{4})? +\d{1,2}:\d\d(?::\d\d)?(?: +[A-Z]{2,5}| +[+-]\d{4})*(?: +\d{2,4})?(?: +[A-Z]{2,5}| +[+-]\d{4})?(?: +remote from \S+)?)\s*$`,
)
const HEADER_LINE = /^(?:>?From [^\n]*\n)?[!-9;-~]{2,60}:(?:[ \t]|\r?\n|$)/
/** Below a From_ line that no blank line precedes, the header must be one of mail's own. */
const MAIL_HEADER =
  /^(?:Return-Path|Received|From|To|Subject|Date|Message-ID|X-[\w-]+|Path|Newsgroups|Delivered-To|Mime-Version|Status|Sender|Reply-To|Content-Type|References|Organization|Approved):/i
const RNEWS = /^#! ?rnews (\d+)/

/** @returns messages in order; what stands before the first From_ line belongs to no message, and is given as one. */
export async function* splitMailbox(absolutePath: string): AsyncGenerator<RawMessage> {
  let pending: Buffer = Buffer.alloc(0)
  let offset = 0
  let searchFrom = 0
  for await (const chunk of createReadStream(absolutePath, { highWaterMark: CHUNK_BYTES })) {
    pending = pending.length === 0 ? (chunk as Buffer) : Buffer.concat([pending, chunk as Buffer])
    for (;;) {
      const next = nextStart(pending, searchFrom, false)
      if (next.at === undefined) {
        searchFrom = Math.max(0, next.searched)
        break
      }
      yield messageOf(pending.subarray(0, next.at), offset)
      offset += next.at
      pending = pending.subarray(next.at)
      searchFrom = 0
    }
    if (pending.length > MAX_MESSAGE_BYTES) {
      yield messageOf(pending, offset)
      offset += pending.length
      pending = Buffer.alloc(0)
      searchFrom = 0
    }
  }
  for (let from = 0; pending.length > 0; from = 0) {
    const { at = pending.length } = nextStart(pending, from, true)
    yield messageOf(pending.subarray(0, at), offset)
    offset += at
    pending = pending.subarray(at)
  }
}

interface Next {
  at?: number
  /** All before here was looked at. */
  searched: number
}

/** Where the next message begins; its own first line is passed over. */
function nextStart(bytes: Buffer, searchFrom: number, isEnd: boolean): Next {
  const batch = newsEnd(bytes)
  if (batch !== undefined) {
    if (batch < bytes.length) return { at: batch, searched: batch }
    return isEnd ? { searched: bytes.length } : { searched: 0 }
  }
  const told = toldEnd(bytes)
  if (told !== undefined && told > bytes.length && !isEnd && told < MAX_MESSAGE_BYTES) return { searched: 0 }
  let from = searchFrom
  if (told !== undefined && told <= bytes.length && isBorder(bytes, told)) from = Math.max(from, told - 1)
  for (let at = from; ; ) {
    const feed = bytes.indexOf('\nFrom ', at)
    // Only as far as that: a mailbox has no news, and would be looked through to its end for each message.
    const before = feed < 0 ? bytes : bytes.subarray(0, feed)
    const news = before.indexOf('\n#! rnews ', at)
    const found = news < 0 ? feed : news
    if (found < 0) return { searched: bytes.length - 10 }
    const start = found + 1
    if (bytes.length - start < LOOK_AHEAD && !isEnd) return { searched: found }
    if (isStart(bytes, start)) return { at: start, searched: start }
    at = start
  }
}

function isStart(bytes: Buffer, start: number): boolean {
  const look = bytes.toString('latin1', start, start + LOOK_AHEAD)
  if (RNEWS.test(look)) return true
  const end = look.indexOf('\n')
  if (end < 0 || !FROM_LINE.test(look.slice(0, end))) return false
  const below = look.slice(end + 1)
  if (!HEADER_LINE.test(below)) return false
  const before = bytes.toString('latin1', Math.max(0, start - 3), start)
  return /\n\r?\n$/.test(before) || MAIL_HEADER.test(below.replace(/^>?From [^\n]*\n/, ''))
}

/** Where a Content-Length says the message ends; the blank line after it not counted. */
function toldEnd(bytes: Buffer): number | undefined {
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, 64 * 1024))
  const blank = /\n\r?\n/.exec(head)
  if (blank === null) return undefined
  const told = /^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(head.slice(0, blank.index + 1))
  return told === null ? undefined : blank.index + blank[0].length + Number(told[1])
}

/** A told length counts only where a message does end there. */
function isBorder(bytes: Buffer, at: number): boolean {
  const after = bytes.toString('latin1', at, at + 10)
  return /^(?:\r?\n){0,2}(?:From |$)/.test(after)
}

/** Of an article in a batch: where the number of bytes its first line tells is over. */
function newsEnd(bytes: Buffer): number | undefined {
  if (bytes[0] !== 0x23) return undefined
  const line = bytes.toString('latin1', 0, 60)
  const told = RNEWS.exec(line)
  if (told === null) return undefined
  const end = line.indexOf('\n') + 1 + Number(told[1])
  // A number that is wrong is passed over, and the next batch line looked for.
  if (end < bytes.length && bytes.toString('latin1', end, end + 9) !== '#! rnews ') return undefined
  return end
}

function messageOf(bytes: Buffer, offset: number): RawMessage {
  const isMarked = bytes[0] === 0x46 || bytes[0] === 0x23
  const lineEnd = bytes.indexOf(10)
  const line = isMarked && lineEnd >= 0 ? bytes.toString('latin1', 0, lineEnd).trim() : ''
  const isFirst = FROM_LINE.test(line) || RNEWS.test(line)
  // A copy: the buffer it was cut from shall not be held for its sake.
  const content = Buffer.from(isFirst ? bytes.subarray(lineEnd + 1) : bytes)
  return {
    offset,
    length: bytes.length,
    bytes: content,
    fromLine: line.startsWith('From ') && isFirst ? line : '',
  }
}

/** Whether a file begins as a mailbox or a batch of news does. @param head its first bytes, as latin-1. */
export function beginsAsMailbox(head: string): boolean {
  const text = head.replace(/^(?:\xef\xbb\xbf)?\s*/, '')
  if (RNEWS.test(text)) return true
  const end = text.indexOf('\n')
  return end > 0 && FROM_LINE.test(text.slice(0, end)) && HEADER_LINE.test(text.slice(end + 1))
}

/** Undoes what a mailbox did to lines of a body that begin like a From_ line: one `>` was put before each. */
export function unquoteFrom(bytes: Buffer): Buffer {
  if (!bytes.includes('\n>')) return bytes
  const text = bytes.toString('latin1')
  const body = /\n\r?\n/.exec(text)
  if (body === null) return bytes
  const from = body.index + body[0].length
  return Buffer.from(text.slice(0, from) + text.slice(from).replace(/^>(>*From )/gm, '$1'), 'latin1')
}
