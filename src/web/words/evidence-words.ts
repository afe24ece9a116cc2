/** How evidence is told: where a value comes from, and how sure it is. */
import { CHOOSE_FROM, type Evidence, SURE_FROM } from '../../story/field.ts'
import { seriesLabel } from './work-words.ts'

export type Certainty = 'said' | 'sure' | 'likely' | 'guess' | 'nothing'

export const CERTAINTY_WORDS: Record<Certainty, string> = {
  said: 'your word',
  sure: 'sure',
  likely: 'likely',
  guess: 'a guess',
  nothing: 'not found',
}

export function certaintyOf(evidence: Pick<Evidence, 'from' | 'confidence'> | undefined): Certainty {
  if (evidence === undefined) return 'nothing'
  if (evidence.from === 'person') return 'said'
  if (evidence.confidence >= SURE_FROM) return 'sure'
  return evidence.confidence >= CHOOSE_FROM ? 'likely' : 'guess'
}

/** By the whole rule, or its first part: where a value comes from, to follow 'from'. Rules are listed in docs/evidence.md. */
const ORIGINS: [pattern: RegExp, words: string][] = [
  [/^person\//, 'your own word'],
  [/file-?name|^path\/|stem/, 'the file name'],
  [/folder/, 'the folder'],
  [/opening|first-words/, 'the opening words'],
  [/^header\//, 'the header'],
  [/^html\/title|page-title/, 'the page’s title'],
  [/^title\/heading/, 'the heading'],
  [/^(?:epub|opf|dc|calibre|fanfold)\//, 'the book’s own data'],
  [/^ao3\//, 'the archive’s page'],
  [/^(?:ffn|fichub|fanficfare|efiction)\//, 'the site’s header'],
  [/^journal\//, 'the journal entry'],
  [/^forum\//, 'the forum thread'],
  [/^end\//, 'the last words'],
  [/cast|names/, 'the cast'],
  [/^(?:notes?|gifts?)\//, 'the notes'],
  [/^language\//, 'the words themselves'],
  [/meta/, 'the file’s own data'],
]

export function originWords({ rule, span }: Pick<Evidence, 'rule' | 'span'>): string {
  const known = ORIGINS.find(([pattern]) => pattern.test(rule))
  return known?.[1] ?? (span === null ? 'the file' : 'the text')
}

const RAW_CHARACTERS = 60

/** `Line 5, “T”` where it has a place; else `From the file name`. */
export function placeWords(evidence: Pick<Evidence, 'rule' | 'span' | 'raw' | 'value' | 'from'>): string {
  if (evidence.from === 'person') return 'You said so'
  const quoted = evidence.raw === undefined ? '' : `, “${shortened(evidence.raw)}”`
  if (evidence.span === null) return `From ${originWords(evidence)}${quoted}`
  return `Line ${evidence.span.line}${quoted || `, from ${originWords(evidence)}`}`
}

/** A candidate's value as one reads it. */
export function valueWords(value: Evidence['value']): string {
  if (typeof value === 'object') return seriesLabel(value)
  return shortened(`${value}`)
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= RAW_CHARACTERS ? line : `${line.slice(0, RAW_CHARACTERS).trimEnd()}…`
}

/** The page that shows what a source became. @param open index of the block from which more is shown. */
export function evidenceHref(id: string, path: string, open?: number): string {
  const pairs = { source: path, ...(open !== undefined && { open: `${open}` }) }
  return `/works/${id}/evidence?${new URLSearchParams(pairs)}`
}
