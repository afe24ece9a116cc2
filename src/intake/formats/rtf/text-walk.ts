/** The text of an RTF file → flow. */

import { readDate } from '../../recover/vocabulary/dates.ts'
import { Flow, type Look, type ParagraphLook, PLAIN } from '../office/flow.ts'
import { NoteMarks } from '../office/note-marks.ts'
import type { Properties } from '../office/office-document.ts'
import { isSymbolFont, symbolText } from '../office/symbol-fonts.ts'
import { TableState } from '../office/table-state.ts'
import { changeState, changesLook, destinationOf, SIGNS, SYMBOLS } from './control-words.ts'
import { FontTable, StyleTable } from './file-tables.ts'
import { paragraphLook } from './paragraph-look.ts'
import { PendingLetters, type Script } from './pending-letters.ts'
import { type GroupState, newState } from './state.ts'
import { type RtfEvents, tokenize } from './tokenizer.ts'

/** Deeper groups share what holds in them. */
const MAX_DEPTH = 2_000
/** Notes and boxes within each other. */
const MAX_PLACES = 20
const PROPERTIES = new Set(['title', 'author', 'keywords'])

interface Place {
  /** Of a note: what it is called among the marks. */
  note: string | null
  flow: Flow
  table: TableState
  text: string
}

const newPlace = (note: string | null = null): Place => ({
  note,
  flow: new Flow(),
  table: new TableState(),
  text: '',
})

export interface RtfText {
  unsafeHtml: string
  unsafeNotes: string
  properties: Properties
  bylines: string[]
  codePage: number
}

class Walk implements RtfEvents {
  private readonly fonts = new FontTable()
  private readonly styles = new StyleTable()
  private readonly marks = new NoteMarks()
  private readonly bylines: string[] = []
  private readonly properties = { title: '', author: '', keywords: '' }
  private readonly groups: GroupState[] = []
  private readonly places: Place[] = []
  private state = newState()
  private place = newPlace()
  private codePage = 1252
  private defaultFont = 0
  private notes = 0
  private readonly letters = new PendingLetters()
  private toSkip = 0
  private isStarred = false
  private isGroupStart = false
  private listText = ''
  private shapeTop = 0
  private shapeRight = 0
  /** What stands above the text of a file by pandoc: its title, then who it is by, with nothing to say so. */
  private front: 'title' | 'names' | 'over'

  constructor(isByPandoc: boolean) {
    this.front = isByPandoc ? 'title' : 'over'
  }

  finish(): RtfText {
    this.flush()
    while (this.places.length > 0) this.leavePlace()
    if (this.place.flow.isOpen) this.endParagraph()
    this.place.table.leave(this.place.flow)
    const { title, author, keywords } = this.properties
    return {
      unsafeHtml: this.place.flow.html(),
      unsafeNotes: this.marks.html(),
      properties: { title, creator: author, keywords },
      bylines: this.bylines,
      codePage: this.codePage,
    }
  }

  openGroup(): void {
    this.flush()
    this.groups.push(this.state)
    if (this.groups.length < MAX_DEPTH) this.state = { ...this.state, hasPlace: false }
    this.isGroupStart = true
    this.isStarred = false
    this.toSkip = 0
  }

  closeGroup(): void {
    this.flush()
    this.toSkip = 0
    const ended = this.state
    const before = this.groups.pop()
    if (before === undefined) return
    if (ended !== before && ended.hasPlace) this.leavePlace()
    if (ended.destination === 'fonts') this.fonts.close()
    if (ended.destination === 'styles') this.styles.close()
    this.state = before
    this.isGroupStart = false
  }

  text(bytes: string): void {
    let from = 0
    if (this.toSkip > 0) {
      from = Math.min(this.toSkip, bytes.length)
      this.toSkip -= from
    }
    this.isGroupStart = false
    if (from < bytes.length) this.letters.addBytes(bytes.slice(from), { isRaw: true, ...this.script })
  }

  hex(byte: number): void {
    this.isGroupStart = false
    if (this.toSkip > 0) this.toSkip--
    else this.letters.addBytes(String.fromCharCode(byte), { isRaw: false, ...this.script })
  }

