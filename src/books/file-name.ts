/** Names for exported files that every file system takes. */
import type { WorkFields } from '../story/field.ts'

/** Bytes of UTF-8: file systems take 255, and ' (2).epub' and the like must fit too. */
const MAX_BYTES = 120
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** `Title - Creator.epub`, with nothing in it that Windows, macOS or a FAT stick refuses. @param extension with its dot. */
export function bookFileName(fields: Pick<WorkFields, 'title' | 'authors'>, extension: string): string {
  const by = fields.authors.length > 0 ? ` - ${fields.authors.join(', ')}` : ''
  const stem = safeStem(`${fields.title}${by}`)
  return `${stem}${extension}`
}

function safeStem(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/["“”„]/g, "'")
    .replace(/[<>:/\\|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const short = cutToBytes(clean, MAX_BYTES).replace(/^[.\s]+|[.\s]+$/g, '')
  if (short === '') return 'story'
  return RESERVED.test(short.split('.')[0] as string) ? `${short}_` : short
}

function cutToBytes(text: string, max: number): string {
  let bytes = 0
  let cut = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > max) return cut
    cut += character
  }
  return cut
}
