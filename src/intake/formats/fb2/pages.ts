/** The bodies of a FictionBook as pages: each section begins one, its title is the page's heading. */
import type { MadePage } from '../epub/made-book.ts'
import { htmlOfToken } from './inline.ts'
import { attributeOf, type Fb2Token } from './tokens.ts'

interface Open {
  pages: MadePage[]
  html: string[]
  kind: string
  /** Sections round this place; each with whether one has ended in it already. */
  sections: { hasSection: boolean }[]
  /** Lines of a title while it is open. */
  title: string[] | null
  isNotes: boolean
  /** Within a poem, whose title is no chapter's. */
  inPoem: boolean
  /** A section has begun and nothing stands in it yet: without a title it goes on after a break. */
  breaks: boolean
}

/** @param isKnown whether a line of a body's own title says only what the description says. */
export function fb2Pages(tokens: Iterable<Fb2Token>, isKnown: (line: string) => boolean): MadePage[] {
  const open: Open = {
    pages: [],
    html: [],
    kind: '',
    sections: [],
    title: null,
    isNotes: false,
    inPoem: false,
    breaks: false,
  }
  let within = false
  for (const token of tokens) {
    if (token.kind !== 'text' && token.name === 'body') {
      endPage(open)
      within = token.kind === 'open'
      open.sections = []
      open.isNotes =
        within && /^(?:notes|footnotes|comments)$/i.test(attributeOf(token.attributes, 'name') ?? '')
      open.kind = open.isNotes ? 'endnotes' : ''
    } else if (within) readToken(token, open, isKnown)
  }
  endPage(open)
  return open.pages
}

function readToken(token: Fb2Token, open: Open, isKnown: (line: string) => boolean): void {
  const isTag = token.kind !== 'text'
  if (isTag && token.name === 'poem') open.inPoem = token.kind === 'open'
  if (isTag && token.name === 'section') readSection(token.kind, open)
  else if (isTag && token.name === 'title') readTitle(token.kind, open, isKnown)
  else if (open.title !== null) readTitleLine(token, open.title)
  else if (isTag && token.name === 'epigraph' && open.sections.length === 0) {
    if (token.kind === 'open') open.kind = 'epigraph'
  } else put(open, htmlOfToken(token))
}

function put(open: Open, html: string): void {
  if (open.breaks && html.trim() !== '') {
    open.html.push('<hr>')
    open.breaks = false
  }
  open.html.push(html)
}

/**
 * Notes are one page, all of them. A section within another begins a page by its title alone: without one it goes on
 * with the page it stands in.
 */
function readSection(kind: 'open' | 'close', open: Open): void {
  if (open.isNotes) return
  if (kind === 'close') {
    open.sections.pop()
    return
  }
  if (open.sections.length === 0) endPage(open)
  const parent = open.sections.at(-1)
  open.breaks = parent?.hasSection === true
  if (parent !== undefined) parent.hasSection = true
  open.sections.push({ hasSection: false })
}

function readTitle(kind: 'open' | 'close', open: Open, isKnown: (line: string) => boolean): void {
  if (kind === 'open') {
    open.title = ['']
    return
  }
  const lines = (open.title ?? [])
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  open.title = null
  open.breaks = false
  const isBody = open.sections.length === 0
  const told = isBody ? lines.filter((line) => !isKnown(line)) : lines
  if (told.length === 0) return
  if (open.inPoem) put(open, `<p><strong>${told.join('<br>')}</strong></p>`)
  else if (open.isNotes) open.html.push(isBody ? '' : `<p>[${told.join(' ')}]</p>`)
  else {
    endPage(open)
    open.html.push(`<h2>${joined(told)}</h2>`)
  }
}

/** "Chapter 3", "The Lamp": one heading, the number first. */
function joined(lines: readonly string[]): string {
  return lines
    .map((line, at) => (at < lines.length - 1 && !/[.:!?…—–-]$/.test(line) ? `${line}.` : line))
    .join(' ')
}

function readTitleLine(token: Fb2Token, title: string[]): void {
  if (token.kind === 'text') title.push(`${title.pop() ?? ''}${token.text}`)
  else if (/^(?:p|empty-line|br)$/.test(token.name)) title.push('')
}

function endPage(open: Open): void {
  const whole = open.html.join('')
  const { kind } = open
  open.html = []
  open.kind = ''
  if (!/\S/.test(whole.replace(/<[^>]*>|&nbsp;/g, ''))) return
  const unsafeHtml = kind === '' ? withHeading(whole) : whole
  const name = `text/section${String(open.pages.length).padStart(4, '0')}.html`
  open.pages.push({ name, unsafeHtml, kind })
}

/** calibre writes a section's heading as a paragraph all in bold. */
function withHeading(html: string): string {
  if (html.includes('<h2>')) return html
  return html.replace(
    /^(\s*(?:<p>(?:\s|&nbsp;)*<\/p>\s*)*)<p>\s*<strong>([^<]{1,150})<\/strong>\s*<\/p>/,
    '$1<h2>$2</h2>',
  )
}
