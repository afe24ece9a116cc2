/** Holds a recovered work against what its case expects, field by field. */

import type { RecoveredWork } from '../../story/work.ts'
import { fieldsJson, workJson } from '../../story/work-json.ts'
import { warningOf } from '../recover/vocabulary/warnings.ts'
import type { ExpectedWork } from './expected.ts'

export type Verdict = 'right' | 'wrong' | 'missing' | 'invented' | 'extra'

export interface Finding {
  field: string
  verdict: Verdict
  expected: unknown
  found: unknown
}

type WorkJson = ReturnType<typeof workJson>

/** Fields whose lists must match exactly: an entry too many is invented, not merely extra. */
const EXACT_LISTS = new Set(['authors', 'giftedTo'])
const LISTS = [
  'authors',
  'fandoms',
  'warnings',
  'categories',
  'relationships',
  'characters',
  'tags',
  'giftedTo',
] as const
const SCALARS = ['title', 'rating', 'language', 'status', 'published', 'updated', 'declaredWords'] as const
const PROSE = ['summary', 'notesBefore', 'notesAfter', 'disclaimer'] as const
const SIMILAR_FROM = 0.9
const WORDS_APART = 3
const WORDS_APART_SHARE = 0.03

export function compareWork(expected: ExpectedWork, work: RecoveredWork): Finding[] {
  const found = workJson(work)
  return [
    ...SCALARS.flatMap((field) => compareScalar(field, expected[field], found[field])),
    ...LISTS.flatMap((field) => compareList(field, expected[field], found[field])),
    ...compareSeries(expected.series, fieldsJson(work.fields).series),
    ...PROSE.flatMap((field) => compareProse(field, expected[field], found[field] as string | null)),
    ...compareChapters(expected, found),
    ...compareBody(expected, found),
  ]
}

/** Quotes and dashes straightened, emphasis marks dropped, white space and case folded. */
export function folded(value: unknown): string {
  return String(value)
    .normalize('NFC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/\s*(?:-{2,3}|[–—―])\s*/g, '-')
    .replace(/…/g, '...')
    .replace(/[*_]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** Share of words two texts have in common in order, 0 to 1: twice the longest common run of words over both lengths. */
export function similarity(a: string, b: string): number {
  const left = folded(a).split(' ')
  const right = folded(b).split(' ')
  let row = new Uint32Array(right.length + 1)
  for (const word of left) {
    const next = new Uint32Array(right.length + 1)
    for (let j = 1; j <= right.length; j++) {
      next[j] = word === right[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0)
    }
    row = next
  }
  return (2 * (row[right.length] ?? 0)) / (left.length + right.length)
}

function verdictOf(
  expected: unknown,
  found: unknown,
  same: (a: unknown, b: unknown) => boolean,
): Verdict | null {
  const wants = expected !== null && expected !== 'not-rated'
  const has = found !== null && found !== undefined && found !== 'not-rated'
  if (!wants) return has ? 'invented' : null
  if (!has) return 'missing'
  return same(expected, found) ? 'right' : 'wrong'
}

function finding(field: string, verdict: Verdict | null, expected: unknown, found: unknown): Finding[] {
  return verdict === null ? [] : [{ field, verdict, expected, found }]
}

const sameFolded = (a: unknown, b: unknown) => folded(a) === folded(b)
const sameExactly = (a: unknown, b: unknown) => a === b

function compareScalar(field: string, expected: unknown, found: unknown): Finding[] {
  if (expected === undefined) return []
  const same = typeof expected === 'number' ? sameExactly : sameFolded
  return finding(field, verdictOf(expected, found, same), expected, found)
}

function compareList(field: string, expected: string[] | undefined, found: string[]): Finding[] {
  if (expected === undefined) return []
  const key = field === 'warnings' ? warningKey : folded
  const left = new Map(found.map((value) => [key(value), value]))
  const findings: Finding[] = []
  for (const value of expected) {
    const hit = left.delete(key(value))
    findings.push({ field, verdict: hit ? 'right' : 'missing', expected: value, found: hit ? value : found })
  }
  const over: Verdict = expected.length === 0 || EXACT_LISTS.has(field) ? 'invented' : 'extra'
  for (const value of left.values()) findings.push({ field, verdict: over, expected, found: value })
  return findings
}

/** A case may name the archive's warnings in words: 'Major Character Death' is `major-character-death`. */
function warningKey(value: string): string {
  return folded(warningOf(value))
}

function compareSeries(expected: ExpectedWork['series'], found: string | string[] | null): Finding[] {
  if (expected === undefined) return []
  const names = (value: string | string[] | null) =>
    value === null ? [] : Array.isArray(value) ? value : [value]
  return compareList('series', names(expected), names(found))
}

function compareProse(field: string, expected: string | null | undefined, found: string | null): Finding[] {
  if (expected === undefined) return []
  const same = (a: unknown, b: unknown) => similarity(String(a), String(b)) >= SIMILAR_FROM
  return finding(field, verdictOf(expected, found, same), expected, found)
}

function compareChapters(expected: ExpectedWork, found: WorkJson): Finding[] {
  if (expected.chapters === undefined) return []
  const right = expected.chapters.length === found.chapters.length
  const count: Finding = {
    field: 'chapters',
    verdict: right ? 'right' : 'wrong',
    expected: expected.chapters.length,
    found: found.chapters.length,
  }
  if (!right) return [count]
  return [
    count,
    ...expected.chapters.flatMap((chapter, index) => {
      const other = found.chapters[index]
      if (other === undefined) return []
      return [
        ...compareScalar('chapters.title', chapter.title, other.title),
        ...compareScalar('chapters.scenes', chapter.scenes, other.scenes),
        ...compareWords(chapter.words, other.words),
      ]
    }),
  ]
}

function compareWords(expected: number | undefined, found: number): Finding[] {
  if (expected === undefined) return []
  const apart = Math.abs(expected - found)
  const near = apart <= WORDS_APART || apart <= expected * WORDS_APART_SHARE
  return finding('chapters.words', near ? 'right' : 'wrong', expected, found)
}

function compareBody(expected: ExpectedWork, found: WorkJson): Finding[] {
  const body = folded(found.chapters.map((chapter) => chapter.text).join('\n\n'))
  const { bodyStartsWith: start, bodyEndsWith: end } = expected
  return [
    ...(start == null
      ? []
      : finding(
          'bodyStartsWith',
          body.startsWith(folded(start)) ? 'right' : 'wrong',
          start,
          body.slice(0, 80),
        )),
    ...(end == null
      ? []
      : finding('bodyEndsWith', body.endsWith(folded(end)) ? 'right' : 'wrong', end, body.slice(-80))),
  ]
}
