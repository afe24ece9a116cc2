/**
 * The top-level elements of allowed HTML, in order.
 * Reads only what allowed-html.ts wrote (every tag closed, attributes quoted, `<` escaped), so a scan by tag is enough;
 * a browser's parser would give the same and take thirty times as long.
 */
export interface TopLevelBlock {
  /** Element name: `p`, `hr`, `blockquote` … */
  tag: string
  /** Offsets into the HTML, end exclusive. */
  start: number
  end: number
}

const VOID = new Set(['hr', 'br', 'img', 'wbr'])

export function topLevelBlocks(html: string): TopLevelBlock[] {
  const blocks: TopLevelBlock[] = []
  let depth = 0
  let start = 0
  let tag = ''
  for (let open = html.indexOf('<'); open >= 0; ) {
    const isClosing = html.charCodeAt(open + 1) === SLASH
    const nameFrom = isClosing ? open + 2 : open + 1
    const end = html.indexOf('>', nameFrom) + 1
    if (end === 0) break
    if (isClosing) {
      depth = Math.max(0, depth - 1)
      if (depth === 0) blocks.push({ tag, start, end })
    } else {
      const name = nameAt(html, nameFrom)
      if (VOID.has(name)) {
        if (depth === 0) blocks.push({ tag: name, start: open, end })
      } else if (depth++ === 0) {
        start = open
        tag = name
      }
    }
    open = html.indexOf('<', end)
  }
  return blocks
}

const SLASH = 0x2f

function nameAt(html: string, from: number): string {
  // What nearly every element is: no string need be made of it.
  if (html.charCodeAt(from) === 0x70 && html.charCodeAt(from + 1) === 0x3e) return 'p'
  let to = from
  while (isNameLetter(html.charCodeAt(to))) to++
  return html.slice(from, to)
}

const isNameLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)

/** The HTML of each top-level element. */
export function blockHtml(html: string): string[] {
  return topLevelBlocks(html).map(({ start, end }) => html.slice(start, end))
}
