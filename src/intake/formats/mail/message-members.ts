/** One message → what is in it: its own story, what hangs on it, and the messages of a digest, each judged by itself. */
import { createHash } from 'node:crypto'
import { RefusedFile } from '../../../errors.ts'
import { plainText } from '../../../story/plain-text.ts'
import { readDate } from '../../recover/vocabulary/dates.ts'
import type { MemberContent } from '../container.ts'
import { DEFAULT_LIMITS } from '../format.ts'
import { htmlDocument } from '../html.ts'
import { messagesOfDigest } from './digest.ts'
import { withoutFurniture } from './furniture.ts'
import { whyNoStory } from './judge.ts'
import { mailDocument } from './mail-document.ts'
import { dateOfFromLine, type MailHead, readSender } from './mail-facts.ts'
import { type Message, parseMessage } from './parse-message.ts'

export interface MessagePart {
  /** After the message's own name: '' for its text, `/1` in a digest, `/story.doc`. */
  suffix: string
  content: MemberContent
  sizeBytes: number
}

export interface ReadMessage {
  /** For people, and the same whenever the message is met again: `2001-03-04 The Tin Orchard 1-3 (3f2a9c1b)`. */
  name: string
  parts: MessagePart[]
}

export interface MessageSource {
  bytes: Uint8Array
  /** '' where there is none. */
  fromLine: string
  /** Path of the container, for the documents'. */
  path: string
}

const MAX_NESTED = 3
/** Signatures, cards and the winmail.dat of Outlook are no stories. */
const NO_STORY = /^(?:winmail\.dat|smime\.p7s|signature\.asc|.*\.(?:vcf|p7s|asc|sig|ics))$/i

export async function readMessage(source: MessageSource, depth = 0): Promise<ReadMessage> {
  const message = await parseMessage(source.bytes)
  const date = message.date || dateOfFromLine(source.fromLine)
  const name = nameOf(message, date, source.bytes)
  const at = (suffix: string) => `${source.path}!/${name}${suffix}`
  const head: MailHead = { subject: message.subject, from: message.from, date, list: message.list }
  const parts: MessagePart[] = []
  const inDigest = messagesOfDigest(message.text)
  if (inDigest.length > 0) {
    for (const [index, each] of inDigest.entries()) {
      const own = { subject: each.subject, from: readSender(each.from), date: each.date, list: message.list }
      const suffix = `/${index + 1}`
      parts.push(
        storyPart(suffix, { path: at(suffix), head: own, text: each.text, unsafeHtml: '', isAnswer: false }),
      )
    }
  } else if (!(message.text.trim() === '' && message.unsafeHtml === '' && hasMore(message))) {
    const { text, unsafeHtml, inReplyTo } = message
    parts.push(storyPart('', { path: at(''), head, text, unsafeHtml, isAnswer: inReplyTo !== '' }))
  }
  for (const each of message.attachments) parts.push(attachmentPart(each, at))
  if (depth < MAX_NESTED)
    for (const [index, bytes] of message.inner.entries())
      parts.push(...(await innerParts({ ...source, bytes, fromLine: '' }, index, depth)))
  return { name, parts: uniquely(parts) }
}

const hasMore = (message: Message) => message.attachments.length + message.inner.length > 0

async function innerParts(source: MessageSource, index: number, depth: number): Promise<MessagePart[]> {
  const { parts } = await readMessage(source, depth + 1)
  return parts.map((part) => ({ ...part, suffix: `/${index + 1}${part.suffix}` }))
}

interface Story {
  path: string
  head: MailHead
  text: string
  unsafeHtml: string
  isAnswer: boolean
}

function storyPart(suffix: string, story: Story): MessagePart {
  const { head, unsafeHtml, isAnswer } = story
  const text = withoutFurniture(unsafeHtml === '' ? story.text : textOfHtml(story.path, unsafeHtml))
  const sizeBytes = Buffer.byteLength(text)
  const reason = whyNoStory({ subject: head.subject, text, isAnswer })
  if (reason !== null) return { suffix, sizeBytes, content: { kind: 'skipped', reason } }
  const document = mailDocument(story.path, head, { text, unsafeHtml })
  const identity = JSON.stringify([head.subject, head.from.name, head.date, unsafeHtml || text])
  return { suffix, sizeBytes, content: { kind: 'documents', documents: [document], identity } }
}

function textOfHtml(path: string, unsafeHtml: string): string {
  try {
    return htmlDocument(path, { text: unsafeHtml, encoding: 'utf-8', repairs: [] })
      .blocks.map((block) => plainText(block.html))
      .join('\n\n')
  } catch (error) {
    if (error instanceof RefusedFile) return ''
    throw error
  }
}

function attachmentPart(
  { name, bytes }: Message['attachments'][number],
  at: (suffix: string) => string,
): MessagePart {
  const suffix = `/${name.replaceAll('!/', '!_/')}`
  const content: MemberContent = NO_STORY.test(name)
    ? { kind: 'skipped', reason: 'a signature or card' }
    : { kind: 'bytes', file: { path: at(suffix), bytes, limits: DEFAULT_LIMITS } }
  return { suffix, sizeBytes: bytes.length, content }
}

function uniquely(parts: MessagePart[]): MessagePart[] {
  const seen = new Set<string>()
  return parts.map((part) => {
    let { suffix } = part
    for (let copy = 2; seen.has(suffix); copy++) suffix = `${part.suffix} (${copy})`
    seen.add(suffix)
    return { ...part, suffix }
  })
}

/** Of the id alone where there is one: programs add lines to the headers of the mail they keep. */
function nameOf(message: Message, date: string, bytes: Uint8Array): string {
  const told =
    message.id || `${message.subject}\n${message.date}\n${message.text}${message.unsafeHtml}` || bytes
  const hash = createHash('sha256').update(told).digest('hex').slice(0, 8)
  const subject = message.subject
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 60)
    .trim()
  return [readDate(date)?.date, subject, `(${hash})`].filter((part) => part).join(' ')
}
