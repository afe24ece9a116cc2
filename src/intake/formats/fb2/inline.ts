/** FictionBook's elements in HTML's. */
import type { Fb2Token } from './tokens.ts'
import { attributeOf } from './tokens.ts'

/** What opens and closes as; what is not listed leaves its text. */
const ELEMENTS: Readonly<Record<string, readonly [string, string]>> = {
  p: ['<p>', '</p>'],
  emphasis: ['<em>', '</em>'],
  strong: ['<strong>', '</strong>'],
  strikethrough: ['<s>', '</s>'],
  sub: ['<sub>', '</sub>'],
  sup: ['<sup>', '</sup>'],
  code: ['<code>', '</code>'],
  subtitle: ['<h4 align="center">', '</h4>'],
  cite: ['<blockquote>', '</blockquote>'],
  epigraph: ['<blockquote>', '</blockquote>'],
  poem: ['<div>', '</div>'],
  stanza: ['<p>', '</p>'],
  v: ['', '<br>'],
  'text-author': ['<p align="right">', '</p>'],
  date: ['<p>', '</p>'],
  table: ['<table>', '</table>'],
  tr: ['<tr>', '</tr>'],
  td: ['<td>', '</td>'],
  th: ['<th>', '</th>'],
  // What programs write that take FictionBook for HTML.
  em: ['<em>', '</em>'],
  i: ['<em>', '</em>'],
  b: ['<strong>', '</strong>'],
  div: ['<div>', '</div>'],
  h1: ['<h3>', '</h3>'],
  h2: ['<h3>', '</h3>'],
  h3: ['<h3>', '</h3>'],
}
const EMPTY: Readonly<Record<string, string>> = {
  'empty-line': '<p>&nbsp;</p>',
  br: '<br>',
  hr: '<hr>',
}

/** @returns HTML of one tag or text (unsafe: links as they came). */
export function htmlOfToken(token: Fb2Token): string {
  if (token.kind === 'text') return token.text
  const { name } = token
  if (EMPTY[name] !== undefined) return token.kind === 'open' ? EMPTY[name] : ''
  if (name === 'a') return token.kind === 'close' ? '</a>' : linkOf(token.attributes)
  const pair = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined
  if (pair === undefined) return ''
  if (token.kind === 'close') return pair[1]
  return token.closesItself ? '' : pair[0]
}

/** The mark of a footnote stays as it is; it leads nowhere. */
function linkOf(attributes: string): string {
  const href = attributeOf(attributes, 'href') ?? ''
  return /^https?:/i.test(href) ? `<a href="${href}">` : '<a>'
}
