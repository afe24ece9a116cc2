/** The text of a Word document's part → flow: what is shown of it, and nothing that was deleted, hidden or made by a field. */
import { Flow, type Look, PLAIN } from '../office/flow.ts'
import { symbolText } from '../office/symbol-fonts.ts'
import { type Attributes, isOn, walkXml } from '../office/xml-events.ts'
import type { Numbering } from './numbering.ts'
import {
  changeLook,
  changeParagraph,
  isParagraphProperty,
  type LookChange,
  type ParagraphChange,
} from './properties.ts'
import { lookOf, paragraphOf, type Style, type Styles } from './styles.ts'

/** Left out with all that is in them. Deleted text, former properties, codes of fields; comments are a part of their own. */
const SKIPPED = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'w:rPrChange',
  'w:pPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:numberingChange',
  'w:rt',
  'w:binData',
  'w:hdr',
  'w:ftr',
  'w:docOleData',
])

export interface WordPart {
  styles: Styles
  numbering: Numbering
  /** Called where a note's mark stands. @returns the mark to show. */
  noteMark?: (kind: 'footnote' | 'endnote', id: string) => string
  /** Called at the end of each note of a part that holds notes. */
  onNote?: (id: string, html: string) => void
  /** Called at the end of a note that stands where its mark is. @returns the mark to show. */
  onInlineNote?: (html: string) => string
}

export interface WalkedPart {
  unsafeHtml: string
  bylines: string[]
}

/** A paragraph, as it is being read. */
interface Open {
  style: Style | undefined
  own: ParagraphChange
  /** Its end was deleted or is hidden: what follows goes on in it. */
  runsOn: boolean
  numbered: boolean
  /** A section ends with it, and the next begins on a new page. */
  endsSection: boolean
  text: string
}

/** Where text goes: the body, a box that hangs on a paragraph, a note. */
interface Place {
  flow: Flow
  open: Open
  run: { character: Style | undefined; own: LookChange }
}

const newOpen = (): Open => ({
  style: undefined,
  own: {},
  runsOn: false,
  numbered: false,
  endsSection: false,
  text: '',
})
const newRun = (): Place['run'] => ({ character: undefined, own: {} })
const newPlace = (): Place => ({ flow: new Flow(), open: newOpen(), run: newRun() })

class Walk {
  readonly bylines: string[] = []
  private readonly part: WordPart
  private readonly above: Place[] = []
  private place = newPlace()
  private skipped = 0
  private inText = false
  private inRunProperties = false
  private inParagraphProperties = false
  private inSection = false
  private noteId: string | null = null
  /** Per field under way, whether its code is being read, or its result. */
  private readonly fields: boolean[] = []
  /** Per choice under way, whether the first was read. */
  private readonly choices: boolean[] = []

  constructor(part: WordPart) {
    this.part = part
  }

  finish(): WalkedPart {
    while (this.above.length > 0) this.leaveBox()
    if (this.place.flow.isOpen) this.endParagraph()
    return { unsafeHtml: this.place.flow.html(), bylines: this.bylines }
  }

  open(name: string, said: Attributes): void {
    if (this.skipped > 0 || this.isSkipped(name, said)) {
      this.skipped++
      return
    }
    if (this.inRunProperties && !this.inParagraphProperties) this.runProperty(name, said)
    else if (this.inParagraphProperties) this.paragraphProperty(name, said)
    else if (Object.hasOwn(OPENED, name)) OPENED[name]?.(this, said)
  }

  close(name: string): void {
    if (this.skipped > 0) {
      this.skipped--
      return
    }
    if (Object.hasOwn(CLOSED, name)) CLOSED[name]?.(this)
  }

  text(text: string): void {
    if (this.inText && this.skipped === 0) this.put(text)
  }

  /** Of an `mc:AlternateContent` the first choice is read, or what stands in for it. */
  private isSkipped(name: string, said: Attributes): boolean {
    if (name === 'mc:Choice' && this.choices.length > 0) {
      if (this.choices.at(-1) === true) return true
      this.choices[this.choices.length - 1] = true
    }
    if (name === 'mc:Fallback') return this.choices.at(-1) === true
    // The mark of a deleted paragraph end has the name of deleted text.
    if ((name === 'w:del' || name === 'w:moveFrom') && this.inParagraphProperties)
      this.place.open.runsOn = true
    if (name === 'aml:annotation') return /Deletion|Comment/.test(said['w:type'] ?? '')
    return SKIPPED.has(name)
  }

