/** Bytes to clean text, once, before anything is read from it. Every repair is told. */
import type { Diagnostic } from '../story/diagnostic.ts'
import { utf16WithoutMark } from './decode/byte-order.ts'
import { type Cleaned, cleanControls } from './decode/controls.ts'
import { decodeEntities } from './decode/entities.ts'
import { guessLegacyEncoding } from './decode/legacy.ts'
import { repairLostApostrophes } from './decode/lost-apostrophes.ts'
import { decodeMixed, repairMojibake } from './decode/mojibake.ts'
import { decodeQuotedPrintable } from './decode/quoted-printable.ts'
import { decodeSingleByte, latin1, SINGLE_BYTE, type SingleByte } from './decode/single-byte.ts'

/** A diagnostic but for the source's path. */
export type Repair = Omit<Diagnostic, 'source'>

export interface DecodedText {
  /** Line ends "\n"; no controls but tab and form feed, no invisible characters. Spans point into this. */
  text: string
  /** The encoding the bytes were read in, as TextDecoder names it where it knows it. */
  encoding: string
  repairs: Repair[]
}

/** Old names whose pages are really windows-1252 or UTF-8, as browsers read them. */
const DECLARED_AS: Record<string, string> = {
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'x-user-defined': 'windows-1252',
  'x-mac-roman': 'macintosh',
  mac: 'macintosh',
  ibm850: 'cp850',
  ibm437: 'cp437',
  'utf-16': 'utf-8',
  'utf-16le': 'utf-8',
  'utf-16be': 'utf-8',
}
/** Declarations that say nothing: software wrote them without asking, and any bytes at all are valid. */
const WEAK = new Set(['utf-8', 'windows-1252'])

/**
 * Decodes a document of any kind; markup in it, entities too, is left alone.
 * Order: byte order mark, UTF-16 by its NULs, strict UTF-8, the declared charset if it decodes without error, and at
 * last a guess. (Valid UTF-8 beyond ASCII does not come about by chance, so it counts before a declaration.)
 * Never throws. Pure ASCII and UTF-8 go straight through.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const { text, encoding, repairs } = decodeBytes(bytes, declared?.trim().toLowerCase())
  const mojibake = repairMojibake(text)
  if (mojibake.runs > 0) repairs.push(mojibakeRepair(mojibake.runs, mojibake.example))
  const cleaned = cleanControls(mojibake.text)
  repairs.push(...controlRepairs(cleaned))
  return { text: cleaned.text, encoding, repairs }
}

/** Decodes plain text: as {@link decodeText}, and then entities, quoted-printable and lost apostrophes. */
export function decodePlainText(bytes: Uint8Array, declared?: string): DecodedText {
  const decoded = decodeText(bytes, declared)
  return { ...repairPlainText(decoded.text, decoded.repairs), encoding: decoded.encoding }
}

function repairPlainText(text: string, before: Repair[]): { text: string; repairs: Repair[] } {
  const repairs = [...before]
  const mail = decodeQuotedPrintable(text)
  if (mail !== null)
    repairs.push(info('decode/quoted-printable', 'Codes of mail such as "=92" were decoded.'))
  const entities = decodeEntities(mail ?? text)
  if (entities.count > 0)
    repairs.push(info('decode/entities', `${entities.count} HTML entities such as "&mdash;" were decoded.`))
  const apostrophes = repairLostApostrophes(entities.text)
  if (apostrophes.count > 0)
    repairs.push(info('decode/apostrophes', `${apostrophes.count} lost apostrophes ("don?t") were put back.`))
  // What was decoded may itself be a control, a soft hyphen or a line end.
  const changed = mail !== null || entities.count > 0
  return { text: changed ? cleanControls(apostrophes.text).text : apostrophes.text, repairs }
}

interface RawText {
  text: string
  encoding: string
  repairs: Repair[]
}

function decodeBytes(bytes: Uint8Array, declared: string | undefined): RawText {
  const marked = decodeMarked(bytes)
  if (marked) return marked
  const utf16 = utf16WithoutMark(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16, repairs: [] }
  const escapes = declared?.startsWith('iso-2022-') ? strictly(bytes, declared) : null
  if (declared && escapes !== null) return { text: escapes, encoding: declared, repairs: [] }
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', repairs: [] }
  return decodeDeclared(bytes, declared) ?? decodeGuessed(bytes)
}

function decodeMarked(bytes: Uint8Array): RawText | null {
  const [a, b, c] = bytes
  if (a === 0xff && b === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le', repairs: [] }
  if (a === 0xfe && b === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be', repairs: [] }
  if (a !== 0xef || b !== 0xbb || c !== 0xbf) return null
  const utf8 = strictly(bytes, 'utf-8')
  return utf8 === null ? null : { text: utf8, encoding: 'utf-8', repairs: [] }
}

function strictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeDeclared(bytes: Uint8Array, declared: string | undefined): RawText | null {
  if (!declared) return null
  const label = DECLARED_AS[declared] ?? declared
  if (WEAK.has(label)) return null
  if (isSingleByte(label)) return { text: decodeSingleByte(bytes, label), encoding: label, repairs: [] }
  const text = strictly(bytes, label)
  return text === null ? null : { text, encoding: label, repairs: [] }
}

function decodeGuessed(bytes: Uint8Array): RawText {
  if (isMostlyUtf8(bytes)) {
    const text = decodeMixed(latin1(bytes))
    const repairs = [info('decode/mixed', 'Some bytes were not UTF-8 and were read as windows-1252.')]
    return { text, encoding: 'utf-8', repairs }
  }
  const encoding = guessLegacyEncoding(bytes)
  const text = isSingleByte(encoding)
    ? decodeSingleByte(bytes, encoding)
    : new TextDecoder(encoding).decode(bytes)
  if (encoding === 'windows-1252') return { text, encoding, repairs: [] }
  const repair = info('decode/guessed', `The encoding was guessed from the letters: ${encoding}.`)
  return { text, encoding, repairs: [repair] }
}

function isSingleByte(label: string): label is SingleByte {
  return SINGLE_BYTE.some((name) => name === label)
}

const VALID_SEQUENCE = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g
const SAMPLE_BYTES = 1_000_000

/** More valid UTF-8 sequences than broken ones: a UTF-8 file with damage, or two files joined. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const sample = latin1(bytes.subarray(0, SAMPLE_BYTES))
  let valid = 0
  let inSequences = 0
  for (const [sequence] of sample.matchAll(VALID_SEQUENCE)) {
    valid++
    inSequences += sequence.length
  }
  const high = sample.match(/[\x80-\xff]/g)?.length ?? 0
  return valid > 0 && valid >= 2 * (high - inSequences)
}

function mojibakeRepair(runs: number, example: { was: string; now: string } | null): Repair {
  const shown = example ? ` ("${example.was}" was "${example.now}")` : ''
  return info(
    'decode/mojibake',
    `Characters spoiled by a wrong encoding were repaired in ${runs} places${shown}.`,
  )
}

function controlRepairs({ removed, mapped }: Cleaned): Repair[] {
  const repairs: Repair[] = []
  if (mapped > 0)
    repairs.push(
      info('decode/c1', `${mapped} characters were read as windows-1252, which they were meant in.`),
    )
  if (removed > 0) repairs.push(info('decode/invisible', `${removed} invisible characters were taken out.`))
  return repairs
}

function info(rule: string, text: string): Repair {
  return { rule, severity: 'info', span: null, text }
}
