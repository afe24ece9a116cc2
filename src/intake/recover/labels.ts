/** Header labels: is this line `Label: value`, and of which field? */

import {
  fieldOfLabel,
  type HeaderField,
  isWeakLabel,
  LABEL_MODIFIERS,
  needsColon,
} from './vocabulary/labels.ts'
import { isRatingAlone } from './vocabulary/ratings.ts'

export type { HeaderField } from './vocabulary/labels.ts'

export interface LabelledLine {
  field: HeaderField
  /** Further fields of a combined label, "Pairing/Characters". */
  also: HeaderField[]
  /** The label as written, without decoration and separator. */
  label: string
  /** What follows, trimmed, closing decoration dropped; '' where nothing does. */
  value: string
  /** Where the value begins in the line. */
  valueStart: number
  /** The label occurs in letters, reports and talk as well: alone it proves nothing. */
  weak: boolean
}

const DECORATION = String.raw`[\s*_~•·◦▪●○►▶»>#=|+\-–—\u00a0]`
const START = new RegExp(`^${DECORATION}{0,12}[\\[({<【［〔]?${DECORATION}{0,3}`, 'u')
/** Up to 60 characters without a separator, then one; a label has a letter first. */
const COLON = /^([\p{L}©][^:=\n]{0,60}?)[\s*_~\])}>!?]{0,6}(?::{1,4}|：)[\s*_~\])}>]{0,6}/u
const OTHER_SEPARATOR =
  /^([\p{L}©][^:=\n\t]{0,60}?)(?:\s+[-–—]+\s+|\s*=+>?\s*|\s*>+\s+|\s*\t+\s*|\s*\.{3,}\s*|\s*…+\s*|[*_~]+\s+|[\]】］〕]\s*[:：]?\s*|--\s*)/u
/** Most lines are prose, with nothing in their first words that could part a label from a value. */
const ANY_SEPARATOR = /[:：=>\t…*_~\]】］〕]|\.{3}|--|\s[-–—]/
/** Two buttons of FanFiction.net, stuck to the title where a page was copied as text. */
const FOLLOW_FAV = /^\s*Follow\/Fav\s*(?=\S)|^\s*(?=\S.{0,120}\S\s?Follow\/Fav\s*$)/
/** "Rated PG-13", "Rated T." on a line of its own needs no colon. */
const RATED = /^\s*\*{0,2}Rated\s+([A-Z][A-Z0-9]?[A-Z0-9+-]{0,4})[.!]?\*{0,2}\s*$/
/** "Complete in 3 parts" likewise, in company. */
const COMPLETE =
  /^\s*\*{0,2}((?:Complete|Completed|Finished) in \S{1,6} (?:parts?|chapters?))[.!]?\*{0,2}\s*$/
const MAX_LABEL_WORDS = 5

/**
 * @param line one line of text; decoration (`*`, `_`, `~`, brackets, bullets) round the label is passed over.
 * @returns the field, or null where the line begins with no known label and separator. An empty value is possible.
 * Labels of formats' section 3 in English, German, French, Spanish, Portuguese, Italian,
 * Russian, Japanese, Chinese and Korean. Linear in the line.
 */
export function labelOfLine(line: string): LabelledLine | null {
  const followed = FOLLOW_FAV.exec(line)
  if (followed) {
    const valueStart = followed[0].length
    return {
      field: 'title',
      also: [],
      label: 'Follow/Fav',
      value: line
        .slice(valueStart)
        .replace(/\s?Follow\/Fav\s*$/, '')
        .trim(),
      valueStart,
      weak: false,
    }
  }
  const rated = line.length < 30 ? RATED.exec(line)?.[1] : undefined
  if (rated !== undefined && isRatingAlone(rated)) {
    const valueStart = line.indexOf(rated)
    return { field: 'rating', also: [], label: 'Rated', value: rated, valueStart, weak: false }
  }
  const complete = line.length < 40 ? COMPLETE.exec(line)?.[1] : undefined
  if (complete !== undefined) {
    const valueStart = line.indexOf(complete)
    return { field: 'status', also: [], label: 'Complete', value: complete, valueStart, weak: true }
  }
  const start = START.exec(line)?.[0].length ?? 0
  const head = line.slice(start, start + 80)
  if (!ANY_SEPARATOR.test(head)) return null
  return (
    readLabel({ line, start }, COLON.exec(head), false) ??
    readLabel({ line, start }, OTHER_SEPARATOR.exec(head), true)
  )
}

