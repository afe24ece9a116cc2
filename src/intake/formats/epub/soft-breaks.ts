/**
 * calibre makes a paragraph of class `softbreak` of a blank line in a plain text. Where it did so between most
 * paragraphs they are how the text was set; the few of another text are breaks of its scenes.
 */

import type { Page } from '../html/page.ts'
import { elementsIn, hasClass } from '../html/query.ts'

/** Of all paragraphs with words in them. */
const MOST = 0.3

/** Changes the page's tree. */
export function mendSoftBreaks(page: Page): void {
  const soft = page.classes.get('softbreak')
  if (soft === undefined) return
  let paragraphs = 0
  for (const element of elementsIn(page.body))
    if (element.tagName === 'p' && !hasClass(element, 'softbreak')) paragraphs++
  if (soft.length < 3 || soft.length < paragraphs * MOST) return
  for (const element of soft) element.attrs = element.attrs.filter(({ name }) => name !== 'class')
}
