/** Warnings and spoilers said without a colon: "Warnings for blood and character death", "Spoilers through season 2". */
import { readWarnings } from './vocabulary/warnings.ts'

const WARNING =
  /^\W{0,3}(?:(?:trigger|content|tw|cw)\s+)?warnings?\s+(?:for|of|about)\s+(?!(?:the|him|her|his|them|their|an?|my|our)\s)(.{2,100}?)[\s.!)\]*_]*$/i
const NO_WARNING =
  /^\W{0,3}no (?:archive |particular |real |major |special )?warnings?(?: (?:apply|applicable|needed|necessary|required|(?:for|in) this (?:one|chapter|part|fic|story)))*[\s.!)\]*_]*$/i
const SPOILER =
  /^\W{0,3}(?:(?:major|minor|mild|slight|vague|big|huge|some|possible|no)\s+)?spoilers?\s+(?:for|through|thru|up to|until|til|to|of|from)\s+\S.{0,100}$|^\W{0,3}(?:no spoilers|spoiler-free|spoilerfrei)[\s.!)\]*_]*$/i
const MAX_WORDS = 16

export interface BareWarning {
  /** As in a warnings field; [] where the line speaks of spoilers. */
  warnings: string[]
  raw: string
}

/** @param line of text. @returns null where it is anything else. */
export function bareWarning(line: string): BareWarning | null {
  const text = line.trim()
  if (text.length > 120 || text.split(/\s+/).length > MAX_WORDS) return null
  if (NO_WARNING.test(text)) return { warnings: ['none-apply'], raw: text }
  const warned = WARNING.exec(text)?.[1]
  if (warned !== undefined) return { warnings: readWarnings(warned), raw: text }
  return SPOILER.test(text) ? { warnings: [], raw: text } : null
}

/** Whether every line of a block is one. */
export function areBareWarnings(text: string): boolean {
  if (text.length > 600 || !/warning|spoiler/i.test(text)) return false
  return text.split('\n').every((line) => line.trim() === '' || bareWarning(line) !== null)
}
