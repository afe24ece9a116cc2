/** One source on the way to be grouped, and the number that counts for it. */
import { EPILOGUE, type PartFacts, type PartSign } from '../part.ts'

export interface PartMember {
  /** Any two members differ in it; it rises in the order they came in. */
  id: number
  /** The work that holds it now. */
  work: number
  facts: PartFacts
  authors: string[]
  /** The folder it stands in, as a path; its last name is the folder's own. */
  folder: string
  /** A person parted it from others: it is not joined or offered again. */
  isApart?: boolean
}

export interface Numbered {
  member: PartMember
  number: number
  last: number
  of: number | null
  /** A chapter or part word or "n of m" says so, and not a number alone. */
  isSure: boolean
}

/** For comparing: letters and digits alone, without case, accents and a leading article. */
export function partKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:the|an?) (?=\S)/, '')
}

export const authorKeys = ({ authors }: PartMember) =>
  authors.map(partKey).filter((key) => key !== '' && key !== 'anonymous' && key !== 'unknown')

/**
 * The number that counts: what a header, subject or page says before the file's name, that before chapter headings.
 * @returns null for what is no numbered part: nothing says so, it is 1 of 1, or the name's number is denied by the text
 * ("Nightfall 2" whose first chapter is Chapter 1 is a sequel).
 */
export function numbered(member: PartMember): Numbered | null {
  const { name, text } = member.facts
  const told = text !== null && text.where !== 'heading' && text.where !== 'end' ? text : null
  if (told !== null) return told.of === 1 ? null : made(member, told, true)
  const sign = name.sign
  if (sign !== null && sign.by !== 'bare')
    return sign.of === 1 ? null : made(member, withHeadings(sign, text), true)
  if (text?.where === 'end') return text.of === 1 ? null : made(member, text, true)
  if (sign === null) return text === null ? null : made(member, text, true)
  if (text === null) return made(member, sign, false)
  if (text.number === sign.number) return made(member, text, true)
  return text.number <= 1 ? null : made(member, text, true)
}

/** "Chapter 4" in the name of a file that holds chapters four to six. */
function withHeadings(sign: PartSign, text: PartFacts['text']): PartSign {
  const goesOn = text?.where === 'heading' && text.number === sign.number
  return goesOn ? { ...sign, last: text.last } : sign
}

function made(member: PartMember, { number, last, of }: PartSign, isSure: boolean): Numbered {
  return { member, number, last: Math.max(number, last ?? number), of, isSure }
}

export const isEpilogue = ({ number }: Pick<Numbered, 'number'>) => number === EPILOGUE
