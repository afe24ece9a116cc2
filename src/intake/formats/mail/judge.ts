/** Whether a message is a story, or talk about stories. What is left out is told of, with the reason; its bytes are kept. */
import { characterKind, PAIRED } from '../../character-kind.ts'
import { labelOfLine } from '../../recover/labels.ts'
import { readTitleLine } from '../../recover/title-line.ts'

const REPLY = /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|aw|sv|antw|antwort|odp|tr|rif|wg)\s*(?:\[\d+\]|\^\d+)?\s*:/i
const FEEDBACK = /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:LOC|FB|feedback|fdbk|review|reviews|comments?)\b\s*[:-]/i
const ADMIN =
  /\b(?:admin(?:istrivia)?|FAQ|list (?:rules|guidelines|info|news|business)|rules|guidelines|moderator|mod note|welcome to|reminder|poll|calendar|out of office|auto-?reply|vacation|unsubscribe|subscribe|delivery (?:status|failure)|undeliverable|returned mail|nominations?|voting|awards?|archive update|site update|challenge (?:announcement|post|rules|list)|new challenge|challenge:|looking for|seeking|searching for|ISO|LF|recs?|recommendations?|beta (?:needed|wanted|request)|need (?:a )?beta|test(?:ing)?|intro(?:duction)?|hello|hi all|OT|off[- ]topic|spam|new member|file (?:uploaded|changed)|new (?:file|poll|link|photo)s?)\b/i
const STORY_TAG =
  /(?:^|[[(\s:/])(?:FIC|FANFIC|FICLET|DRABBLES?|STORY|NEW|REPOST|REP|REVISED|REV|WIP|ADULT|VIGNETTE|SNIPPET|POEM|SONGFIC|XOVER|N2U)\s*[:\])/-]|^\s*(?:NEW|REPOST|FIC|STORY|REV|REP)\s/
const QUOTED = /^\s{0,2}(?:>|\||:\s|[A-Za-z]{1,3}>)/
/** Labels only a story's header has; names, dates and contacts stand under any mail. */
const HEADER_FIELDS = new Set([
  'title',
  'author',
  'fandom',
  'rating',
  'relationships',
  'characters',
  'summary',
  'disclaimer',
  'warnings',
  'length',
  'tags',
  'spoilers',
  'archive',
  'category',
  'series',
  'status',
])
const HEADER_LINES = 80
/** Fewer words of one's own than this, under nothing that tells a story, are a note. */
const SHORT_WORDS = 150
const TALK =
  /\b(?:you(?:'re|'ve|r|rs)?|anyone|everyone|everybody|guys|list|thanks|thank|fics?|stories|episodes?|series|season|archive|site|web|url|http|please|email|e-mail|posted|post|author|authors|writers?|readers?|beta|feedback|chapter|disclaimer|IMHO|IMO|LOL|BTW)\b/gi
const TALE =
  /\b(?:he|she|his|her|him|they|said|asked|whispered|murmured|replied|looked|turned|smiled|eyes|hand|hands|door|voice|stood|walked|felt|knew|thought)\b/gi

export interface Judged {
  subject: string
  /** Without furniture. */
  text: string
  /** It is the answer to another. */
  isAnswer: boolean
}

/** @returns why it is no story; null where it may be one. */
export function whyNoStory({ subject, text, isAnswer }: Judged): string | null {
  const lines = text.split('\n')
  const filled = lines.filter((line) => line.trim() !== '')
  if (filled.length === 0) return 'an empty message'
  const quoted = filled.filter((line) => QUOTED.test(line)).length
  const words = wordsIn(lines.filter((line) => !QUOTED.test(line)).join(' '))
  const labels = headerLabels(lines)
  const { part } = readTitleLine(subject)
  const isTagged = STORY_TAG.test(subject) || part !== null
  const isReply = REPLY.test(subject)
  if (labels >= 2 && (!isReply || words >= SHORT_WORDS)) return null
  if (isReply)
    return isStoryInReply({ words, quoted, lines: filled.length, isTagged, text }) ? null : 'a reply'
  if (FEEDBACK.test(subject)) return 'feedback'
  if (quoted > filled.length / 3 && words < 600) return quoted > filled.length * 0.9 ? null : 'a reply'
  if (isTagged && words > 0) return words < 30 ? 'a note without a story' : null
  if (ADMIN.test(subject)) return words > 400 && isTale(text) ? null : 'talk of the list'
  if (words < SHORT_WORDS)
    return isAnswer ? 'a reply' : isTale(text) && words >= 60 ? null : 'a note without a story'
  return isTale(text) ? null : isAnswer ? 'a reply' : 'talk of the list'
}

interface Reply {
  words: number
  quoted: number
  lines: number
  isTagged: boolean
  text: string
}

/** Parts are sometimes posted as answers to the one before. */
function isStoryInReply({ words, quoted, lines, isTagged, text }: Reply): boolean {
  if (quoted > lines * 0.15) return false
  return words >= (isTagged ? 250 : 700) && isTale(text)
}

function isTale(text: string): boolean {
  const talk = text.match(TALK)?.length ?? 0
  const tale = text.match(TALE)?.length ?? 0
  return tale >= 3 && tale > talk * 1.5
}

const isSpace = characterKind(/\s/)
const isOfWord = characterKind(/[\p{L}\p{N}]/u)

/** Runs without white space that have a letter or digit in them. */
function wordsIn(text: string): number {
  if (PAIRED.test(text)) return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  let words = 0
  let isCounted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) isCounted = false
    else if (!isCounted && isOfWord(code)) {
      words++
      isCounted = true
    }
  }
  return words
}

function headerLabels(lines: readonly string[]): number {
  const fields = new Set<string>()
  for (const line of lines.slice(0, HEADER_LINES)) {
    const label = line.length > 300 ? null : labelOfLine(line)
    if (label && label.value !== '' && HEADER_FIELDS.has(label.field)) fields.add(label.field)
  }
  return fields.size
}
