/** What a message's header says of the story in it. */
import { addressParser } from 'postal-mime'
import type { Span } from '../../../story/field.ts'
import { escapeHtml } from '../../../story/plain-text.ts'
import type { Block, KnownField, SourceDocument } from '../../document.ts'
import { RANK } from '../../recover/candidate.ts'
import { readCreators } from '../../recover/creators.ts'
import { readHeaderValues } from '../../recover/header-values.ts'
import { isNoTitle, readTitleLine } from '../../recover/title-line.ts'
import { readDate } from '../../recover/vocabulary/dates.ts'

export interface MailHead {
  subject: string
  from: { name: string; address: string }
  /** As written. */
  date: string
  list: string
}

/** Who passes stories on has not written them. */
const NO_AUTHOR =
  /\b(?:owner|moderator|mod|digest|lists?|admin|administrator|archiv\w*|yahoo ?groups?|egroups|onelist|google ?groups|no-?reply|majordomo|listserv|listbot|mailer-daemon|postmaster|newsletter|remailer|robot|bot|submissions?|fic ?mailer|notify)\b/i
const PASSED_ON =
  /\b(?:re-?posted|posted|forwarded|submitted|sent|archived)\s+(?:for|on behalf of)\s+(.{2,60}?)(?:[)\].,;]|$)/i
/** Lines at the top of a body that say for whom it is posted. */
const TOP = 1500

/** Spans are those of the head's own text, which `headText` writes. */
export function headText(head: MailHead): string {
  const lines = [
    `Subject: ${head.subject}`,
    `From: ${addressOf(head.from)}`,
    ...(head.date === '' ? [] : [`Date: ${head.date}`]),
  ]
  return `${lines.join('\n')}\n\n`
}

/** Addresses are private: the name alone is shown, where there is one. */
function addressOf({ name, address }: MailHead['from']): string {
  return name || address.replace(/@.*$/, '@…')
}

export function knownFromMail(head: MailHead, path: string, body: string): KnownField[] {
  const text = headText(head)
  return [
    ...subjectFields(head.subject, path, text),
    ...authorFields(head, text, body),
    ...dateField(head.date, text),
  ]
}

export function partOfMail(head: MailHead): SourceDocument['part'] {
  const read = readTitleLine(head.subject)
  const title = isNoTitle(read.title) ? null : read.title
  if (title === null && read.part === null) return undefined
  return { title, number: read.part, of: read.of, where: 'subject', thread: threadOf(head) }
}

function threadOf({ list, subject }: MailHead): string | null {
  return list || (/^\s*(?:re:\s*)?\[([^\]]{2,40})\]/i.exec(subject)?.[1]?.toLowerCase() ?? null)
}

function subjectFields(subject: string, path: string, text: string): KnownField[] {
  const read = readTitleLine(subject)
  const span = spanIn(text, subject)
  const title: KnownField[] = isNoTitle(read.title)
    ? []
    : [
        {
          field: 'title',
          value: read.title,
          ...(read.title !== subject && { raw: subject }),
          span,
          rule: 'mail/subject',
          confidence: 0.85,
          rank: 'page-title',
        },
      ]
  return [...title, ...bracketFields(subject, path, span)]
}

/** Rating, pairing and the like in a subject's brackets, read as a labelled title's are. */
function bracketFields(subject: string, path: string, span: Span): KnownField[] {
  const block: Block = {
    kind: 'paragraph',
    html: `<p>${escapeHtml(subject)}</p>`,
    text: subject,
    span,
    gapBefore: 0,
  }
  const document: SourceDocument = {
    path,
    stem: '',
    format: 'mail',
    encoding: null,
    text: headText({ subject, from: { name: '', address: '' }, date: '', list: '' }),
    blocks: [block],
    known: [],
    chapters: null,
    diagnostics: [],
  }
  const entry = {
    field: 'title' as const,
    also: [],
    label: '',
    weak: false,
    lines: [{ block: 0, text: subject }],
    block: 0,
  }
  const { candidates } = readHeaderValues([entry], { document, rank: RANK.repeated, rule: 'mail/subject' })
  return candidates
    .filter((candidate) => candidate.field !== 'title')
    .map(({ rank: _, ...candidate }) => ({ ...candidate, span, rule: 'mail/subject', rank: 'page-title' }))
}

function authorFields(head: MailHead, text: string, body: string): KnownField[] {
  const { name, address } = head.from
  const passedOn = PASSED_ON.exec(head.subject) ?? PASSED_ON.exec(body.slice(0, TOP).replace(/\n/g, ' '))
  const base = { field: 'authors' as const, rank: 'metadata' as const }
  if (passedOn !== null) {
    return readCreators(passedOn[1] as string).map((value) => ({
      ...base,
      value,
      raw: passedOn[0],
      span: null,
      rule: 'mail/posted-for',
      confidence: 0.7,
    }))
  }
  const shown = name.replace(/\s+via\s+.*$/i, '').replace(/^["']+|["']+$/g, '')
  if (NO_AUTHOR.test(shown) || (shown === '' && NO_AUTHOR.test(address.replace(/@.*$/, '')))) return []
  if (shown === '' || shown.includes('@')) return guessedAuthor(address, text)
  return (isPenName(shown, address) ? [shown] : readCreators(shown)).map((value) => ({
    ...base,
    value,
    span: spanIn(text, shown),
    rule: 'mail/from',
    confidence: 0.75,
  }))
}

/** "Ink & Quill" <inkandquill@…>: a mailbox has one name. */
function isPenName(shown: string, address: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[&+]/g, 'and')
      .replace(/[^a-z0-9]+/g, '')
  return /\s(?:&|and|\+)\s/.test(shown) && plain(shown) === plain(address.replace(/@.*$/, ''))
}

/** The first half of an address may be a name, or nothing of the kind: a candidate that is not chosen. */
function guessedAuthor(address: string, text: string): KnownField[] {
  const value = address.replace(/@.*$/, '')
  if (value === '') return []
  return [
    {
      field: 'authors',
      rank: 'metadata',
      value,
      span: spanIn(text, value),
      rule: 'mail/address',
      confidence: 0.5,
    },
  ]
}

function dateField(date: string, text: string): KnownField[] {
  const read = date === '' ? null : readDate(date)
  if (read === null) return []
  return [
    {
      field: 'published',
      value: read.date,
      raw: date,
      span: spanIn(text, date),
      rule: 'mail/date',
      confidence: 0.85,
      rank: 'metadata',
    },
  ]
}

function spanIn(text: string, words: string): Span {
  const start = Math.max(0, text.indexOf(words))
  return { start, end: start + words.length, line: text.slice(0, start).split('\n').length }
}

/** `"Name" <a@b>`, `a@b (Name)`, a bare address or name. */
export function readSender(value: string): MailHead['from'] {
  const [first] = addressParser(value)
  return { name: first?.name ?? '', address: first?.address ?? '' }
}

/** The date of a From_ line, for messages without one of their own: `Sat Jan  3 01:05:34 1996`. */
export function dateOfFromLine(line: string): string {
  const match = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(\w{3}) +(\d{1,2}) .*?((?:19|20)\d\d)/.exec(line)
  return match === null ? '' : `${match[2]} ${match[1]} ${match[3]}`
}
