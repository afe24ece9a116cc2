/** Values as an archive's program left them → text: slashes left over, entities, markup in a name. */
import { allowHtml } from '../../../story/allowed-html.ts'
import { plainText } from '../../../story/plain-text.ts'
import { cleanControls } from '../../decode/controls.ts'
import { dateOfSeconds, isoDate } from '../html/field-values.ts'

/** Old PHP put a backslash before each quote, sometimes twice, and some archives never took them out again. */
export function withoutSlashes(text: string): string {
  return text.includes('\\') ? text.replace(/\\+(?=['"])/g, '').replace(/\\r\\n/g, '\n') : text
}

/** A name or title on one line, without markup. */
export function lineOfValue(value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  const text = withoutSlashes(value)
  const plain = /[<&]/.test(text) ? plainText(allowHtml(text)) : text
  return cleanControls(plain).text.replace(/\s+/g, ' ').trim()
}

const PARTS_LINES = /<(?:p|br|div|li|h\d|blockquote|table)\b/i

/** Whether the text's own markup parts its lines; where none does, its line ends do. */
export function partsLines(unsafeHtml: string): boolean {
  return PARTS_LINES.test(unsafeHtml)
}

/** A summary or note as allowed HTML; '' where nothing is in it. */
export function proseOfValue(value: string | null | undefined): string {
  if (value === null || value === undefined || value.trim() === '') return ''
  const text = cleanControls(withoutSlashes(value)).text.trim()
  return allowHtml(partsLines(text) ? text : text.replace(/\n/g, '<br>\n'))
}

/** `2006-03-28 17:36:50`, Unix seconds; `0000-00-00` is unknown. */
export function dateOfValue(value: string | null | undefined): string | null {
  if (value === null || value === undefined || /^(?:0000|1970-01-01|0$)/.test(value)) return null
  return /^\d{8,10}$/.test(value) ? dateOfSeconds(value) : isoDate(value)
}

/** Ids or names, parted by commas. */
export function listOfValue(value: string | null | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry !== '0')
}
