/** Prose values: a header entry or a run of blocks as allowed HTML and plain text. */
import { blockText, escapeHtml, paragraphsHtml } from '../../story/plain-text.ts'
import type { Block, SourceDocument } from '../document.ts'
import type { HeaderEntry } from './header.ts'
import { sliceHtml } from './html-slice.ts'

export interface Prose {
  html: string
  text: string
}

/** Wrapped lines of one paragraph are joined: above this length a line was cut by the width, not by the writer. */
const WRAPPED_FROM = 50

/** A value as one string: wrapped lines joined, other line ends kept. */
export function entryText(entry: HeaderEntry): string {
  let text = ''
  let lastLine = ''
  let lastBlock = -1
  for (const { block, text: line } of entry.lines) {
    const words = line.trim()
    if (text === '') text = words
    else if (block !== lastBlock) text += `\n\n${words}`
    else text += `${isWrapped(lastLine, words) ? ' ' : '\n'}${words}`
    lastLine = words
    lastBlock = block
  }
  return text
}

function isWrapped(line: string, next: string): boolean {
  return line.length >= WRAPPED_FROM || /[,;&+/]$/.test(line) || /^\p{Ll}/u.test(next)
}

/** A value with the emphasis it had. */
export function entryProse(entry: HeaderEntry, document: SourceDocument): Prose {
  const text = entryText(entry)
  const parts: string[] = []
  let index = 0
  while (index < entry.lines.length) {
    const { block } = entry.lines[index] as { block: number }
    const lines: string[] = []
    while (entry.lines[index]?.block === block)
      lines.push((entry.lines[index++] as { text: string }).text.trim())
    parts.push(paragraphOf(document.blocks[block] as Block, lines))
  }
  return { html: parts.join(''), text }
}

function paragraphOf(block: Block, lines: string[]): string {
  const whole = lines.join('\n')
  if (whole === block.text.trim() && block.kind !== 'heading') return block.html
  const inner =
    sliceHtml(block.html, whole) ??
    lines.map((line) => sliceHtml(block.html, line) ?? escapeHtml(line)).join('<br>')
  return `<p>${inner.split('<br>').reduce(joinLine, '')}</p>`
}

function joinLine(html: string, line: string): string {
  if (html === '') return line
  return `${html}${isWrapped(blockText(html.slice(html.lastIndexOf('<br>') + 1)), blockText(line)) ? ' ' : '<br>'}${line}`
}

/** Whole blocks as prose. Headings among them become paragraphs. */
export function blocksProse(blocks: Block[]): Prose {
  const shown = blocks.filter((block) => block.kind !== 'break' || blocks.length > 1)
  return {
    html: shown.map((block) => (block.kind === 'heading' ? paragraphsHtml(block.text) : block.html)).join(''),
    text: shown
      .map((block) => block.text)
      .filter((text) => text !== '')
      .join('\n\n'),
  }
}
