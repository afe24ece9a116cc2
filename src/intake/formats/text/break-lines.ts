/** Which lines of a text are breaks, as far as the lines about them and the whole text have a say in it. */
import { isBreakLine, isDressedWord } from '../../recover/scenes/glyph-line.ts'
import type { Line } from './lines.ts'
import type { ParagraphModel } from './paragraph-model.ts'

/** What the whole text shows of its signs. */
export interface Signs {
  /** Dressed words that recur: they are breaks. */
  dressed: Set<string>
  /** Roman numbers stand alone on lines: then "X" is one of them. */
  hasRomanNumbers: boolean
}

export function findSigns(lines: readonly Line[]): Signs {
  const seen = new Set<string>()
  const dressed = new Set<string>()
  let hasRomanNumbers = false
  for (const { text } of lines) {
    if (text.length > 28) continue
    if (/^(?:I{1,3}|IV|VI{0,3}|IX|XI{1,3})[.:)]?$/.test(text)) hasRomanNumbers = true
    if (!isDressedWord(text)) continue
    if (seen.has(text)) dressed.add(text)
    seen.add(text)
  }
  return { dressed, hasRomanNumbers }
}

/** A break line stands alone; a row of letters (`xx` may end a letter) only where nothing touches it. */
export function isBreak(lines: readonly Line[], at: number, signs: Signs, model: ParagraphModel): boolean {
  const { text } = lines[at] as Line
  if (text.length > 120 || /^>+$/.test(text)) return false
  if (signs.dressed.has(text) || /^<hr ?\/?>$/i.test(text)) return true
  if (!isBreakLine(text)) return false
  if (/^[xX]+[.)]?$/.test(text) && text === text.toUpperCase() && signs.hasRomanNumbers) return false
  if (!/\p{L}/u.test(text) || model.parting !== 'blank') return true
  const next = lines[at + 1]
  const isAlone = (at === 0 || (lines[at] as Line).blanks > 0) && (!next || next.blanks > 0)
  return isAlone
}
