/** Which format a file is of. Content counts before the name: a `.txt` may hold a page, a `.htm` a plain text. */
import { RefusedFile } from '../errors.ts'
import { utf16WithoutMark } from './decode/byte-order.ts'
import { decodeText } from './decode.ts'
import type { FileHead, Format, SourceFile } from './formats/format.ts'
import { FORMATS } from './formats/formats.ts'
import { notReadYet } from './formats/not-yet.ts'
import { looksLikeHtml } from './formats/text/markup.ts'
import { extensionOf } from './stem.ts'

const HEAD_BYTES = 4096
const SAMPLE_BYTES = 65_536
/** Of a text's bytes at most this share are controls. */
const CONTROLS_IN_TEXT = 0.03

/** @throws RefusedFile `read/empty`, `read/not-yet` or `read/not-text`. */
export function detectFormat(file: SourceFile): Format {
  if (file.bytes.length === 0) throw emptyFile(file.path)
  const head = headOf(file)
  const unread = notReadYet(head)
  if (unread) {
    throw new RefusedFile(
      'read/not-yet',
      `not read yet: ${unread.extension} (${file.path} is ${unread.kind})`,
      unread.kind === 'an archive'
        ? 'Unpack it and import what is in it.'
        : 'Save it as .txt, .html or .epub and import that, or keep it until Fanfold reads such files.',
    )
  }
  const format = surest(head)
  if (format.id !== 'text') return format
  if (looksBinary(file.bytes)) {
    throw new RefusedFile(
      'read/not-text',
      `${file.path} holds no text: most of it is no letters of any writing.`,
      'If a story is in it, open it in the program it was made with and save it as .txt or .html.',
    )
  }
  return holdsPage(file.bytes) ? (FORMATS.find(({ id }) => id === 'html') ?? format) : format
}

export function emptyFile(path: string): RefusedFile {
  return new RefusedFile(
    'read/empty',
    `${path} has no text in it.`,
    'If it should have, look for another copy of it.',
  )
}

/** Cut so that no UTF-8 character is halved. */
function headOf({ path, bytes }: SourceFile): FileHead {
  let end = Math.min(HEAD_BYTES, bytes.length)
  if (end < bytes.length) for (let i = 0; i < 4 && (bytes[end - 1] as number) > 127; i++) end--
  return { path, extension: extensionOf(path), head: bytes.subarray(0, end), sizeBytes: bytes.length }
}

function surest(head: FileHead): Format {
  const scored = FORMATS.map((format) => ({ format, score: format.recognise(head) }))
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).format
}

/** A header in plain text may stand above the page's first tag. */
function holdsPage(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  return sample.includes(60) && looksLikeHtml(decodeText(sample).text)
}

function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isMarked || utf16WithoutMark(sample)) return false
  let controls = 0
  let zeros = 0
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i] as number
    if (byte >= 32) continue
    if (byte === 0) zeros++
    else if (byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls++
  }
  return controls > (sample.length - zeros) * CONTROLS_IN_TEXT
}
