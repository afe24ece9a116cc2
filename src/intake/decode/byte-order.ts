/** UTF-16 without a byte order mark, told by where its NUL bytes stand. */

const SAMPLE_BYTES = 65_536
/** Of the NULs, this share stands at one parity in UTF-16 of Latin text. */
const ONE_SIDED = 0.95

export type Utf16 = 'utf-16le' | 'utf-16be'

/**
 * @returns which UTF-16 the bytes are, or null.
 * Latin text has a NUL in nearly every pair. Other scripts have them only in spaces and line ends, so there the decoded
 * sample must read as text besides; a few stray NULs in an ASCII file do not make it UTF-16.
 */
export function utf16WithoutMark(bytes: Uint8Array): Utf16 | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  if (sample.length < 4 || !sample.includes(0)) return null
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i & 1] = (zeros[i & 1] as number) + 1
  const [even, odd] = zeros as [number, number]
  const most = Math.max(even, odd)
  if (most > sample.length * 0.2 && most / (even + odd) >= ONE_SIDED)
    return odd > even ? 'utf-16le' : 'utf-16be'
  if (!looksBrokenAsBytes(sample)) return null
  const [le, be] = [textMarks(sample, 'utf-16le'), textMarks(sample, 'utf-16be')]
  return Math.max(le, be) === 0 ? null : le >= be ? 'utf-16le' : 'utf-16be'
}

/** Read byte by byte the sample is no text: many controls, or high bytes that are no UTF-8. */
function looksBrokenAsBytes(sample: Uint8Array): boolean {
  let controls = 0
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i] as number
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 0) controls++
  }
  return controls > sample.length * 0.02 || new TextDecoder().decode(sample).includes('\ufffd')
}

/** Spaces, line ends and full stops in the sample so decoded; 0 where it is no text. */
function textMarks(sample: Uint8Array, encoding: Utf16): number {
  const text = new TextDecoder(encoding).decode(sample.subarray(0, sample.length & ~1))
  const odd = text.match(/[^\p{L}\p{M}\p{N}\p{P}\p{Z}\p{S}\n\r\t]|\ufffd/gu)?.length ?? 0
  return odd > text.length * 0.02 ? 0 : (text.match(/[\n .,\u3001\u3002]/g)?.length ?? 0)
}
