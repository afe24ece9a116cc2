/** Letters that were read and not put down yet: bytes to be decoded together, and text. */
import { decodeRun } from './code-pages.ts'

/** How bytes are read. */
export interface Script {
  codePage: number
  /** They are signs of a font of signs, and stay what they are. */
  isSigns: boolean
}

interface Origin extends Script {
  /** They stood in the file as they are, not as `\'hh`. */
  isRaw: boolean
}

export class PendingLetters {
  private bytes = ''
  private origin: Origin = { codePage: 1252, isSigns: false, isRaw: false }
  private words = ''

  /** @param bytes as latin-1. */
  addBytes(bytes: string, origin: Origin): void {
    const isHigh = /[\x80-\xff]/.test(bytes)
    if (isHigh && origin.isRaw !== this.origin.isRaw) this.endBytes()
    if (isHigh || this.bytes === '') this.origin = origin
    this.bytes += bytes
  }

  addText(text: string): void {
    this.endBytes()
    this.words += text
  }

  /** @returns everything added since it was taken last. */
  take(): string {
    this.endBytes()
    const { words } = this
    this.words = ''
    return words
  }

  private endBytes(): void {
    const { codePage, isSigns, isRaw } = this.origin
    this.words += isSigns ? this.bytes : decodeRun(this.bytes, codePage, isRaw)
    this.bytes = ''
  }
}
