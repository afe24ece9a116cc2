/** A cover drawn from title and creators: paper, ink and the fold of a map. */
import { escapeXml } from './epub/xhtml.ts'

const WIDTH = 1200
const HEIGHT = 1800
const LINE_CHARACTERS = 16
const MAX_LINES = 7
/** Grounds of the covers; a title always has the same one. */
const GROUNDS = ['#1b5e63', '#5e3a1b', '#3b2f63', '#2f5a34', '#6b2737', '#2c3e57', '#574a1d', '#41414b']

/** @returns SVG, 1200 by 1800. */
export function coverSvg(title: string, by: string, fandom: string): string {
  const lines = wrapTitle(title)
  const size = Math.min(150, Math.floor((WIDTH * 1.55) / Math.max(8, ...lines.map((line) => line.length))))
  const top = 620 - ((lines.length - 1) * size * 1.15) / 2
  const text = lines
    .map(
      (line, index) =>
        `<text x="600" y="${Math.round(top + index * size * 1.15)}" font-size="${size}">${escapeXml(line)}</text>`,
    )
    .join('\n')
  const ground = GROUNDS[hash(title) % GROUNDS.length]
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escapeXml(`${title} ${by}`.trim())}">
<title>${escapeXml(title)}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="${ground}"/>
<path d="M0 1180 L400 1080 L800 1180 L1200 1080 L1200 ${HEIGHT} L0 ${HEIGHT} Z" fill="#000000" fill-opacity="0.18"/>
<path d="M400 1080 L400 ${HEIGHT} M800 1180 L800 ${HEIGHT}" stroke="#ffffff" stroke-opacity="0.18" stroke-width="4"/>
<g fill="#fbf8f2" font-family="Literata, Georgia, serif" text-anchor="middle">
${text}
<text x="600" y="1400" font-size="64">${escapeXml(shorten(by, 34))}</text>
<text x="600" y="1640" font-size="48" fill-opacity="0.75">${escapeXml(shorten(fandom, 44))}</text>
</g>
</svg>
`
}

function wrapTitle(title: string): string[] {
  const lines: string[] = []
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= LINE_CHARACTERS)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(shorten(word, LINE_CHARACTERS * 2))
  }
  if (lines.length <= MAX_LINES) return lines
  return [...lines.slice(0, MAX_LINES - 1), `${lines[MAX_LINES - 1]} …`]
}

function shorten(text: string, max: number): string {
  const characters = [...text]
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`
}

/** FNV-1a: any spread will do, so long as it stays the same. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}
