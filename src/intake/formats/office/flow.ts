/**
 * What files of word processors hold, as it is being read: paragraphs of runs of text, each with its look. It is
 * written as a page, so that everything after it goes by the rules that pages go by.
 */
import { escapeHtml } from '../../../story/plain-text.ts'

/** How letters look. */
export interface Look {
  bold: boolean
  italic: boolean
  underline: boolean
  strike: boolean
  smallCaps: boolean
  raise: 'sup' | 'sub' | null
  /** Not shown, and not read. */
  hidden: boolean
}

export const PLAIN: Look = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  smallCaps: false,
  raise: null,
  hidden: false,
}

const RAISED_HALF_POINTS = 2

/** Letters set above or below their line, as some programs write raised and lowered ones. */
export function raiseOf(halfPoints: number): Look['raise'] {
  return halfPoints >= RAISED_HALF_POINTS ? 'sup' : halfPoints <= -RAISED_HALF_POINTS ? 'sub' : null
}

export interface ParagraphLook {
  /** 1…6 for a heading, 0 for none. */
  level: number
  /** The work's title, by its style. */
  title: boolean
  align: 'centre' | 'right' | null
  /** All of it is set in from the left, and not its first line alone. */
  indent: boolean
  pageBreakBefore: boolean
  ruleAbove: boolean
  ruleBelow: boolean
  /** What it stands in with its neighbours. */
  within: 'blockquote' | 'ul' | 'ol' | null
}

export const BODY: ParagraphLook = {
  level: 0,
  title: false,
  align: null,
  indent: false,
  pageBreakBefore: false,
  ruleAbove: false,
  ruleBelow: false,
  within: null,
}

const MARKS: readonly [keyof Look, string][] = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strike', 's'],
]

/** Paragraphs are put down in their order; nothing is read back. Time grows with what is put down. */
export class Flow {
  private readonly parts: string[] = []
  private inline: string[] = []
  private asides: string[] = []
  private within: ParagraphLook['within'] = null
  private pageBreak = false
  private shown = false
  private titled = false
  /** The paragraph under way has given a rule. */
  private ruled = false

  /** Whether anything was put down that can be seen. */
  hasText = false

  /** Whether anything stands in the paragraph under way. */
  get isOpen(): boolean {
    return this.inline.length > 0
  }

  text(words: string, look: Look): void {
    if (look.hidden || words === '') return
    let html = escapeHtml(words)
    for (const [name, tag] of MARKS) if (look[name] === true) html = `<${tag}>${html}</${tag}>`
    if (look.raise !== null) html = `<${look.raise}>${html}</${look.raise}>`
    if (look.smallCaps) html = `<span style="font-variant:small-caps">${html}</span>`
    this.inline.push(html)
    this.shown ||= words.trim() !== ''
    this.hasText ||= this.shown
  }

  lineBreak(): void {
    this.inline.push('<br>')
  }

  /** A new page begins here, be it within a paragraph. */
  newPage(): void {
    if (this.shown) this.inline.push('<br style="page-break-before:always">')
    else this.pageBreak = true
  }

  /** A line drawn across: above the paragraph under way where nothing stands in it yet, otherwise below. */
  rule(): void {
    if (this.shown) this.asides.push('<hr>')
    else {
      this.enter(null)
      this.parts.push('<hr>')
      this.ruled = this.hasText = true
    }
  }

  /** Markup made here, within the paragraph under way. */
  raw(html: string): void {
    this.inline.push(html)
    this.shown = true
  }

  /** What stands in a box of its own: it follows the paragraph the box hangs on. */
  aside(html: string): void {
    if (html !== '') this.asides.push(html)
  }

  /** Forgets the paragraph under way. */
  dropParagraph(): void {
    this.inline = []
    this.asides = []
    this.shown = this.ruled = false
  }

  endParagraph(look: ParagraphLook): void {
    const within = this.shown && look.level === 0 && !look.title ? look.within : null
    // An empty paragraph between two of a quote does not part it.
    if (within !== this.within && (this.shown || this.inline.length > 0 || this.within !== 'blockquote'))
      this.enter(within)
    if (look.ruleAbove) this.parts.push('<hr>')
    // A paragraph that is only a rule is no empty line besides.
    const isRule = !this.shown && (this.ruled || look.ruleAbove || look.ruleBelow)
    if (!isRule) this.parts.push(this.paragraph(look))
    if (look.ruleBelow) this.parts.push('<hr>')
    for (const aside of this.asides) this.parts.push(aside)
    this.dropParagraph()
  }

  /** A table's tags: `<table>`, `<tr>`, `</td>` … */
  table(tag: string): void {
    if (this.inline.length > 0) this.endParagraph(BODY)
    this.enter(null)
    this.parts.push(tag)
  }

  /** Everything put down so far, as foreign HTML. */
  html(): string {
    if (this.inline.length > 0 || this.asides.length > 0) this.endParagraph(BODY)
    this.enter(null)
    return this.parts.join('')
  }

  private enter(within: ParagraphLook['within']): void {
    if (this.within !== null) this.parts.push(`</${this.within}>`)
    if (within !== null) this.parts.push(`<${within}>`)
    this.within = within
  }

  /** Below a title, chapters are of the second level. */
  private levelOf(look: ParagraphLook): number {
    this.titled ||= look.title
    if (look.title) return 1
    return look.level === 0 ? 0 : Math.min(6, look.level + (this.titled ? 1 : 0))
  }

  private paragraph(look: ParagraphLook): string {
    // A heading without a word is an empty line like any other.
    const level = this.shown ? this.levelOf(look) : 0
    const tag = level > 0 ? `h${level}` : this.within === 'ul' || this.within === 'ol' ? 'li' : 'p'
    const style: string[] = []
    if (look.align !== null) style.push(`text-align:${look.align === 'centre' ? 'center' : 'right'}`)
    if (look.indent && this.within === null) style.push('margin-left:3em')
    if ((look.pageBreakBefore || this.pageBreak) && this.shown) {
      style.push('page-break-before:always')
      this.pageBreak = false
    } else if (look.pageBreakBefore) this.pageBreak = true
    const attribute = style.length === 0 ? '' : ` style="${style.join(';')}"`
    const inside = level > 0 ? withoutHeadingLook(this.inline.join('')) : this.inline.join('')
    return `<${tag}${attribute}>${inside}</${tag}>
`
  }
}

/** Bold is how headings look, and italic where all of one is. */
function withoutHeadingLook(html: string): string {
  const plain = html.replace(/<\/?strong>/g, '')
  return /^(?:<em>[^<]*<\/em>|\s)+$/.test(plain) ? plain.replace(/<\/?em>/g, '') : plain
}
