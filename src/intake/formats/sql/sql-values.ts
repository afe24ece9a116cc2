/** Values of a dump between the bytes they stand in and the text they are. */
import { isUtf8 } from 'node:buffer'
import { guessLegacyEncoding } from '../../decode/legacy.ts'
import { repairMojibake } from '../../decode/mojibake.ts'
import { decodeSingleByte, SINGLE_BYTE, type SingleByte } from '../../decode/single-byte.ts'
import { decodeText, type Repair } from '../../decode.ts'

/** Text where it is ASCII or UTF-8; the bytes themselves where they are neither. */
export type StoredValue = string | Uint8Array | null

/** @param bytes one character a byte. */
export function storedValue(bytes: string): string | Uint8Array {
  if (isAscii(bytes)) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  return isUtf8(buffer) ? buffer.toString('utf8') : buffer
}

function isAscii(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes.charCodeAt(at) > 127) return false
  return true
}

/** Charsets as MySQL calls them, where they say more than "eight bits". */
const CHARSETS: Record<string, string> = {
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  koi8r: 'koi8-r',
  latin2: 'iso-8859-2',
  sjis: 'shift_jis',
  cp932: 'shift_jis',
  ujis: 'euc-jp',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  big5: 'big5',
  euckr: 'euc-kr',
}

/** Which encoding values are in that are not UTF-8. @param sample some of them, joined. */
export function encodingOf(charset: string | null, sample: Uint8Array): string {
  const named = charset === null ? undefined : CHARSETS[charset]
  if (named !== undefined) return named
  return sample.length === 0 ? 'windows-1252' : guessLegacyEncoding(sample)
}

/** A value this long tells its own encoding. */
const TELLING_BYTES = 400

/** @param repairs what was put right is added here. */
export function decodeValue(value: string | Uint8Array, encoding: string, repairs: Repair[]): string {
  if (typeof value === 'string') return repaired(value, repairs)
  const cut = withoutCutCharacter(value)
  if (cut !== null) return repaired(cut, repairs)
  if (value.length >= TELLING_BYTES) {
    const decoded = decodeText(value, encoding)
    repairs.push(...decoded.repairs)
    return decoded.text
  }
  return repaired(inEncoding(value, encoding), repairs)
}

/** A column cut off in the middle of a character is UTF-8 but for its last bytes. */
function withoutCutCharacter(bytes: Uint8Array): string | null {
  for (let less = 1; less <= 3 && less < bytes.length; less++) {
    const part = bytes.subarray(0, bytes.length - less)
    if ((bytes[part.length] as number) >= 0xc2 && isUtf8(part) && part.some((byte) => byte > 127))
      return Buffer.from(part).toString('utf8')
  }
  return null
}

function inEncoding(bytes: Uint8Array, encoding: string): string {
  return isSingleByte(encoding) ? decodeSingleByte(bytes, encoding) : new TextDecoder(encoding).decode(bytes)
}

function isSingleByte(label: string): label is SingleByte {
  return SINGLE_BYTE.some((name) => name === label)
}

function repaired(text: string, repairs: Repair[]): string {
  if (isAscii(text)) return text
  const { runs, text: now, example } = repairMojibake(text)
  if (runs > 0) {
    const shown = example === null ? '' : ` ("${example.was}" was "${example.now}")`
    repairs.push({
      rule: 'decode/mojibake',
      severity: 'info',
      span: null,
      text: `Characters spoiled by a wrong encoding were repaired in ${runs} places${shown}.`,
    })
  }
  return now
}
