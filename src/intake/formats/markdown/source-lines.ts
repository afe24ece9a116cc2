/**
 * Markdown as stories are written in it → Markdown as its standard reads it: where the standard would eat a scene
 * break, a number or a line, what stands there is written so that it stays.
 */
import { labelOfLine } from '../../recover/labels.ts'

/** Elements a story may hold; anything else in angle brackets is the writer's: `<Jack> hello`. */
const ELEMENTS =
  'a|abbr|article|b|big|blockquote|body|br|center|cite|code|dd|del|details|dfn|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|ins|kbd|li|link|mark|meta|ol|p|pre|q|rp|rt|ruby|s|samp|script|section|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|var|wbr'
const NO_ELEMENT = new RegExp(
  String.raw`<(?!/?(?:${ELEMENTS})\b|!--|https?:|mailto:|[\w.+-]{1,60}@)(?=[a-z/!?])`,
  'gi',
)
const NUMBERED = /^ {0,3}\d{1,9}[.)](?:\s|$)/
const BULLET = /^ {0,3}[-+*]\s/
/** Prose is longer than a heading, or ends like a sentence. */
const LONGEST_HEADING = 80
const SENTENCE_END = /[.!?…,;—–-]["'”’»*_)]*$/

/** @param text decoded, without front matter. Time grows with its length. */
export function readableSource(text: string): string {
  const lines = withoutDivisions(withoutRemarks(text)).replace(NO_ELEMENT, '&lt;').split('\n')
  closeFences(lines)
  const out: string[] = []
  for (const [at, line] of lines.entries()) {
    const around = { above: lines[at - 1] ?? '', below: lines[at + 1] ?? '' }
    if (isUnderline(line) && isProse(around.above)) out.push('')
    out.push(readableLine(line, around))
  }
  return out.join('\n')
}

/** Lines that open and close pandoc's divisions; without one that says what it opens, `:::` is a scene break. */
function withoutDivisions(text: string): string {
  return /^:{3,} ?(?:\{|\w)/m.test(text)
    ? text.replace(/^:{3,}(?: ?\{[^}\n]*\}:*| ?\w+ ?:*)?[ \t]*$/gm, '')
    : text
}

/** Remarks of editors are left out; changes are done, and what pandoc adds to the standard is said in HTML. */
function withoutRemarks(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(^|\s)%%[\s\S]{1,20000}?%%(?=\s|$)/g, '$1')
    .replace(/\{>>[\s\S]{0,2000}?<<\}|\{--[\s\S]{0,2000}?--\}/g, '')
    .replace(/\{\+\+([\s\S]{0,2000}?)\+\+\}|\{==([\s\S]{0,2000}?)==\}/g, '$1$2')
    .replace(/\{~~[\s\S]{0,2000}?~>([\s\S]{0,2000}?)~~\}/g, '$1')
    .replace(/^(#{1,6} .*?)[ \t]*\{[#.][^{}\n]{0,200}\}[ \t]*$/gm, '$1')
    .replace(/\[([^\][\n]{1,2000})\]\{\.(underline|smallcaps|mark)\}/g, (_, text: string, look: string) =>
      look === 'underline' ? `<u>${text}</u>` : text,
    )
    .replace(/(?<=[\p{L}\d)])~(\d{1,3})~/gu, '<sub>$1</sub>')
    .replace(/(?<=[\p{L}\d)])\^(\d{1,3}|st|nd|rd|th)\^/gu, '<sup>$1</sup>')
    .replace(/\[\[(?:[^\][|\n]{1,200}\|)?([^\][|\n]{1,200})\]\]/g, '$1')
}

/** A fence that is never closed would make the rest of the story code. */
function closeFences(lines: string[]): void {
  const fences = [...lines.keys()].filter((at) => /^ {0,3}`{3,}[^`]*$/.test(lines[at] as string))
  if (fences.length % 2 === 1) {
    const last = fences.at(-1) as number
    lines[last] = `\\${lines[last]}`
  }
}

const isUnderline = (line: string) => /^ {0,3}(?:-+|=+)[ \t]*$/.test(line)

function isProse(line: string): boolean {
  const text = line.trim()
  return text.length > LONGEST_HEADING || (text !== '' && SENTENCE_END.test(text))
}

interface Around {
  above: string
  below: string
}

function readableLine(line: string, { above, below }: Around): string {
  const text = line.trim()
  if (text === '') return line
  // Marks alone: an empty heading, list, quote or fence by the standard, a break by the writer.
  const isHeading = text === '-' && above.trim() !== '' && !isProse(above)
  if (!isHeading && /^(?:#{1,6}|>[> ]*|~{3,}|[-+*]|[-+*] [-+*])$/.test(text))
    return text.replace(/[#>~*+-]/g, '\\$&')
  if (/^~{3,}/.test(text)) return text.replace(/~/g, '\\~')
  const isAlone = above.trim() === '' && below.trim() === ''
  if (NUMBERED.test(line) && !NUMBERED.test(above) && !NUMBERED.test(below))
    return text.replace(/[.)]/, '\\$&')
  if (isAlone && BULLET.test(line) && (SENTENCE_END.test(text) || /^([-+*]).*\1$/.test(text)))
    return `\\${text}`
  if (/^\[[^\]^]{1,80}\]:\s*(?!<?(?:https?:|mailto:|[#/.]|\S+\.\w{2,4}(?:\s|$)))/.test(text))
    return `\\${text}`
  const heading = line.replace(/^(#{1,6})(?=(?:chapter|part|prologue|epilogue|interlude)\b)/i, '$1 ')
  return labelOfLine(below.replace(/[*_]/g, '')) !== null ? `${heading.trimEnd()}  ` : heading
}

/** Whether lines end where the page ended: then a line end is a space, otherwise it is the writer's. */
export function isWrapped(text: string): boolean {
  let full = 0
  let short = 0
  for (const paragraph of text.split(/\n[ \t]*\n/)) {
    const lines = paragraph.split('\n').filter((line) => !/^\s*(?:[>#|*+-]|\d+[.)])/.test(line))
    for (const line of lines.slice(0, -1)) {
      if (/(?: {2}|\\)$/.test(line)) continue
      if (line.length >= 55 && line.length <= 110) full++
      else short++
    }
  }
  return full > short
}
