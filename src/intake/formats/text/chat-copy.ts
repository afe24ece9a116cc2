/** A story pasted from a chat (Discord): names and times above the messages, others' remarks between and below. */
import type { KnownField } from '../../document.ts'
import { labelOfLine } from '../../recover/labels.ts'
import { type CopiedPost, threadText } from './copied-thread.ts'
import type { ForumText } from './forum-document.ts'

const HEAD =
  /^(?<name>\S.{0,31}?)(?:\s+[—–-]\s+|\s{2,})(?:(?:today|yesterday)(?: at)? |\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? (?:at )?|\d{4}-\d\d-\d\d )\d{1,2}:\d\d(?: ?[ap]m)?(?: \(edited\))?$/i
const FURNITURE =
  /^(?:\[\d{1,2}:\d\d(?: ?[ap]m)?\]|\(edited\)|(?:\p{Emoji_Presentation}|❤\uFE0F?|♥\uFE0F?) ?\d{1,3})$/iu
/** One message at least is a story, and the talk is less than it: in a story told in messages, all are short. */
const STORY_WORDS = 150
const MOST_TALK = 0.25
const LEAST_WORDS = 40
/** Above the first head stands nothing but a channel's name. */
const MAX_ABOVE = 3

interface Message extends CopiedPost {
  name: string
  words: number
}

/** @returns null where this is no chat, or one that is itself the story. Time grows with the text. */
export function readChatText(text: string): ForumText | null {
  const lines = text.split('\n').map((line) => line.trim())
  const top = lines.findIndex((line) => HEAD.test(line))
  if (top < 0 || lines.slice(0, top).filter((line) => line !== '').length > MAX_ABOVE) return null
  const messages = messagesOf(lines)
  const longest = messages.reduce((best, each) => (each.words > best.words ? each : best))
  const own = messages.filter(({ name }) => name === longest.name)
  const talk = messages.reduce((sum, { name, words }) => sum + (name === longest.name ? 0 : words), 0)
  const told = own.reduce((sum, { words }) => sum + words, 0)
  if (longest.words < STORY_WORDS || talk > told * MOST_TALK) return null
  const posts = storyOf(own, lines).flatMap((message) => withoutFurniture(message, lines))
  const author: KnownField = {
    field: 'authors',
    value: longest.name,
    rule: 'forum/poster',
    confidence: 0.75,
    rank: 'page-title',
    span: null,
  }
  return threadText(text, {
    posts,
    known: [author],
    diagnostic: `Names and times round ${own.length === 1 ? 'a message' : `${own.length} messages`} are left out, and ${messages.length - own.length} sent by others.`,
    isOneChapter: true,
  })
}

function messagesOf(lines: readonly string[]): Message[] {
  const messages: Message[] = []
  lines.forEach((line, at) => {
    const name = line.length < 80 ? HEAD.exec(line)?.groups?.name : undefined
    const last = messages.at(-1)
    if (name !== undefined) messages.push({ name, words: 0, from: at + 1, to: at + 1 })
    else if (last) {
      last.to = at + 1
      if (line !== '') last.words += line.split(/\s+/).length
    }
  })
  return messages
}

/** The long messages, what stands short between them, and a header above: thanks below them are talk. */
function storyOf(own: Message[], lines: readonly string[]): Message[] {
  const first = own.findIndex(({ words }) => words >= LEAST_WORDS)
  const last = own.findLastIndex(({ words }) => words >= LEAST_WORDS)
  const isHeader = ({ from, to }: Message) => lines.slice(from, to).some((line) => labelOfLine(line) !== null)
  return own.filter((message, at) => at <= last && (at >= first || isHeader(message)))
}

function withoutFurniture({ from, to }: Message, lines: readonly string[]): CopiedPost[] {
  const posts: CopiedPost[] = []
  for (let at = from; at < to; at++) {
    const last = posts.at(-1)
    if (FURNITURE.test(lines[at] as string)) continue
    if (last?.to === at) last.to = at + 1
    else posts.push({ from: at, to: at + 1 })
  }
  return posts
}
