/** What no reader should ever see: line ends of every system made "\n", controls and invisible characters taken out. */
import { upperHalf } from './single-byte.ts'

const CP1252 = upperHalf('windows-1252')
/** Anything at all to do. NEL and the line separators are line ends; form feed stays, it is a page break. */
const UNCLEAN =
  /[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]/
const UNCLEAN_ALL = new RegExp(UNCLEAN.source, 'g')
/** The joiners mean something in scripts from Hebrew on and between emoji. */
const JOINED = /[\u0590-\u{10ffff}]/u

export interface Cleaned {
  text: string
  /** How many characters were removed, and how many of U+0080…U+009F were read as windows-1252. */
  removed: number
  mapped: number
}

/** Time grows with text.length; clean text goes straight through. */
export function cleanControls(text: string): Cleaned {
  const cleaned: Cleaned = { text: lineEnds(text), removed: 0, mapped: 0 }
  if (!UNCLEAN.test(cleaned.text)) return cleaned
  cleaned.text = cleaned.text.replace(UNCLEAN_ALL, (character, at: number, whole: string) => {
    const code = character.charCodeAt(0)
    if (code >= 0x80 && code <= 0x9f) return mapped(code, cleaned)
    if (code === 0x0b || code === 0x2028) return '\n'
    if (code === 0x2029) return '\n\n'
    if ((code === 0x200c || code === 0x200d) && JOINED.test(whole[at - 1] ?? '')) return character
    cleaned.removed++
    return ''
  })
  return cleaned
}

/** CRLF, CR, LF, and CRs doubled before an LF. */
function lineEnds(text: string): string {
  if (!text.includes('\r')) return text
  return text.replace(/\r\r\n/g, '\r\n').replace(/\r\n?/g, '\n')
}

function mapped(code: number, cleaned: Cleaned): string {
  const character = CP1252[code - 0x80] as string
  if (character.charCodeAt(0) === code) {
    cleaned.removed++
    return ''
  }
  cleaned.mapped++
  return character
}
