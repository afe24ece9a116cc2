/** Properties of runs and paragraphs, one element each: `<w:i/>`, `<w:jc w:val="center"/>`. */
import { type Look, type ParagraphLook, raiseOf } from '../office/flow.ts'
import { type Attributes, isOn } from '../office/xml-events.ts'

export interface LookChange extends Partial<Look> {
  /** The font, where one is named. */
  font?: string
}

export interface ParagraphChange extends Partial<ParagraphLook> {
  /** A line of a table of contents the program made. */
  isContents?: boolean
  isByline?: boolean
  numbering?: string
  numberingLevel?: number
  /** A border on every side: a box round the text, and no rule. */
  boxed?: boolean
}

const LOOKS: Readonly<Record<string, (look: LookChange, attributes: Attributes) => void>> = {
  'w:b': (look, said) => {
    look.bold = isOn(said['w:val'])
  },
  'w:i': (look, said) => {
    look.italic = isOn(said['w:val'])
  },
  'w:u': (look, said) => {
    look.underline = said['w:val'] !== undefined && isOn(said['w:val'])
  },
  'w:strike': (look, said) => {
    look.strike = isOn(said['w:val'])
  },
  'w:dstrike': (look, said) => {
    look.strike = isOn(said['w:val'])
  },
  'w:smallCaps': (look, said) => {
    look.smallCaps = isOn(said['w:val'])
  },
  'w:vanish': (look, said) => {
    look.hidden = isOn(said['w:val'])
  },
  'w:vertAlign': (look, said) => {
    look.raise = said['w:val'] === 'superscript' ? 'sup' : said['w:val'] === 'subscript' ? 'sub' : null
  },
  // Half points above or below the line.
  'w:position': (look, said) => {
    look.raise = raiseOf(Number(said['w:val']))
  },
  'w:rFonts': (look, said) => {
    const font = said['w:ascii'] ?? said['w:hAnsi']
    if (font !== undefined) look.font = font
  },
}

/** Changes the look by one element; nothing where it is no property of letters. */
export function changeLook(look: LookChange, name: string, attributes: Attributes): void {
  if (Object.hasOwn(LOOKS, name)) LOOKS[name]?.(look, attributes)
}

/** From here a paragraph is seen to be set in: twentieths of a point. */
const INDENT_TWIPS = 280

const PARAGRAPHS: Readonly<Record<string, (paragraph: ParagraphChange, attributes: Attributes) => void>> = {
  'w:jc': (paragraph, said) => {
    const value = said['w:val']
    paragraph.align = value === 'center' ? 'centre' : value === 'right' || value === 'end' ? 'right' : null
  },
  'w:outlineLvl': (paragraph, said) => {
    const level = Number(said['w:val'])
    paragraph.level = level >= 0 && level <= 8 ? level + 1 : 0
  },
  'w:pageBreakBefore': (paragraph, said) => {
    paragraph.pageBreakBefore = isOn(said['w:val'])
  },
  'w:ind': (paragraph, said) => {
    const left = Number(said['w:left'] ?? said['w:start'] ?? 0)
    paragraph.indent = left >= INDENT_TWIPS && Number(said['w:hanging'] ?? 0) < left
  },
  'w:numId': (paragraph, said) => {
    paragraph.numbering = said['w:val'] ?? '0'
  },
  'w:ilvl': (paragraph, said) => {
    paragraph.numberingLevel = Number(said['w:val']) || 0
  },
  'w:top': (paragraph, said) => {
    paragraph.ruleAbove = isBorder(said)
  },
  'w:bottom': (paragraph, said) => {
    paragraph.ruleBelow = isBorder(said)
  },
  'w:left': (paragraph, said) => {
    paragraph.boxed = isBorder(said)
  },
}

export function isParagraphProperty(name: string): boolean {
  return Object.hasOwn(PARAGRAPHS, name)
}

export function changeParagraph(paragraph: ParagraphChange, name: string, attributes: Attributes): void {
  if (Object.hasOwn(PARAGRAPHS, name)) PARAGRAPHS[name]?.(paragraph, attributes)
}

function isBorder(attributes: Attributes): boolean {
  const value = attributes['w:val']
  return value !== undefined && value !== 'none' && value !== 'nil'
}