  symbol(sign: string): void {
    if (sign === '*') {
      this.isStarred = this.isGroupStart
      return
    }
    this.isGroupStart = false
    if (this.toSkip > 0) this.toSkip--
    else if (sign === '\n') this.paragraphEnd()
    else if (Object.hasOwn(SYMBOLS, sign)) this.letters.addText(SYMBOLS[sign] as string)
  }

  control(word: string, parameter: number | null): void {
    const isFirst = this.isGroupStart
    this.isGroupStart = false
    if (this.toSkip > 0 && word !== 'u') {
      this.toSkip--
      return
    }
    if (isFirst && this.startGroup(word)) return
    const { destination } = this.state
    if (destination === 'fonts') this.fonts.control(word, parameter)
    else if (destination === 'styles') this.styles.control(word, parameter)
    if (word === 'u') this.unicode(parameter ?? 0)
    else if (Object.hasOwn(SIGNS, word)) this.letters.addText(SIGNS[word] as string)
    else if (destination !== 'fonts' && destination !== 'styles') this.change(word, parameter)
  }

  /** @returns whether the word said where the group's text goes. */
  private startGroup(word: string): boolean {
    const isStarred = this.isStarred
    this.isStarred = false
    if (this.state.destination === 'skip' && !(word === 'ud' && isStarred)) return true
    if (word === 'footnote') {
      this.startNote()
      return true
    }
    const destination = destinationOf(word, isStarred, this.state.destination)
    if (destination === undefined) return false
    this.state.destination = destination
    if (word === 'shptxt' || word === 'dptxbxtext') this.enterPlace(null)
    if (word === 'listtext' || word === 'pntext') this.listText = ''
    return true
  }

  private change(word: string, parameter: number | null): void {
    if (word === 'f') {
      this.flush()
      this.state.font = parameter ?? 0
    } else if (word === 'plain') {
      this.flush()
      this.state.look = { ...PLAIN, hidden: false }
      this.state.font = this.defaultFont
      this.state.deleted = false
    } else if (changesLook(word)) {
      this.flush()
      changeState(this.state, word, parameter)
    } else if (!changeState(this.state, word, parameter)) this.act(word, parameter)
  }

  private act(word: string, parameter: number | null): void {
    if (word === 'par') this.paragraphEnd()
    else if (word === 'line') this.lineBreak()
    else if (word === 'page' || word === 'sect') this.newPage(word)
    else if (word === 'cell' || word === 'nestcell') this.endCell()
    else if (word === 'row' || word === 'nestrow') this.place.table.endRow(this.place.flow)
    else if (this.state.destination === 'shape') this.shape(word, parameter ?? 0)
    else if (word === 'ansicpg' && parameter !== null && parameter > 0) this.codePage = parameter
    else if (word === 'mac') this.codePage = 10000
    else if (word === 'pc') this.codePage = 437
    else if (word === 'pca') this.codePage = 850
    else if (word === 'deff') this.defaultFont = this.state.font = parameter ?? 0
  }

  /** A shape that is wide and has no height is a line across; its borders come in the order left, top, right, bottom. */
  private shape(word: string, twips: number): void {
    if (word === 'shptop') this.shapeTop = twips
    if (word === 'shpright') this.shapeRight = twips
    const isThin = Math.abs(twips - this.shapeTop) < 100
    if (word === 'shpbottom' && isThin && this.shapeRight > 2_000) this.place.flow.rule()
  }

  private unicode(parameter: number): void {
    this.toSkip = this.state.fallback
    this.letters.addText(String.fromCharCode(parameter < 0 ? parameter + 65_536 : parameter & 0xffff))
  }

  /** How bytes are read here: by the font they are set in. */
  private get script(): Script {
    const font = this.fonts.fonts.get(this.state.font)
    return {
      codePage: font?.codePage ?? this.codePage,
      isSigns: font !== undefined && isSymbolFont(font.name),
    }
  }

