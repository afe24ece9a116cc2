/** Quoted-printable left over from mail: `=92`, `=E2=80=99`, `=20`, lines ending in `=`. */
import { upperHalf } from './single-byte.ts'

const CODE = /=(?:[0-9A-F]{2})/g
const CODES = /(?:=[0-9A-F]{2})+/g
/** Codes that mail programs write and people do not. */
const TELLING = /=(?:20|3D|A0|85|9[1-7]|E2=80=[0-9A-F]{2}|C3=[89AB][0-9A-F]|C2=A0)/g
const SOFT_BREAK = /=[ \t]*\n/g
const SURE_FROM = 3
const CP1252 = upperHalf('windows-1252')

/** Decodes only where at least three codes show that the text really is quoted-printable. @returns null where it is not. */
export function decodeQuotedPrintable(text: string): string | null {
  if (!text.includes('=')) return null
  const telling = count(text, TELLING)
  const soft = count(text, SOFT_BREAK)
  if (telling + soft < SURE_FROM || telling === 0) return null
  return text.replace(SOFT_BREAK, '').replace(CODES, (run) => {
    const bytes = Uint8Array.from(run.match(CODE) ?? [], (code) => Number.parseInt(code.slice(1), 16))
    return decodeBytes(bytes)
  })
}

function count(text: string, pattern: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(pattern)) if (++found >= SURE_FROM) break
  return found
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP1252[byte - 128])).join('')
  }
}
