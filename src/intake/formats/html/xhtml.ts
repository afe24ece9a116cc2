/** XHTML so that HTML's rules read it the same: they know no `<title/>` and no `<a id="x"/>`. */

import { escapeHtml } from '../../../story/plain-text.ts'

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|image)$/i
const CLOSED_AT_ONCE = /<([a-zA-Z][\w:.-]*)((?:\s[^<>]*)?)\/>/g

/** @param source an XHTML page. Elements closed at once are written out, CDATA becomes text, `</br>` goes. */
export function asHtml(source: string): string {
  const open = source.replace(CLOSED_AT_ONCE, (tag, name: string, rest: string) =>
    VOID.test(name) ? tag : `<${name}${rest}></${name}>`,
  )
  return withoutCdata(open.replace(/<\/(?:br|hr|img)\s*>/gi, ''))
}

function withoutCdata(source: string): string {
  let plain = ''
  let from = 0
  for (;;) {
    const open = source.indexOf('<![CDATA[', from)
    const close = open === -1 ? -1 : source.indexOf(']]>', open)
    if (close === -1) return plain + source.slice(from)
    plain += source.slice(from, open) + escapeHtml(source.slice(open + 9, close))
    from = close + 3
  }
}
