/** Allowed HTML to plain text: what is searched, counted and exported as text. */
import { topLevelBlocks } from './top-level-blocks.ts'

/** A writer's scene break in plain text. */
export const BREAK_LINE = '* * *'

export interface PlainChapter {
  /** Paragraphs parted by a blank line, a writer's break as a line `* * *`, a line break as "\n". */
  text: string
  /** Where each top-level block of the HTML stands in `text`: UTF-16 offsets, end exclusive. */
  blocks: { start: number; end: number }[]
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }
const TAG = /<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>/g
/** Elements within a top-level block that stand on lines of their own. */
const PARAGRAPH = new Set([
  'p',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'dl',
  'table',
  'figure',
  'div',
  'details',
])
const LINE = new Set(['li', 'tr', 'dt', 'dd', 'figcaption', 'caption', 'summary'])

/** @param html a chapter's allowed HTML. */
export function plainChapter(html: string): PlainChapter {
  const parts: string[] = []
  const blocks: { start: number; end: number }[] = []
  let length = 0
  for (const block of topLevelBlocks(html)) {
    const text = block.tag === 'hr' ? BREAK_LINE : blockText(html.slice(block.start, block.end))
    if (parts.length > 0) length += 2
    blocks.push({ start: length, end: length + text.length })
    parts.push(text)
    length += text.length
  }
  return { text: parts.join('\n\n'), blocks }
}

/** Plain text of any allowed HTML (a summary, notes). '' for null. */
export function plainText(html: string | null): string {
  return html === null ? '' : plainChapter(html).text
}

/** Plain text of one block: tags dropped, `<br>` a line break, nested paragraphs parted by a blank line. */
export function blockText(html: string): string {
  if (isBareParagraph(html)) return tidy(decode(html.slice(3, -4)))
  let text = ''
  let last = 0
  for (const match of html.matchAll(TAG)) {
    text += html.slice(last, match.index)
    last = match.index + match[0].length
    text += tagText(match[2] as string, match[1] === '/')
  }
  text += html.slice(last)
  return tidy(decode(text))
}

/** `<p>` with nothing but text in it, as most are. */
function isBareParagraph(html: string): boolean {
  return html.startsWith('<p>') && html.indexOf('<', 3) === html.length - 4 && html.endsWith('</p>')
}

function tagText(name: string, closing: boolean): string {
  if (name === 'br') return '\n'
  if (name === 'hr') return `\n\n${BREAK_LINE}\n\n`
  if (PARAGRAPH.has(name)) return '\n\n'
  if (LINE.has(name)) return '\n'
  if ((name === 'td' || name === 'th') && closing) return '\t'
  return ''
}

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] as string)
}

function tidy(text: string): string {
  const lines = text.includes('\n') ? text.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n') : text
  let start = 0
  let end = lines.length
  while (start < end && isLineEnd(lines.charCodeAt(start))) start++
  while (end > start && (isLineEnd(lines.charCodeAt(end - 1)) || lines.charCodeAt(end - 1) === SPACE)) end--
  return lines.slice(start, end)
}

const SPACE = 0x20
const isLineEnd = (code: number) => code === 0x0a || code === 0x09

/** Plain text → HTML of paragraphs: a blank line parts paragraphs, "\n" is a line break. Escapes everything. */
export function paragraphsHtml(text: string): string {
  return text
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\n/g, '<br>')}</p>`)
    .join('')
}

/** Text → HTML text: `&`, `<`, `>` escaped. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
