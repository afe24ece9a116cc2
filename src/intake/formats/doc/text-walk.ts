/** The text of a Word 97 document → flow. */
import { BODY, Flow, type Look, type ParagraphLook, PLAIN } from '../office/flow.ts'
import { NoteMarks } from '../office/note-marks.ts'
import { symbolText } from '../office/symbol-fonts.ts'
import { TableState } from '../office/table-state.ts'
import type { Bytes } from './bytes.ts'
import type { Letters, Paragraph } from './properties.ts'
import type { DocStyle } from './styles.ts'
import type { DocExtent, TextRun, WordFile } from './word-file.ts'

/** Characters that are more than themselves: ends, breaks, fields, notes, pictures. */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x28]/
const PARAGRAPH_END = '\r'
const CELL_END = '\x07'
const LINE_BREAK = '\x0b'
const PAGE_BREAK = '\x0c'
const FIELD_BEGIN = '\x13'
const FIELD_RESULT = '\x14'
const FIELD_END = '\x15'
const HARD_HYPHEN = '\x1e'
const PICTURE = '\x01'
const SYMBOL = '\x28'

const TITLE = 62
const QUOTES = new Set([84, 180, 181])
const INDENT_TWIPS = 280

class Walk {
  readonly bylines: string[] = []
  private readonly file: WordFile
  private readonly data: Bytes
  private readonly noteAt: ReadonlyMap<number, string>
  private readonly marks: NoteMarks
  private readonly flow = new Flow()
  private readonly table = new TableState()
  /** Per field under way, whether its code is being read. */
  private readonly fields: boolean[] = []
  private line = ''

  constructor(file: WordFile, data: Bytes, notes: { at: ReadonlyMap<number, string>; marks: NoteMarks }) {
    this.file = file
    this.data = data
    this.noteAt = notes.at
    this.marks = notes.marks
  }

  walk(extent: DocExtent): string {
    let last: TextRun | undefined
    for (const run of this.file.runs(extent)) {
      this.run(run)
      last = run
    }
    if (this.flow.isOpen) this.endParagraph(last?.paragraph ?? {})
    this.table.leave(this.flow)
    return this.flow.html()
  }

  private run(run: TextRun): void {
    const paragraphStyle = this.file.style(run.paragraph.style)
    const characterStyle = this.file.style(run.letters.style)
    const look = lookOf(run.letters, paragraphStyle, characterStyle)
    const font = this.file.font(run.letters.font)
    let from = 0
    for (let at = 0; at <= run.text.length; at++) {
      if (at < run.text.length && !CONTROLS.test(run.text[at] as string)) continue
      this.put(symbolText(run.text.slice(from, at), font), look, run)
      from = at + 1
      if (at < run.text.length) this.control(run.text[at] as string, look, { ...run, at: run.at + at })
    }
  }

  private put(text: string, look: Look, { letters, paragraph }: TextRun): void {
    if (text === '' || letters.deleted || this.fields.includes(true)) return
    this.setTable(paragraph)
    this.flow.text(text, look)
    if (!look.hidden && this.line.length < 300) this.line += text
  }

  private control(sign: string, look: Look, run: TextRun): void {
    if (sign === FIELD_BEGIN) {
      if (this.fields.length < 100) this.fields.push(true)
    } else if (sign === FIELD_RESULT && this.fields.length > 0) this.fields[this.fields.length - 1] = false
    else if (sign === FIELD_END) this.fields.pop()
    else if (run.letters.deleted || this.fields.includes(true)) return
    else if (sign === HARD_HYPHEN) this.put('-', look, run)
    else if (sign === LINE_BREAK) {
      if (!look.hidden) this.flow.lineBreak()
    } else if (sign === PAGE_BREAK) this.pageEnd(run)
    else if (sign === PARAGRAPH_END) this.paragraphEnd(look, run)
    else if (sign === CELL_END) this.cellEnd(run)
    else this.special(sign, look, run)
  }

  private special(sign: string, look: Look, run: TextRun): void {
    const { letters } = run
    const note = this.noteAt.get(run.at)
    if (note !== undefined) this.flow.text(this.marks.mark(note), { ...PLAIN, raise: 'sup' })
    else if (sign === SYMBOL && letters.symbol !== undefined)
      this.put(
        symbolText(String.fromCharCode(letters.symbol.code), this.file.font(letters.symbol.font)),
        look,
        run,
      )
    else if (sign === SYMBOL) this.put(sign, look, run)
    else if (sign === PICTURE && letters.picture !== undefined && this.isRule(letters.picture))
      this.flow.rule()
  }

  /** A line across is a picture that has the height of a line: its shape says so by property 0x395. */
  private isRule(at: number): boolean {
    const shape = this.data.slice(at, at + Math.min(600, this.data.u32(at)))
    return shape.raw.includes(Buffer.from([0x95, 0x03]))
  }