  private runProperty(name: string, said: Attributes): void {
    if (name === 'w:rStyle') this.place.run.character = this.part.styles.character(said['w:val'])
    else changeLook(this.place.run.own, name, said)
  }

  private paragraphProperty(name: string, said: Attributes): void {
    const { open } = this.place
    if (name === 'w:rPr') this.inRunProperties = true
    else if (name === 'w:vanish' && this.inRunProperties) open.runsOn = isOn(said['w:val'])
    else if (this.inRunProperties) return
    else if (name === 'w:pStyle') open.style = this.part.styles.paragraph(said['w:val'])
    else if (name === 'w:sectPr') this.inSection = open.endsSection = true
    else if (this.inSection) open.endsSection &&= name !== 'w:type' || said['w:val'] !== 'continuous'
    else if (isParagraphProperty(name)) changeParagraph(open.own, name, said)
  }

  startParagraph(): void {
    if (this.place.open.runsOn && this.place.flow.isOpen) this.place.open.runsOn = false
    else this.place.open = { ...newOpen(), style: this.part.styles.paragraph(undefined) }
  }

  endProperties(): void {
    this.inParagraphProperties = this.inRunProperties = this.inSection = false
  }

  endRunProperties(): void {
    this.inRunProperties = false
  }

  startProperties(kind: 'run' | 'paragraph'): void {
    if (kind === 'run') this.inRunProperties = true
    else this.inParagraphProperties = true
  }

  endParagraph(): void {
    const { open, flow } = this.place
    if (open.runsOn) return
    const look = paragraphOf(open.style, open.own)
    if (look.isContents) {
      flow.dropParagraph()
      this.place.open = newOpen()
      return
    }
    if (look.isByline && open.text.trim() !== '') this.bylines.push(open.text.trim())
    if (look.boxed || look.level > 0 || look.title) look.ruleAbove = look.ruleBelow = false
    if (look.numbering !== undefined && look.numbering !== '0' && look.level === 0 && !open.numbered)
      look.within = this.part.numbering.isBullet(look.numbering, look.numberingLevel ?? 0) ? 'ul' : 'ol'
    flow.endParagraph(look)
    if (open.endsSection) flow.newPage()
    this.place.open = newOpen()
  }

  startRun(): void {
    this.place.run = newRun()
  }

  put(text: string): void {
    if (this.fields.includes(true)) return
    const { open, flow } = this.place
    this.number()
    const { font, ...look } = {
      ...lookOf(this.part.styles.base, open.style, this.place.run.character),
      ...this.place.run.own,
    } as LookChange
    const shown = font === undefined ? text : symbolText(text, font)
    const whole: Look = { ...PLAIN, ...look }
    if (!whole.hidden) open.text += shown
    flow.text(shown, whole)
  }

  /** Numbers that say something stand before the paragraph's own words; those of plain lists are the list's. */
  private number(): void {
    const { open, flow } = this.place
    if (open.text !== '' || open.numbered) return
    const { numbering, numberingLevel = 0, level } = paragraphOf(open.style, open.own)
    if (numbering === undefined || numbering === '0') return
    const label = this.part.numbering.next(numbering, numberingLevel)
    if (label === '' || (level === 0 && !/\p{L}{3}/u.test(label))) {
      open.text = ' '
      return
    }
    open.numbered = true
    flow.text(`${label} `, PLAIN)
  }

  setInText(inText: boolean): void {
    this.inText = inText
  }

  lineBreak(kind: string | undefined): void {
    if (this.fields.includes(true)) return
    if (kind === 'page') this.place.flow.newPage()
    else if (kind !== 'column') this.place.flow.lineBreak()
  }

  rule(): void {
    this.place.flow.rule()
  }

  table(tag: string): void {
    this.place.flow.table(tag)
  }

  field(kind: string | undefined): void {
    if (kind === 'begin' && this.fields.length < 100) this.fields.push(true)
    else if (kind === 'separate' && this.fields.length > 0) this.fields[this.fields.length - 1] = false
    else if (kind === 'end') this.fields.pop()
  }

  choice(isOpening: boolean): void {
    if (isOpening) this.choices.push(false)
    else this.choices.pop()
  }

  enterBox(): void {
    this.above.push(this.place)
    this.place = newPlace()
  }

