/** The stream of a document's properties ([MS-OLEPS]): title, author, keywords. */
import iconv from 'iconv-lite'
import type { Properties } from '../office/office-document.ts'
import type { Bytes } from './bytes.ts'

const CODE_PAGE = 1
const TITLE = 2
const AUTHOR = 4
const KEYWORDS = 5
const NARROW = 30
const WIDE = 31
const MAX_PROPERTIES = 200
const MAX_BYTES = 2_000

export function readSummary(bytes: Bytes): Properties {
  const start = bytes.u32(44)
  const count = Math.min(MAX_PROPERTIES, bytes.u32(start + 4))
  const places = new Map<number, number>()
  for (let i = 0; i < count; i++)
    places.set(bytes.u32(start + 8 + i * 8), start + bytes.u32(start + 12 + i * 8))
  const page = places.has(CODE_PAGE) ? bytes.u16((places.get(CODE_PAGE) as number) + 4) : 1252
  const text = (id: number): string => {
    const at = places.get(id)
    if (at === undefined) return ''
    const kind = bytes.u32(at)
    const size = Math.min(MAX_BYTES, bytes.u32(at + 4) * (kind === WIDE ? 2 : 1))
    const raw = bytes.slice(at + 8, at + 8 + size).raw
    const name = page === 65001 ? 'utf-8' : `windows-${page}`
    const decoded =
      kind === WIDE
        ? raw.toString('utf16le')
        : kind === NARROW
          ? iconv.decode(raw, iconv.encodingExists(name) ? name : 'windows-1252')
          : ''
    return (decoded.split('\0', 1)[0] as string).trim()
  }
  return { title: text(TITLE), creator: text(AUTHOR), keywords: text(KEYWORDS) }
}