  private setTable(paragraph: Paragraph): void {
    if (this.flow.isOpen) return
    if (paragraph.inTable) this.table.enterCell(this.flow)
    else this.table.leave(this.flow)
  }

  private pageEnd(run: TextRun): void {
    if (this.flow.isOpen) this.endParagraph(run.paragraph)
    this.flow.newPage()
  }

  private paragraphEnd(look: Look, { paragraph }: TextRun): void {
    // The end of a hidden paragraph is not shown either.
    if (look.hidden && !this.flow.isOpen) return
    this.setTable(paragraph)
    this.endParagraph(paragraph)
  }

  private cellEnd({ paragraph }: TextRun): void {
    if (paragraph.endsRow) this.table.endRow(this.flow)
    else {
      if (this.flow.isOpen) this.endParagraph(paragraph)
      this.table.endCell(this.flow)
    }
  }

  private endParagraph(own: Paragraph): void {
    const style = this.file.style(own.style)
    const line = this.line.trim()
    this.line = ''
    const isContents = style !== undefined && style.kind >= 19 && style.kind <= 27
    if (isContents || /^contents heading$|^toc heading$/.test(style?.name ?? '')) {
      this.flow.dropParagraph()
      return
    }
    if (style?.name === 'author' && line !== '') this.bylines.push(line)
    this.flow.endParagraph(paragraphLook({ ...style?.paragraph, ...own }, style))
  }
}

function lookOf(own: Letters, paragraph: DocStyle | undefined, character: DocStyle | undefined): Look {
  const on = (name: keyof Letters['toggles']): boolean => {
    const inParagraph = paragraph?.letters.toggles[name] === 'on'
    // What is on in both styles is off again.
    const inStyle = (character?.letters.toggles[name] === 'on') !== inParagraph
    const said = own.toggles[name]
    if (said === undefined || said === 'style') return inStyle
    return said === 'opposite' ? !inStyle : said === 'on'
  }
  return {
    bold: on('bold'),
    italic: on('italic'),
    strike: on('strike'),
    smallCaps: on('smallCaps'),
    hidden: on('hidden'),
    underline: own.underline ?? character?.letters.underline ?? paragraph?.letters.underline ?? false,
    raise: own.raise ?? character?.letters.raise ?? paragraph?.letters.raise ?? null,
  }
}

function paragraphLook(paragraph: Paragraph, style: DocStyle | undefined): ParagraphLook {
  const kind = style?.kind ?? 0
  const outline = paragraph.outline
  const level = kind >= 1 && kind <= 9 ? kind : outline !== undefined && outline < 9 ? outline + 1 : 0
  const title = kind === TITLE || style?.name === 'title'
  const leftTwips = paragraph.leftTwips ?? 0
  const isRuled = !paragraph.boxed && level === 0 && !title
  return {
    ...BODY,
    level,
    title,
    align: paragraph.align ?? null,
    indent: leftTwips >= INDENT_TWIPS && -(paragraph.firstTwips ?? 0) < leftTwips,
    pageBreakBefore: paragraph.pageBreakBefore ?? false,
    ruleAbove: isRuled && (paragraph.ruleAbove ?? false),
    ruleBelow: isRuled && (paragraph.ruleBelow ?? false),
    within:
      QUOTES.has(kind) || /^(?:quotations?|block text|(?:intense )?quote)$/.test(style?.name ?? '')
        ? 'blockquote'
        : null,
  }
}

/** @param data the stream `Data`, where pictures lie. */
export function walkDoc(
  file: WordFile,
  data: Bytes,
): { unsafeHtml: string; unsafeNotes: string; bylines: string[] } {
  const marks = new NoteMarks()
  const at = new Map<number, string>()
  for (const [index, mark] of file.footnoteMarks.entries()) at.set(mark, `footnote/${index}`)
  for (const [index, mark] of file.endnoteMarks.entries()) at.set(mark, `endnote/${index}`)
  const body = new Walk(file, data, { at, marks })
  const unsafeHtml = body.walk(file.body)
  // A mark of the writer's own is text like any other; its note is numbered all the same.
  for (const note of at.values()) marks.mark(note)
  const boxes = new Walk(file, data, { at: new Map(), marks }).walk(file.textBoxes)
  const put = (kind: string, texts: number[], part: DocExtent) => {
    for (let i = 0; i + 1 < texts.length; i++) {
      const from = part.from + (texts[i] as number)
      const to = Math.min(part.to, part.from + (texts[i + 1] as number))
      if (to > from)
        marks.put(`${kind}/${i}`, new Walk(file, data, { at: new Map(), marks }).walk({ from, to }))
    }
  }
  put('footnote', file.footnoteTexts, file.footnotes)
  put('endnote', file.endnoteTexts, file.endnotes)
  return { unsafeHtml: unsafeHtml + boxes, unsafeNotes: marks.html(), bylines: body.bylines }
}
