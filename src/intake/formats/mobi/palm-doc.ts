/** PalmDOC's packing: single letters, a space with a letter, and copies of what came shortly before. */

/** A record unpacks to 4,096 bytes; makers differ by a little, and no more than this is believed. */
const MOST_BYTES = 65_536

/** @returns what was packed; a damaged record as far as it goes. */
export function unpackPalmDoc(packed: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(Math.min(MOST_BYTES, packed.length * 8 + 16))
  let length = 0
  for (let at = 0; at < packed.length && length + 10 < out.length; ) {
    const code = packed[at++] as number
    if (code >= 1 && code <= 8) {
      for (let left = code; left > 0 && at < packed.length; left--) out[length++] = packed[at++] as number
    } else if (code < 0x80) out[length++] = code
    else if (code >= 0xc0) {
      out[length++] = 0x20
      out[length++] = code ^ 0x80
    } else {
      const pair = (code << 8) | (packed[at++] ?? 0)
      const back = (pair >> 3) & 0x7ff
      if (back === 0 || back > length) continue
      for (let left = (pair & 7) + 3; left > 0; left--, length++) out[length] = out[length - back] as number
    }
  }
  return out.subarray(0, length)
}
