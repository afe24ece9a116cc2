/** Properties of letters and paragraphs as Word 97 keeps them: a row of codes with their operands ("sprms", [MS-DOC] 2.6). */
import { type Look, raiseOf } from '../office/flow.ts'
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

const LETTERS: ReadonlyMap<number, (letters: Letters, operand: Bytes) => void> = new Map<
  number,
  (letters: Letters, operand: Bytes) => void
>([
  [
    0x0800,
    (letters, operand) => {
      letters.deleted = operand.u8(0) !== 0
    },
  ],
  [0x0835, toggle('bold')],
  [0x0836, toggle('italic')],
  [0x0837, toggle('strike')],
  [0x2a53, toggle('strike')],
  [0x083a, toggle('smallCaps')],
  [0x083c, toggle('hidden')],
  [
    0x2a3e,
    (letters, operand) => {
      letters.underline = operand.u8(0) !== 0
    },
  ],
  [
    0x2a48,
    (letters, operand) => {
      letters.raise = operand.u8(0) === 1 ? 'sup' : operand.u8(0) === 2 ? 'sub' : null
    },
  ],
  [
    0x4845,
    (letters, operand) => {
      letters.raise = raiseOf(operand.i16(0))
    },
  ],
  [
    0x4a30,
    (letters, operand) => {
      letters.style = operand.u16(0)
    },
  ],
  [
    0x4a4f,
    (letters, operand) => {
      letters.font = operand.u16(0)
    },
  ],
  [
    0x0855,
    (letters, operand) => {
      letters.special = operand.u8(0) !== 0
    },
  ],
  [
    0x6a09,
    (letters, operand) => {
      letters.symbol = { font: operand.u16(0), code: operand.u16(2) }
    },
  ],
  [
    0x6a03,
    (letters, operand) => {
      letters.picture = operand.u32(0)
    },
  ],
])

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

const PARAGRAPHS: ReadonlyMap<number, (paragraph: Paragraph, operand: Bytes) => void> = new Map<
  number,
  (paragraph: Paragraph, operand: Bytes) => void
>([
  [
    0x4600,
    (paragraph, operand) => {
      paragraph.style = operand.u16(0)
    },
  ],
  [0x2403, align],
  [0x2461, align],
  [
    0x2407,
    (paragraph, operand) => {
      paragraph.pageBreakBefore = operand.u8(0) !== 0
    },
  ],
  [0x840f, left],
  [0x845e, left],
  [0x8411, first],
  [0x8460, first],
  [
    0x2640,
    (paragraph, operand) => {
      paragraph.outline = operand.u8(0)
    },
  ],
  [
    0x2416,
    (paragraph, operand) => {
      paragraph.inTable = operand.u8(0) !== 0
    },
  ],
  [
    0x2417,
    (paragraph, operand) => {
      paragraph.endsRow = operand.u8(0) !== 0
    },
  ],
  [0x6424, border('ruleAbove', 1)],
  [0x6425, border('boxed', 1)],
  [0x6426, border('ruleBelow', 1)],
  [0xc64e, border('ruleAbove', 6)],
  [0xc64f, border('boxed', 6)],
  [0xc650, border('ruleBelow', 6)],
])

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
  eachProperty(bytes, (code, operand) => LETTERS.get(code)?.(letters, operand))
  return letters
}

export function readParagraph(bytes: Bytes): Paragraph {
  const paragraph: Paragraph = {}
  eachProperty(bytes, (code, operand) => PARAGRAPHS.get(code)?.(paragraph, operand))
  return paragraph
}
