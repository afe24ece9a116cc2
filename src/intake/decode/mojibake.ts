/**
 * Repairs UTF-8 that was once read as windows-1252 (or latin-1, or MacRoman) and saved again: `â€™` for ’, `Ã©` for é.
 * Run by run, since some files mix good and broken parts, and only where the run cannot be anything else.
 */
import { upperHalf } from './single-byte.ts'

const CP1252 = upperHalf('windows-1252')
const MAC = upperHalf('macintosh')
const byteOfCp1252 = new Map<string, number>([...CP1252].map((character, i) => [character, 128 + i]))
const byteOfMac = new Map<string, number>([...MAC].map((character, i) => [character, 128 + i]))
// Read as latin-1 the bytes 0x80…0x9F stay control characters.
for (let byte = 0x80; byte < 0xa0; byte++) byteOfCp1252.set(String.fromCharCode(byte), byte)

/** Characters that bytes 0x80…0xBF, the second and later ones of a UTF-8 sequence, turn into. */
const TAIL = `[\\x80-\\xbf${[...CP1252.slice(0, 64)].filter((c) => c > '\xbf').join('')}]`
const SEQUENCE = `(?:[\\xc2-\\xde]${TAIL}|[\\xe0-\\xef]${TAIL}{2}|[\\xf0-\\xf4]${TAIL}{3})`
/** One or more sequences side by side, and then what is left of a closing quote whose last byte was lost. */
const RUN = new RegExp(`${SEQUENCE}+|â€\\xc2?`, 'g')
const TEST = new RegExp(`${SEQUENCE}|â€`)
const ONE = new RegExp(SEQUENCE, 'g')
const MAC_TEST = /‚Ä[\u0080-\uffff]|√[\u0080-\uffff]/
const MAC_RUN = /‚Ä[\u0080-\uffff]|√[\u0080-\uffff]/g
const MOST_LAYERS = 3

export interface MojibakeRepair {
  text: string
  /** Runs repaired; 0 when the text came through untouched. */
  runs: number
  /** The first run repaired, before and after, for people. */
  example: { was: string; now: string } | null
}

/** Repeats while the text gets cleaner: text may have been spoiled twice. Time grows with text.length. */
export function repairMojibake(text: string): MojibakeRepair {
  const result: MojibakeRepair = { text, runs: 0, example: null }
  for (let layer = 0; layer < MOST_LAYERS && TEST.test(result.text); layer++) {
    const before = result.runs
    result.text = result.text.replace(RUN, (run, at: number, whole: string) =>
      noted(run, repairRun(run, whole[at - 1] ?? ' ', whole[at + run.length] ?? ' '), result),
    )
    if (result.runs === before) break
  }
  if (MAC_TEST.test(result.text))
    result.text = result.text.replace(MAC_RUN, (run) => noted(run, repairMacRun(run), result))
  return result
}

function noted(was: string, now: string, result: MojibakeRepair): string {
  if (was !== now) {
    result.runs++
    result.example ??= { was, now }
  }
  return now
}

function repairRun(run: string, before: string, after: string): string {
  if (run.startsWith('â€') && run.length <= 3 && !byteOfCp1252Tail(run[2])) return '”'
  const sequences = run.match(ONE) ?? []
  const certain =
    sequences.length > 1 ? sequences.some(isTelling) || sequences.length > 2 : isCertain(run, before, after)
  if (!certain) return run
  return sequences.map((sequence) => decodeSequence(sequence) ?? sequence).join('')
}

function byteOfCp1252Tail(character: string | undefined): boolean {
  const byte = character === undefined ? undefined : byteOfCp1252.get(character)
  return byte !== undefined && byte < 0xc0
}

/** What no language writes after such a letter; closing quotes, dashes, … « » º ª are left out, "IRMÃ»" and "café»…" are real. */
const SYMBOL = /[\x80-\x9f¡-©¬®-´¶-¹¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ‘•˜™š›œžŸ]/

/** A symbol within a word: no language writes `Ã©`, `Â£` or `â„¢`, while "NÃO…" and "café…”" are real. */
function isTelling(sequence: string): boolean {
  if (sequence.length === 2) return SYMBOL.test(sequence[1] as string)
  if (sequence.length === 4) return true
  return SYMBOL.test(sequence[1] as string)
}

/** One sequence alone is certain when telling, or when it stands against a small letter as a capital never does. */
function isCertain(sequence: string, before: string, after: string): boolean {
  const character = decodeSequence(sequence)
  if (character === null) return false
  if (isTelling(sequence)) return true
  if (sequence.length !== 2) return false
  if (sequence[0] === 'Â') return !/\p{Lu}/u.test(before)
  return /\p{Ll}/u.test(before) || /\p{Ll}/u.test(after)
}

/** @returns the character the sequence's bytes mean in UTF-8, or null where they mean none. */
function decodeSequence(sequence: string): string | null {
  return decodeBytes([...sequence].map((character) => byteOfCp1252.get(character) ?? 0))
}

function repairMacRun(run: string): string {
  const bytes = [...run].map((character) => byteOfMac.get(character) ?? 0)
  return decodeBytes(bytes) ?? run
}

const strict = new TextDecoder('utf-8', { fatal: true })

function decodeBytes(bytes: number[]): string | null {
  try {
    return strict.decode(Uint8Array.from(bytes))
  } catch {
    return null
  }
}

/** A UTF-8 file with a few bytes of windows-1252 in it: every valid sequence by UTF-8, every other byte by windows-1252. */
export function decodeMixed(latin1Text: string): string {
  const utf8 = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\x9f]/g
  return latin1Text.replace(utf8, (run) =>
    run.length === 1
      ? (CP1252[run.charCodeAt(0) - 128] as string)
      : (decodeBytes([...run].map((character) => character.charCodeAt(0))) ??
        [...run].map((character) => CP1252[character.charCodeAt(0) - 128]).join('')),
  )
}
