/** AO3's list of tags out of running text: `Rating: Teen … Archive Warning: … Stats: Published: …`. */

const TERM =
  /\b(Rating|Archive Warnings?|Categor(?:y|ies)|Fandoms?|Relationships?|Characters?|Additional Tags?|Language|Series|Collections?|Stats):/g
const STATS =
  /Published:\s*\d{4}-\d\d-\d\d(?:\s*(?:Completed|Updated):\s*\d{4}-\d\d-\d\d)?(?:\s*Chapters:\s*\d+\/[\d?]+)?(?:\s*Words:\s*[\d,.\u00a0]+)?(?:\s*Chapters:\s*\d+\/[\d?]+)?/

export interface FlatTags {
  /** `<dt>…</dt><dd>…</dd>` as AO3 writes them. */
  html: string
  /** Blocks they and all before them stand in. */
  blocks: number
}

/** @param blocks allowed HTML from the archive's message on. @returns undefined where there is no such list. */
export function flatTags(blocks: readonly string[]): FlatTags | undefined {
  const last = blocks.findIndex((html) => STATS.test(inline(html)))
  if (last === -1) return undefined
  const text = blocks
    .slice(0, last + 1)
    .map(inline)
    .join(' ')
  const terms = termsIn(text)
  if (terms[0]?.label !== 'Rating') return undefined
  const html = terms.map(({ label, start }, at) => {
    const value = text.slice(start, terms[at + 1]?.from ?? text.length)
    return `<dt>${label}:</dt><dd>${label === 'Stats' ? (STATS.exec(value)?.[0] ?? '') : valueHtml(label, value)}</dd>`
  })
  return { html: html.join(''), blocks: last + 1 }
}

/** Without any tag but links. */
function inline(html: string): string {
  return html
    .replace(/<(?!\/?a\b)[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

interface Term {
  label: string
  /** Where the label begins, and what follows it. */
  from: number
  start: number
}

/** In the order AO3 gives them, each once, and none within a link: a tag may read "Series: X". */
function termsIn(text: string): Term[] {
  const terms: Term[] = []
  const order: string[] = []
  for (const match of text.matchAll(TERM)) {
    const label = match[1] as string
    if (isLinked(text, match.index) || order.includes(label)) continue
    order.push(label)
    terms.push({ label, from: match.index, start: match.index + match[0].length })
  }
  return terms
}

function isLinked(text: string, at: number): boolean {
  return text.lastIndexOf('<a', at) > text.lastIndexOf('</a', at)
}

/** No tag of AO3's holds a comma: where the links are lost, commas part them. */
function valueHtml(label: string, value: string): string {
  const isList = !/^(?:Language|Series)$/.test(label)
  if (/<a\b/.test(value) || !isList) return value.trim()
  return value
    .split(/,\s+/)
    .map((tag) => `<a>${tag.trim()}</a>`)
    .join(', ')
}