/** A line that is a label and nothing else, with or without a colon: copied tables put the value on the next line. */
export function labelAlone(line: string): LabelledLine | null {
  const trimmed = line.trim().replace(/^[*_~[]+|[*_~\]:：\s]+$/g, '')
  if (trimmed.length === 0 || trimmed.length > 40 || !/^\p{L}/u.test(trimmed)) return null
  const fields = fieldsOf(trimmed)
  if (!fields) return null
  const [field, ...also] = fields as [HeaderField, ...HeaderField[]]
  return { field, also, label: trimmed, value: '', valueStart: line.length, weak: isWeakLabel(trimmed) }
}

/** "Warnings - none": any label before a dash, where the lines above have shown that one parts labels from values. */
export function dashedLabel(line: string): LabelledLine | null {
  const match = /^(\s*)(\p{Lu}[\p{L}/ ]{1,24}?)\s+[-–—]{1,3}\s+(?=\S)/u.exec(line)
  const fields = match && fieldsOf(match[2] as string)
  if (!match || !fields) return null
  const [field, ...also] = fields as [HeaderField, ...HeaderField[]]
  const label = match[2] as string
  const valueStart = match[0].length
  return { field, also, label, value: line.slice(valueStart).trim(), valueStart, weak: isWeakLabel(label) }
}

function readLabel(
  { line, start }: { line: string; start: number },
  match: RegExpExecArray | null,
  strict: boolean,
): LabelledLine | null {
  if (!match) return null
  const label = balanced((match[1] as string).trim())
  const fields = fieldsOf(label)
  if (!fields || (strict && needsColon(label) && !isShouted(label) && !isWrapped(line, start, match[0])))
    return null
  const valueStart = start + match[0].length
  const [field, ...also] = fields as [HeaderField, ...HeaderField[]]
  return { field, also, label, value: closed(line, start, valueStart), valueStart, weak: isWeakLabel(label) }
}

/** `~Date~ 12/24/03`: the same mark on both sides makes a label of any word. */
function isWrapped(line: string, start: number, matched: string): boolean {
  const mark = line.slice(0, start).trim().at(-1)
  return mark !== undefined && '*_~['.includes(mark) && matched.trimEnd().endsWith(mark === '[' ? ']' : mark)
}

/** "SHOW - X": capitals make a weak label a label with any separator. */
function isShouted(label: string): boolean {
  return label.length > 3 && label === label.toUpperCase() && label !== label.toLowerCase()
}

/** The bracket of "Author(s)" belongs to the label, that of "(Rating: PG)" does not. */
function balanced(label: string): string {
  return label.lastIndexOf('(') > label.lastIndexOf(')') ? `${label})` : label
}

/** The value without the decoration that closes what was opened before the label. */
function closed(line: string, labelStart: number, valueStart: number): string {
  const value = line.slice(valueStart).trim()
  const opened = line.slice(0, labelStart)
  if (opened.includes('[')) return value.replace(/\s*\]$/, '')
  if (/[【［〔]/.test(opened)) return value.replace(/\s*[】］〕]$/, '')
  if (opened.includes('(')) return value.replace(/\s*\)$/, '')
  if (/[*_~]/.test(opened)) return value.replace(/\s*[*_~]+$/, '')
  return value
}

function fieldsOf(label: string): HeaderField[] | null {
  if (label.split(/\s+/).length > MAX_LABEL_WORDS) return null
  const bare = label.replace(/\s*[([].*$/, '').trim() || label
  const whole = fieldOfLabel(label) ?? fieldOfLabel(bare) ?? fieldOfLabel(withoutModifiers(bare))
  if (whole) return [whole]
  return combined(bare)
}

function withoutModifiers(label: string): string {
  const words = label
    .replace(/\s+(?:for|of|in)\s+(?:this|the|each)\s+\S+$|\s+so far$|\s*#?\d+$/i, '')
    .split(/\s+/)
  while (
    words.length > 1 &&
    /^(?:statement|info|information|details?|notice|section|stuff|level|list)s?$/i.test(
      words.at(-1) as string,
    )
  )
    words.pop()
  while (words.length > 1 && LABEL_MODIFIERS.has((words[0] as string).toLowerCase().replace(/['’]s$/, '')))
    words.shift()
  return words.join(' ')
}

/** "Rating/Warnings", "Pairings & Characters", "Note and disclaimer": every part must be a label. */
function combined(label: string): HeaderField[] | null {
  const parts = label.split(/\s*[/&+,]\s*|\s+and\s+|\s+und\s+|\s+et\s+|\s+y\s+|\s+e\s+|\s+и\s+/i)
  if (parts.length < 2 || parts.length > 4) return null
  const fields: HeaderField[] = []
  for (const part of parts) {
    const field = fieldOfLabel(part) ?? fieldOfLabel(withoutModifiers(part))
    if (!field) return null
    if (!fields.includes(field)) fields.push(field)
  }
  return fields
}