  leaveBox(isKept = true): void {
    const above = this.above.pop()
    if (above === undefined) return
    if (this.place.flow.isOpen) this.endParagraph()
    if (isKept && this.place.flow.hasText) above.flow.aside(this.place.flow.html())
    this.place = above
  }

  mark(kind: 'footnote' | 'endnote', id: string | undefined): void {
    const mark = this.part.noteMark?.(kind, id ?? '')
    if (mark !== undefined) this.place.flow.text(mark, { ...PLAIN, raise: 'sup' })
  }

  startNote(said: Attributes): void {
    const isSeparator = /separator|continuation/i.test(said['w:type'] ?? '')
    this.noteId = isSeparator ? null : (said['w:id'] ?? null)
    this.enterBox()
  }

  /** In a part of their own notes go by their number; in Word's older XML they stand where their mark is. */
  endNote(): void {
    const { onNote, onInlineNote } = this.part
    const { flow } = this.place
    const isKept = onNote === undefined && onInlineNote === undefined
    this.leaveBox(isKept)
    if (this.noteId !== null) onNote?.(this.noteId, flow.html())
    const mark = onInlineNote?.(flow.html())
    if (mark !== undefined) this.place.flow.text(mark, { ...PLAIN, raise: 'sup' })
  }
}

const OPENED: Readonly<Record<string, (walk: Walk, said: Attributes) => void>> = {
  'w:p': (walk) => walk.startParagraph(),
  'w:pPr': (walk) => walk.startProperties('paragraph'),
  'w:rPr': (walk) => walk.startProperties('run'),
  'w:r': (walk) => walk.startRun(),
  'w:t': (walk) => walk.setInText(true),
  'm:t': (walk) => walk.setInText(true),
  'w:tab': (walk) => walk.put('\t'),
  'w:ptab': (walk) => walk.put('\t'),
  'w:noBreakHyphen': (walk) => walk.put('-'),
  'w:br': (walk, said) => walk.lineBreak(said['w:type']),
  'w:cr': (walk) => walk.lineBreak(undefined),
  'w:sym': (walk, said) =>
    walk.put(
      symbolText(
        String.fromCharCode(Number.parseInt(said['w:char'] ?? '', 16) || 0xf020),
        said['w:font'] ?? 'Wingdings',
      ),
    ),
  'w:fldChar': (walk, said) => walk.field(said['w:fldCharType']),
  'w:tbl': (walk) => walk.table('<table>'),
  'w:tr': (walk) => walk.table('<tr>'),
  'w:tc': (walk) => walk.table('<td>'),
  'w:txbxContent': (walk) => walk.enterBox(),
  'mc:AlternateContent': (walk) => walk.choice(true),
  'w:footnoteReference': (walk, said) => walk.mark('footnote', said['w:id']),
  'w:endnoteReference': (walk, said) => walk.mark('endnote', said['w:id']),
  'w:footnote': (walk, said) => walk.startNote(said),
  'w:endnote': (walk, said) => walk.startNote(said),
  'v:textpath': (walk, said) => walk.put(said.string ?? ''),
  'v:rect': (walk, said) => {
    if (said['o:hr'] !== undefined && isOn(said['o:hr'].replace(/^f$/, 'false'))) walk.rule()
  },
  'v:line': (walk) => walk.rule(),
  'a:prstGeom': (walk, said) => {
    if (said.prst === 'line' || said.prst === 'straightConnector1') walk.rule()
  },
}

const CLOSED: Readonly<Record<string, (walk: Walk) => void>> = {
  'w:p': (walk) => walk.endParagraph(),
  'w:pPr': (walk) => walk.endProperties(),
  'w:rPr': (walk) => walk.endRunProperties(),
  'w:t': (walk) => walk.setInText(false),
  'm:t': (walk) => walk.setInText(false),
  'w:tbl': (walk) => walk.table('</table>'),
  'w:tr': (walk) => walk.table('</tr>'),
  'w:tc': (walk) => walk.table('</td>'),
  'w:txbxContent': (walk) => walk.leaveBox(),
  'mc:AlternateContent': (walk) => walk.choice(false),
  'w:footnote': (walk) => walk.endNote(),
  'w:endnote': (walk) => walk.endNote(),
}

export function walkPart(source: string, part: WordPart): WalkedPart {
  const walk = new Walk(part)
  walkXml(source, walk)
  return walk.finish()
}
