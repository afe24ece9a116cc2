/** The line blogs print about a post: "Posted on March 2, 2014 by Marrow". Taken out of the text and read. */
import { addLine, type Draft, type FieldValue, type Said } from './draft.ts'
import { isoDate } from './field-values.ts'
import {
  attribute,
  detachAll,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  type UnsafeElement,
} from './query.ts'

const POST: Said = { rule: 'html/post-meta', confidence: 0.7, rank: 'page-title' }
const META =
  /(?:^|\s)(?:entry-meta|post-meta|posted-on|post-info|post-byline|entry-byline|post-timestamp|date-header)(?:\s|$)/i
const MAX_LENGTH = 200

/** Changes the tree. */
export function takeBlogMeta(root: UnsafeElement, draft: Draft): void {
  const found: UnsafeElement[] = []
  for (const element of elementsIn(root)) {
    if (META.test(attribute(element, 'class') ?? '') && lineOf(element).length <= MAX_LENGTH)
      found.push(element)
  }
  for (const element of found) {
    const line = lineOf(element)
    const fields = [...dateIn(element, line), ...authorIn(element, line)]
    if (fields.length > 0) addLine(draft, { label: 'Posted', value: line, fields }, POST)
  }
  detachAll(new Set(found))
}

function dateIn(element: UnsafeElement, line: string): FieldValue[] {
  const time = firstElement(element, ({ tagName }) => tagName === 'time')
  const date = isoDate(
    time === undefined ? line : (attribute(time, 'datetime')?.slice(0, 10) ?? lineOf(time)),
  )
  return date === null
    ? []
    : [{ field: 'published', value: date, raw: time === undefined ? line : lineOf(time) }]
}

function authorIn(element: UnsafeElement, line: string): FieldValue[] {
  const isAuthor = (each: UnsafeElement) =>
    attribute(each, 'rel') === 'author' || ['author', 'fn', 'byline'].some((name) => hasClass(each, name))
  const named = lineOf(firstElement(element, isAuthor)).replace(/^by\s+/i, '')
  const name = named || (/\bby\s+(\S.{0,60})$/i.exec(line)?.[1] ?? '')
  return name === '' || /^(?:admin|administrator|author|unknown)$/i.test(name)
    ? []
    : [{ field: 'authors', value: name }]
}
