/** Emphasis as people type it: `*word*`, `_words_`, `**bold**`, `/thought/`, `<i>word</i>`, `[b]word[/b]`. */
import { escapeHtml } from '../../../story/plain-text.ts'

export interface Inline {
  /** Inline HTML, a line break as `<br>`. */
  html: string
  /** The same without marks, a line break as "\n". */
  text: string
  /** All of it is bold or underlined. */
  isStrong: boolean
  isCentred: boolean
  /** A mark that opens the paragraph and is never closed in it, or closes it and was never opened. */
  opens: string | null
  closes: string | null
}

/** Element by mark. */
const ELEMENTS: Record<string, string> = {
  '*': 'em',
  _: 'em',
  '/': 'em',
  '//': 'em',
  '**': 'strong',
  __: 'u',
  '***': 'strong',
  i: 'em',
  em: 'em',
  b: 'strong',
  strong: 'strong',
  u: 'u',
  s: 's',
  strike: 's',
}
const MARK = /\*+|_+|\/+|<(\/?)(i|em|b|strong|u|s|strike|center|br) ?\/?>|\[(\/?)([ibus])\]/gi
const BEFORE_OPENING = /[\s"'“”‘’«„([{—–\-/…>*_]/
const AFTER_CLOSING = /[\s"'“”‘’»)\]}.,;:!?…—–\-/<*_]/
/** A thought in slashes is short; anything longer is two slashes that have nothing to do with each other. */
const LONGEST_IN_SLASHES = 300

interface Mark {
  name: string
  start: number
  end: number
  /** Partner's place in the list of marks. */
  partner: number
  opening: boolean
}

/** LiveJournal's tag for a person. */
const LJ_USER = /<(?:lj|ljuser) (?:user|comm)=["'“”]?([\w-]+)["'“”]?[^<>]{0,40}>(?:<\/lj>)?/gi

/** @param written one paragraph, lines parted by "\n". Time grows with written.length. */
export function readInline(written: string): Inline {
  const raw = written.replace(LJ_USER, '$1')
  if (!/[*_/<[]/.test(raw)) return plain(raw)
  const marks = findMarks(raw)
  if (marks.length === 0) return plain(raw)
  pairUp(marks, raw)
  return render(raw, marks)
}

function plain(raw: string): Inline {
  return { html: toHtml(raw), text: raw, isStrong: false, isCentred: false, opens: null, closes: null }
}

function toHtml(text: string): string {
  const escaped = /[&<>]/.test(text) ? escapeHtml(text) : text
  return escaped.includes('\n') ? escaped.replaceAll('\n', '<br>') : escaped
}

function findMarks(raw: string): Mark[] {
  const marks: Mark[] = []
  for (const match of raw.matchAll(MARK)) {
    const tag = match[2] ?? match[4]
    const start = match.index
    const end = start + match[0].length
    if (tag) {
      marks.push({
        name: tag.toLowerCase(),
        start,
        end,
        partner: -1,
        opening: (match[1] || match[3]) !== '/',
      })
    } else if (match[0] in ELEMENTS) {
      marks.push({ name: match[0], start, end, partner: -1, opening: canOpen(raw, start, end) })
    }
  }
  return marks
}

function canOpen(raw: string, start: number, end: number): boolean {
  return (start === 0 || BEFORE_OPENING.test(raw[start - 1] as string)) && /\S/.test(raw[end] ?? ' ')
}

function canClose(raw: string, start: number, end: number): boolean {
  return (end === raw.length || AFTER_CLOSING.test(raw[end] as string)) && /\S/.test(raw[start - 1] ?? ' ')
}

/** Part of a word may be stressed: `*un*likely`. */
function closes(raw: string, first: Mark, mark: Mark): boolean {
  if (canClose(raw, mark.start, mark.end)) return true
  return mark.name === '*' && mark.start - first.end < 30 && /^\S+$/.test(raw.slice(first.end, mark.end))
}

/** Each opening mark with the nearest closing one of its kind; what stands crosswise is left as it is. */
function pairUp(marks: Mark[], raw: string): void {
  const open: number[] = []
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i] as Mark
    const at = open.findLastIndex((j) => (marks[j] as Mark).name === mark.name)
    const isTag = /[a-z]/.test(mark.name)
    if (at !== -1 && (isTag ? !mark.opening : closes(raw, marks[open[at] as number] as Mark, mark))) {
      const opened = open[at] as number
      const first = marks[opened] as Mark
      open.length = at
      if (first.end === mark.start || !mayHold(first, mark)) continue
      first.partner = i
      mark.partner = opened
    } else if (mark.opening) {
      // The nearer opening wins, so that one stray mark does not swallow what follows.
      if (at !== -1) open.length = at
      open.push(i)
    }
  }
}

function mayHold(first: Mark, last: Mark): boolean {
  return !first.name.startsWith('/') || last.start - first.end <= LONGEST_IN_SLASHES
}

function render(raw: string, marks: readonly Mark[]): Inline {
  let html = ''
  let text = ''
  let at = 0
  let isCentred = false
  for (const [i, mark] of marks.entries()) {
    const isCentre = mark.name === 'center'
    if (mark.partner === -1 && !isCentre && mark.name !== 'br') continue
    const piece = raw.slice(at, mark.start) + (mark.name === 'br' ? '\n' : '')
    html += toHtml(piece)
    text += piece
    if (mark.partner !== -1 && !isCentre) html += tagsOf(mark, mark.partner > i)
    if (isCentre) isCentred = true
    at = mark.end
  }
  html += toHtml(raw.slice(at))
  text += raw.slice(at)
  return {
    html: html.trim(),
    text: text.trim(),
    isStrong: isAllStrong(raw, marks),
    isCentred,
    ...strays(raw, marks),
  }
}

function tagsOf(mark: Mark, isFirst: boolean): string {
  const element = ELEMENTS[mark.name] as string
  if (mark.name === '***') return isFirst ? '<strong><em>' : '</em></strong>'
  return isFirst ? `<${element}>` : `</${element}>`
}

function isAllStrong(raw: string, marks: readonly Mark[]): boolean {
  const first = marks.find((mark) => mark.start === 0)
  if (!first || first.partner === -1 || ELEMENTS[first.name] === 'em') return false
  return (marks[first.partner] as Mark).end >= raw.length - 1
}

function strays(raw: string, marks: readonly Mark[]): { opens: string | null; closes: string | null } {
  const first = marks[0] as Mark
  const last = marks.at(-1) as Mark
  const isLone = (mark: Mark) => mark.partner === -1 && mark.name in ELEMENTS && !mark.name.startsWith('/')
  return {
    opens: isLone(first) && first.opening && first.start === 0 ? first.name : null,
    closes: isLone(last) && last.end === raw.length && raw.length > last.end - last.start ? last.name : null,
  }
}

/** A paragraph of a passage that is emphasised as a whole: the marks at its ends are dropped, the rest put in the element. */
export function emphasiseWhole(raw: string, mark: string, ends: { first: boolean; last: boolean }): Inline {
  const isTag = /[a-z]/.test(mark)
  const head = ends.first ? (isTag ? (/^[<[][a-z]+[>\]]/i.exec(raw)?.[0].length ?? 0) : mark.length) : 0
  const tail = ends.last ? (isTag ? (/[<[]\/[a-z]+[>\]]$/i.exec(raw)?.[0].length ?? 0) : mark.length) : 0
  const inline = readInline(raw.slice(head, raw.length - tail).trim())
  const element = ELEMENTS[mark] as string
  return { ...inline, html: `<${element}>${inline.html}</${element}>`, isStrong: element !== 'em' }
}
