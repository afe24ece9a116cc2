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
const TAG = /<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>/g

export function topLevelBlocks(html: string): TopLevelBlock[] {
  const blocks: TopLevelBlock[] = []
  let depth = 0
  let start = 0
  let tag = ''
  for (const match of html.matchAll(TAG)) {
    const name = match[2] as string
    const end = match.index + match[0].length
    if (match[1] === '/') {
      depth = Math.max(0, depth - 1)
      if (depth === 0) blocks.push({ tag, start, end })
    } else if (VOID.has(name)) {
      if (depth === 0) blocks.push({ tag: name, start: match.index, end })
    } else {
      if (depth === 0) {
        start = match.index
        tag = name
      }
      depth++
    }
  }
  return blocks
}

/** The HTML of each top-level element. */
export function blockHtml(html: string): string[] {
  return topLevelBlocks(html).map(({ start, end }) => html.slice(start, end))
}