  /** Puts down what was gathered, in the look it was gathered in. */
  private flush(): void {
    const words = this.letters.take()
    if (words === '') return
    const { destination, deleted, look, font } = this.state
    if (destination === 'fonts') this.fonts.text(words)
    else if (destination === 'styles') this.styles.text(words)
    else if (PROPERTIES.has(destination)) {
      const key = destination as keyof typeof this.properties
      // LibreOffice names the author twice.
      if (this.properties[key] === '') this.properties[key] = words.slice(0, 1_000)
    } else if (destination === 'listText') this.listText = (this.listText + words).slice(0, 200)
    else if (destination === 'text' && !deleted) this.put(words, look, font)
    else if (words === 'fHorizRule') this.place.flow.rule()
  }

  private put(words: string, look: Look, font: number): void {
    const { place } = this
    this.setTable()
    // A number that says something, "Chapter 3", stands nowhere else; that of a plain list is the list's.
    if (this.listText !== '' && /\p{L}{3}/u.test(this.listText))
      place.flow.text(`${this.listText.trim()} `, PLAIN)
    this.listText = ''
    const shown = symbolText(words, this.fonts.fonts.get(font)?.name ?? '')
    place.flow.text(shown, look)
    if (!look.hidden && place.text.length < 500) place.text += shown
  }

  private setTable(): void {
    const { flow, table } = this.place
    if (this.state.paragraph.inTable) {
      if (!flow.isOpen) table.enterCell(flow)
    } else if (!flow.isOpen) table.leave(flow)
  }

  private get isShown(): boolean {
    return this.state.destination === 'text' && !this.state.deleted
  }

  private lineBreak(): void {
    this.flush()
    if (this.isShown && !this.state.look.hidden) this.place.flow.lineBreak()
  }

  private newPage(word: string): void {
    this.flush()
    if (!this.isShown) return
    if (word === 'sect' && this.place.flow.isOpen) this.endParagraph()
    this.place.flow.newPage()
  }

  private paragraphEnd(): void {
    this.flush()
    // The end of a deleted or hidden paragraph is not shown either.
    if (!this.isShown || (this.state.look.hidden && !this.place.flow.isOpen)) return
    this.setTable()
    this.endParagraph()
  }

  private endCell(): void {
    this.flush()
    if (!this.isShown) return
    const { flow, table } = this.place
    if (flow.isOpen) this.endParagraph()
    table.endCell(flow)
  }

  private endParagraph(): void {
    const { place } = this
    const style = this.styles.styles.get(this.state.paragraph.style)
    const { text } = place
    place.text = ''
    if (style?.isContents) {
      place.flow.dropParagraph()
      return
    }
    const look = paragraphLook(this.state.paragraph, style)
    const front = this.frontLine(text.trim(), look)
    if ((style?.isByline || front === 'names') && text.trim() !== '') this.bylines.push(text.trim())
    place.flow.endParagraph(front === 'title' ? { ...look, title: true } : look)
  }

  private frontLine(text: string, { align }: ParagraphLook): 'title' | 'names' | 'over' {
    const { front } = this
    const isOver = front === 'over' || align !== 'centre' || text === '' || readDate(text) !== null
    this.front = isOver ? 'over' : 'names'
    return isOver ? 'over' : front
  }

  private startNote(): void {
    if (this.state.destination !== 'text') return
    const note = `note/${++this.notes}`
    this.place.flow.text(this.marks.mark(note), { ...PLAIN, raise: 'sup' })
    this.enterPlace(note)
  }

  private enterPlace(note: string | null): void {
    if (this.places.length >= MAX_PLACES) return
    this.state.hasPlace = true
    this.state.look = PLAIN
    this.places.push(this.place)
    this.place = newPlace(note)
  }

  private leavePlace(): void {
    const above = this.places.pop()
    if (above === undefined) return
    const { flow, table, note } = this.place
    if (flow.isOpen) this.endParagraph()
    table.leave(flow)
    const html = flow.html()
    if (note !== null) this.marks.put(note, html)
    else if (flow.hasText) above.flow.aside(html)
    this.place = above
  }
}

/** How each paragraph by pandoc begins; it centres nothing but what stands above the text. */
const PANDOC = /\{\\pard \\q[lc] \\f0 \\sa180 \\li0 \\fi0 /

/** @param source the file's bytes as latin-1. Never throws; time grows with its length. */
export function walkRtf(source: string): RtfText {
  const walk = new Walk(PANDOC.test(source.slice(0, 20_000)))
  tokenize(source, walk)
  return walk.finish()
}
