/** Where two texts of a story differ: paragraphs are laid side by side first, then the words of those that changed. */
import { diffArrays } from 'diff'

/** A run of words, and which of the texts has it. */
export interface DifferencePiece {
  text: string
  in: 'both' | 'first' | 'second'
}

/** A run of paragraphs that are the same, or a paragraph that is not. */
export type DifferenceRow = { same: number } | { pieces: DifferencePiece[] }

export interface TextDifferences {
  rows: DifferenceRow[]
  /** Paragraphs that differ, those not shown among them. */
  differing: number
  /** Rows left out at the end, since there are too many to read. */
  leftOut: number
}

/** Further apart than this two texts are not laid side by side: it would take long, and tell nothing. */
const MOST_PARAGRAPHS = 2000
const MOST_WORDS = 1500
const LONGEST_MS = 600
const ROWS_SHOWN = 300

/**
 * @param first plain text of each paragraph; wrapping, quotes, dashes and case count as no difference.
 * @returns undefined where the texts are too far apart to be laid side by side.
 */
export function textDifferences(
  first: readonly string[],
  second: readonly string[],
): TextDifferences | undefined {
  const parts = sideBySide(first, second, MOST_PARAGRAPHS)
  if (parts === undefined) return undefined
  const rows: DifferenceRow[] = []
  let differing = 0
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as Part
    if (!part.added && !part.removed) {
      rows.push({ same: part.value.length })
      continue
    }
    const next = parts[at + 1]
    const isPair = next !== undefined && part.removed && next.added
    const changed = isPair
      ? paired(part.value, next.value)
      : part.value.map((text) => alone(text, part.removed))
    if (isPair) at++
    differing += changed.length
    rows.push(...changed)
  }
  return { rows: rows.slice(0, ROWS_SHOWN), differing, leftOut: Math.max(0, rows.length - ROWS_SHOWN) }
}

interface Part {
  value: string[]
  added: boolean
  removed: boolean
}

/** @returns undefined where more than so many would have to change, or it takes too long. */
function sideBySide(first: readonly string[], second: readonly string[], most: number): Part[] | undefined {
  const keyed = (text: string) => ({ text, key: folded(text) })
  const parts = diffArrays(first.map(keyed), second.map(keyed), {
    comparator: (a, b) => a.key === b.key,
    maxEditLength: most,
    timeout: LONGEST_MS,
  })
  return parts?.map(({ value, added, removed }) => ({ value: value.map(({ text }) => text), added, removed }))
}

function alone(text: string, isFirst: boolean): DifferenceRow {
  return { pieces: [{ text, in: isFirst ? 'first' : 'second' }] }
}

/** Of how many paragraphs further on a likeness is looked for. */
const LOOK_AHEAD = 12

/** Paragraphs that went and came in one place: those that are alike are one that changed. */
function paired(gone: readonly string[], come: readonly string[]): DifferenceRow[] {
  const rows: DifferenceRow[] = []
  let from = 0
  for (const text of gone) {
    const ahead = come.slice(from, from + LOOK_AHEAD).findIndex((other) => areAlike(text, other))
    if (ahead < 0) {
      rows.push(alone(text, true))
      continue
    }
    for (const other of come.slice(from, from + ahead)) rows.push(alone(other, false))
    rows.push({ pieces: wordPieces(text, come[from + ahead] as string) })
    from += ahead + 1
  }
  for (const other of come.slice(from)) rows.push(alone(other, false))
  return rows
}

/** Half the words of the shorter one are in the other. */
function areAlike(a: string, b: string): boolean {
  const [short, long] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length) as [string[], string[]]
  const has = new Set(long)
  return short.filter((word) => has.has(word)).length * 2 >= Math.max(short.length, long.length / 2)
}

const wordsOf = (text: string) => folded(text).split(' ')

function wordPieces(first: string, second: string): DifferencePiece[] {
  const parts = sideBySide(tokens(first), tokens(second), MOST_WORDS)
  if (parts === undefined)
    return [
      { text: first, in: 'first' },
      { text: second, in: 'second' },
    ]
  return parts.map(({ value, added, removed }) => ({
    text: value.join(''),
    in: removed ? 'first' : added ? 'second' : 'both',
  }))
}

/** Each word with the space behind it. */
function tokens(text: string): string[] {
  return text.replace(/\s+/g, ' ').match(/\S+\s?/g) ?? []
}

/** Without case, marks of emphasis and white space; quotes and dashes straightened. A word of signs alone is itself. */
function folded(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[‘’‛`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/-{2,}|[–—]/g, ' - ')
    .replace(/…/g, '...')
    .replace(/[*_]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? text.trim() : plain
}
