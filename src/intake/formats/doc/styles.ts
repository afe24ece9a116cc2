/** The style sheet of a Word 97 document ([MS-DOC] 2.9.271), each style with what it is based on worked in. */
import type { Bytes } from './bytes.ts'
import { type Letters, type Paragraph, readLetters, readParagraph } from './properties.ts'

export interface DocStyle {
  /** Word's own number for what the style is, the same in every language: 1…9 headings, 62 the title. */
  kind: number
  name: string
  letters: Letters
  paragraph: Paragraph
}

interface Written extends DocStyle {
  base: number
}

const NO_STYLE = 0xfff
const MAX_CHAIN = 20
const MAX_STYLES = 5_000

/** @returns styles by their number. */
export function readDocStyles(sheet: Bytes): (index: number | undefined) => DocStyle | undefined {
  const written = parse(sheet)
  const whole = new Map<number, DocStyle>()
  return (index) => {
    const own = index === undefined ? undefined : written[index]
    if (own === undefined || index === undefined) return undefined
    let style = whole.get(index)
    if (style === undefined) {
      style = resolve(own, written)
      whole.set(index, style)
    }
    return style
  }
}

function resolve(own: Written, written: readonly (Written | undefined)[]): DocStyle {
  const chain: Written[] = []
  for (
    let at: Written | undefined = own;
    at !== undefined && chain.length < MAX_CHAIN;
    at = written[at.base]
  ) {
    if (chain.includes(at)) break
    chain.unshift(at)
  }
  const letters: Letters = { toggles: {} }
  for (const each of chain)
    Object.assign(letters, each.letters, { toggles: { ...letters.toggles, ...each.letters.toggles } })
  return { ...own, letters, paragraph: Object.assign({}, ...chain.map(({ paragraph }) => paragraph)) }
}

function parse(sheet: Bytes): (Written | undefined)[] {
  const headBytes = sheet.u16(0)
  const count = Math.min(MAX_STYLES, sheet.u16(2))
  const baseBytes = sheet.u16(4)
  const styles: (Written | undefined)[] = []
  for (let at = 2 + headBytes; styles.length < count && at + 2 <= sheet.length; ) {
    const sizeBytes = sheet.u16(at)
    styles.push(sizeBytes === 0 ? undefined : readStyle(sheet.slice(at + 2, at + 2 + sizeBytes), baseBytes))
    at += 2 + sizeBytes
  }
  return styles
}

function readStyle(bytes: Bytes, baseBytes: number): Written {
  const nameLength = bytes.u16(baseBytes)
  const nameEnd = baseBytes + 2 + nameLength * 2
  const base = bytes.u16(2) >> 4
  const style: Written = {
    kind: bytes.u16(0) & 0xfff,
    name: bytes.raw
      .subarray(baseBytes + 2, nameEnd)
      .toString('utf16le')
      .toLowerCase(),
    base: base === NO_STYLE ? -1 : base,
    letters: { toggles: {} },
    paragraph: {},
  }
  const isParagraph = (bytes.u16(2) & 0xf) === 1
  let at = nameEnd + 2
  if (isParagraph) {
    const sizeBytes = bytes.u16(at)
    // Its own number stands before its properties.
    style.paragraph = readParagraph(bytes.slice(at + 4, at + 2 + sizeBytes))
    at += 2 + sizeBytes + (sizeBytes % 2)
  }
  style.letters = readLetters(bytes.slice(at + 2, at + 2 + bytes.u16(at)))
  return style
}
