/** Text within a page that was typed as text: in `<pre>`, or a page without a single paragraph or line break. */
import { elementsIn, isElement, textLengthOf, textOf, type UnsafeElement, type UnsafeNode } from './query.ts'

const BREAKING = /^(?:p|br|div|li|blockquote|table|h[1-6]|dl|dd|center)$/
const MARKS = /^(?:i|em|b|strong|u|s|strike)$/
/** Less text than this, if it is not most of the page, is a verse or a drawing within it and not a story. */
const STORY = 1_000

/** The elements whose inside is a text: every long `<pre>`; or the whole, where nothing parts its lines. */
export function typedText(root: UnsafeElement): UnsafeElement[] {
  const pres = [...elementsIn(root)].filter((element) =>
    /^(?:pre|xmp|plaintext|listing)$/.test(element.tagName),
  )
  const whole = pres.length === 0 ? 0 : textLengthOf(root)
  const long = pres.filter((pre) => textLengthOf(pre) >= Math.min(STORY, whole / 2))
  if (long.length > 0) return long
  if (pres.length > 0 || [...elementsIn(root)].some((element) => BREAKING.test(element.tagName))) return []
  return textLengthOf(root) > 200 && plainSource(root.childNodes).trim().includes('\n') ? [root] : []
}

/** The text with its emphasis written out as tags, which the text reader knows. */
export function plainSource(nodes: readonly UnsafeNode[]): string {
  let source = ''
  for (const node of nodes) {
    if (!isElement(node)) source += textOf(node) ?? ''
    else if (node.tagName === 'br') source += '\n'
    else if (node.tagName === 'hr') source += '\n\n<hr>\n\n'
    else if (MARKS.test(node.tagName))
      source += `<${node.tagName}>${plainSource(node.childNodes)}</${node.tagName}>`
    else if (!/^(?:script|style|template|noscript|iframe|object|title|textarea)$/.test(node.tagName))
      source += plainSource(node.childNodes)
  }
  return source.replace(/\r\n?/g, '\n')
}
