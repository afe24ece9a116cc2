/** In which encoding the names in a zip are. All of them together tell: one alone is too short. */
import chardet from 'chardet'
import iconv from 'iconv-lite'
import type { ZipEntry } from './entry.ts'

const UTF8_NAMES = 0x800

/** Tried in this order; what comes first wins where two read equally well. */
const ENCODINGS = [
  'cp437',
  'windows-1252',
  'shift_jis',
  'cp850',
  'windows-1251',
  'cp866',
  'gbk',
  'big5',
  'euc-kr',
  'windows-1250',
  'cp852',
]
/** As chardet calls them. */
const CHARDET_NAMES: Record<string, string> = {
  Shift_JIS: 'shift_jis',
  GB18030: 'gbk',
  Big5: 'big5',
  'EUC-KR': 'euc-kr',
}
const TWO_BYTES = new Set(Object.values(CHARDET_NAMES))
const EASTERN_LETTER = /[\u3041-\u30fa\u4e00-\u9fff\uac00-\ud7af]/u
const SAMPLE_BYTES = 20_000

/** What of an entry its name is told by. */
export type NameToDecode = Pick<ZipEntry, 'nameBytes' | 'unicodeName' | 'flags'>

/** @returns the names in the order of the entries, with `/` between folders. */
export function decodeNames(entries: readonly NameToDecode[]): string[] {
  const legacy = entries.filter((entry) => !isMarked(entry) && !isAscii(entry.nameBytes))
  const encoding = legacy.length === 0 ? 'utf-8' : tellEncoding(legacy.map((entry) => entry.nameBytes))
  return entries.map((entry) => {
    if (entry.unicodeName !== null) return withSlashes(entry.unicodeName)
    const name = isMarked(entry) || isAscii(entry.nameBytes) ? 'utf-8' : encoding
    return withSlashes(iconv.decode(entry.nameBytes, name))
  })
}

const isMarked = (entry: NameToDecode) => (entry.flags & UTF8_NAMES) !== 0 || entry.unicodeName !== null
const isAscii = (bytes: Buffer) => bytes.every((byte) => byte < 0x80)
const withSlashes = (name: string) => name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')

function tellEncoding(names: readonly Buffer[]): string {
  if (names.every(isUtf8)) return 'utf-8'
  const sample = Buffer.concat(names.flatMap((name) => [name, Buffer.from('\n')])).subarray(0, SAMPLE_BYTES)
  const high = sample.filter((byte) => byte >= 0x80).length
  const likely = new Map(
    chardet.analyse(sample).map(({ name, confidence }) => [CHARDET_NAMES[name], confidence / 100]),
  )
  let best = { encoding: 'cp437', score: Number.NEGATIVE_INFINITY }
  for (const encoding of ENCODINGS) {
    const text = iconv.decode(sample, encoding)
    if (TWO_BYTES.has(encoding) && !EASTERN_LETTER.test(text)) continue
    const score = readsAs(text) / high + (likely.get(encoding) ?? 0) / 2
    if (score > best.score + 0.001) best = { encoding, score }
  }
  return best.encoding
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Letters of the west of Europe; the rest of Latin is rarer in names of stories. */
const COMMON_LATIN = /[àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœÀÁÂÄÅÇÈÉÊÑÓÖØÚÜ’‘“”–—…]/u
const SCRIPTS: [RegExp, number][] = [
  [/[\u3040-\u30ff]/u, 2.4],
  [/[\u4e00-\u9fff]/u, 1.6],
  [/[\uac00-\ud7af]/u, 1.9],
  [/[\u3000-\u303f\uff00-\uff60]/u, 1.6],
  [/[\uff61-\uff9f]/u, -0.6],
  [COMMON_LATIN, 1],
  [/\p{Script=Cyrillic}/u, 0.9],
  [/\p{Script=Latin}/u, 0.4],
  [/[\ufffd\p{C}]/u, -4],
  [/[\u2500-\u259f]/u, -2],
]
/** A sign that is no letter, where one stood for it. */
const OTHER = -1

/** How much it looks like words: high for letters that stand as letters do. */
function readsAs(text: string): number {
  let score = 0
  let before = ''
  for (const sign of text) {
    if (sign.charCodeAt(0) >= 0x80) {
      score += SCRIPTS.find(([pattern]) => pattern.test(sign))?.[1] ?? OTHER
    }
    score -= stranger(before, sign)
    before = sign
  }
  return score
}

const ASCII_LETTER = /[A-Za-z]/
const CYRILLIC = /\p{Script=Cyrillic}/u
const EASTERN = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff61-\uff9f]/u

/** A capital after a small letter, or letters of two scripts side by side. */
function stranger(before: string, sign: string): number {
  const isAscii = before < '\x80' && sign < '\x80'
  if (!isAscii && /\p{Ll}/u.test(before) && /\p{Lu}/u.test(sign)) return 1.5
  const mixed = (script: RegExp) =>
    (ASCII_LETTER.test(before) && script.test(sign)) || (script.test(before) && ASCII_LETTER.test(sign))
  return mixed(EASTERN) ? 2 : mixed(CYRILLIC) ? 1 : 0
}
