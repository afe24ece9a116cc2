/** The menu of chapters on a page that shows one of them. */
import type { DocumentPart } from '../../../story/part.ts'
import { allElements, attribute, type UnsafeElement } from './query.ts'

/** Which chapter of how many the page shows; nothing where the menu does not say. */
export function partOfMenu(menu: UnsafeElement | undefined): { part?: DocumentPart } {
  const options = menu === undefined ? [] : allElements(menu, (element) => element.tagName === 'option')
  const at = options.findIndex((option) => attribute(option, 'selected') !== undefined)
  if (at < 0 || options.length < 2) return {}
  return { part: { title: null, number: at + 1, of: options.length, where: 'page', thread: null } }
}
