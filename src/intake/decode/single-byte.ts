/** Bytes of the old one-byte encodings to text, quickly: an encoding is the 128 characters of its upper half. */
import iconv from 'iconv-lite'

/** Names as iconv-lite knows them. */
export const SINGLE_BYTE = [
  'windows-1252',
  'macintosh',
  'cp437',
  'cp850',
  'windows-1251',
  'koi8-r',
  'cp866',
  'windows-1250',
  'iso-8859-2',
] as const
export type SingleByte = (typeof SINGLE_BYTE)[number]

const upperHalves = new Map<string, string>()

/** The characters of bytes 0x80…0xFF; what the encoding leaves undefined becomes U+FFFD. */
export function upperHalf(encoding: SingleByte): string {
  let half = upperHalves.get(encoding)
  if (half === undefined) {
    half = iconv.decode(Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i)), encoding)
    // The five bytes windows-1252 leaves undefined keep their number, as every browser reads them.
    if (encoding === 'windows-1252')
      half = half.replace(/\ufffd/g, (_, at: number) => String.fromCharCode(128 + at))
    upperHalves.set(encoding, half)
  }
  return half
}

/** Every byte as the character of the same number. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

export function decodeSingleByte(bytes: Uint8Array, encoding: SingleByte): string {
  const half = upperHalf(encoding)
  const high = encoding === 'windows-1252' ? /[\x80-\x9f]/g : /[\x80-\xff]/g
  return latin1(bytes).replace(high, (character) => half[character.charCodeAt(0) - 128] as string)
}
