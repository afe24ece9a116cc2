/** Is a text really a web page, or a piece of one? */

const SAMPLE = 65_536
const PAGE = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)[\s>]/i
/** Elements that lay out lines. Inline ones alone do not make a page: the text reader knows those. */
const STRUCTURE = /<(?:p|br|div|td|li|blockquote|h[1-6])(?:\s[^<>]{0,300})?\s?\/?>/gi
/** One such tag for so many characters, at least. */
const CHARACTERS_A_TAG = 6000

/**
 * @param text decoded. A page, or a fragment whose paragraphs are marked by tags. Where only `<i>`, `<b>`, `<center>`
 * and the like occur, line ends are the paragraphs and it is a text.
 */
export function looksLikeHtml(text: string): boolean {
  const sample = text.slice(0, SAMPLE)
  if (!sample.includes('<')) return false
  if (PAGE.test(sample.slice(0, 4096))) return true
  let tags = 0
  for (const _ of sample.matchAll(STRUCTURE)) tags++
  return tags >= 2 && tags * CHARACTERS_A_TAG >= sample.length
}
