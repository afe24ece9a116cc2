/** Properties of letters and paragraphs as Word 97 keeps them: a row of codes with their operands ("sprms", [MS-DOC] 2.6). */
import type { Look } from '../office/flow.ts'
import type { Bytes } from './bytes.ts'

/** What a toggle says: on, off, as the style has it, or the other way round. */
type Toggle = 'on' | 'off' | 'style' | 'opposite'
type ToggleName = 'bold' | 'italic' | 'strike' | 'smallCaps' | 'hidden'

export interface Letters {
  toggles: Partial<Record<ToggleName, Toggle>>
  underline?: boolean
  raise?: Look['raise']
  deleted?: boolean
  style?: number
  font?: number
  /** A character that is not what it says: picture, note, field, symbol. */
  special?: boolean
  symbol?: { font: number; code: number }
  /** Where its picture lies in the data stream. */
  picture?: number
}

export interface Paragraph {
  align?: 'centre' | 'right' | null
  pageBreakBefore?: boolean
  leftTwips?: number
  firstTwips?: number
  outline?: number
  inTable?: boolean
  endsRow?: boolean
  ruleAbove?: boolean
  ruleBelow?: boolean
  boxed?: boolean
  style?: number
}

const TOGGLES: readonly Toggle[] = ['off', 'on']

function toggleOf(operand: number): Toggle {
  if (operand === 0x80) return 'style'
  return operand === 0x81 ? 'opposite' : (TOGGLES[operand] ?? 'on')
}

const toggle = (name: ToggleName) => (letters: Letters, operand: Bytes) => {
  letters.toggles[name] = toggleOf(operand.u8(0))
}

const LETTERS: Readonly<Record<number, (letters: Letters, operand: Bytes) => void>> = {
  2048: (letters, operand) => {
    letters.deleted = operand.u8(0) !== 0
  },
  2101: toggle('bold'),
  2102: toggle('italic'),
  2103: toggle('strike'),
  10835: toggle('strike'),
  2106: toggle('smallCaps'),
  2108: toggle('hidden'),
  10814: (letters, operand) => {
    letters.underline = operand.u8(0) !== 0
  },
  10824: (letters, operand) => {
    letters.raise = operand.u8(0) === 1 ? 'sup' : operand.u8(0) === 2 ? 'sub' : null
  },
  18992: (letters, operand) => {
    letters.style = operand.u16(0)
  },
  19023: (letters, operand) => {
    letters.font = operand.u16(0)
  },
  2133: (letters, operand) => {
    letters.special = operand.u8(0) !== 0
  },
  27145: (letters, operand) => {
    letters.symbol = { font: operand.u16(0), code: operand.u16(2) }
  },
  27139: (letters, operand) => {
    letters.picture = operand.u32(0)
  },
}

/** Kind of line of a border, in its older form of four bytes and its newer of eight behind their length. */
const border =
  (name: 'ruleAbove' | 'ruleBelow' | 'boxed', at: number) => (paragraph: Paragraph, operand: Bytes) => {
    const kind = operand.u8(at)
    paragraph[name] = kind !== 0 && kind !== 0xff
  }
const align = (paragraph: Paragraph, operand: Bytes) => {
  paragraph.align = operand.u8(0) === 1 ? 'centre' : operand.u8(0) === 2 ? 'right' : null
}
const left = (paragraph: Paragraph, operand: Bytes) => {
  paragraph.leftTwips = operand.i16(0)
}
const first = (paragraph: Paragraph, operand: Bytes) => {
  paragraph.firstTwips = operand.i16(0)
}

const PARAGRAPHS: Readonly<Record<number, (paragraph: Paragraph, operand: Bytes) => void>> = {
  17920: (paragraph, operand) => {
    paragraph.style = operand.u16(0)
  },
  9219: align,
  9313: align,
  9223: (paragraph, operand) => {
    paragraph.pageBreakBefore = operand.u8(0) !== 0
  },
  33807: left,
  33886: left,
  33809: first,
  33888: first,
  9792: (paragraph, operand) => {
    paragraph.outline = operand.u8(0)
  },
  9238: (paragraph, operand) => {
    paragraph.inTable = operand.u8(0) !== 0
  },
  9239: (paragraph, operand) => {
    paragraph.endsRow = operand.u8(0) !== 0
  },
  25636: border('ruleAbove', 1),
  25637: border('boxed', 1),
  25638: border('ruleBelow', 1),
  50766: border('ruleAbove', 6),
  50767: border('boxed', 6),
  50768: border('ruleBelow', 6),
}

const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, 0, 3]
const TABLE_DEFINITION = 0xd608

/** Calls with each code and its operand (of which a variable one begins with its length). */
function eachProperty(bytes: Bytes, call: (code: number, operand: Bytes) => void): void {
  for (let at = 0; at + 2 < bytes.length; ) {
    const code = bytes.u16(at)
    at += 2
    let size = OPERAND_BYTES[code >> 13] as number
    if (code >> 13 === 6) size = code === TABLE_DEFINITION ? bytes.u16(at) + 1 : bytes.u8(at) + 1
    call(code, bytes.slice(at, at + size))
    at += Math.max(1, size)
  }
}

export function readLetters(bytes: Bytes): Letters {
  const letters: Letters = { toggles: {} }
  eachProperty(bytes, (code, operand) => LETTERS[code]?.(letters, operand))
  return letters
}

export function readParagraph(bytes: Bytes): Paragraph {
  const paragraph: Paragraph = {}
  eachProperty(bytes, (code, operand) => PARAGRAPHS[code]?.(paragraph, operand))
  return paragraph
}
