/**
 * Mobipocket text: one long page of old HTML. Links name places by their byte, pages are parted by `mbp:pagebreak`,
 * margins are written as block quotes in block quotes.
 */
import { decodeText } from '../../decode.ts'
import type { MadePage } from '../epub/made-book.ts'
import type { NavEntry } from '../epub/navigation.ts'
import type { MobiHeader } from './header.ts'
import { readIndexTable } from './index-table.ts'
import type { MobiPages } from './kf8.ts'

const LINK = /\bfilepos\s*=\s*["']?(\d{1,10})["']?/gi
const PAGE_BREAK = /<\s*\/?\s*mbp:pagebreak\b[^>]*>/gi
const MAX_PLACES = 50_000
/** Tags of the table of contents. */
const PLACE = 1
const LABEL = 3
const DEPTH = 4

export function readMobi6(header: MobiHeader, records: readonly Buffer[], text: Buffer): MobiPages {
  // Places are bytes: until ids stand there the text is handled as Latin-1, a letter a byte.
  const raw = text.toString('latin1').replaceAll('\0', ' ')
  const contents = readIndexTable(records, header.contents).rows.flatMap(({ tags }) => {
    const place = tags.get(PLACE)?.[0]
    return place === undefined
      ? []
      : [{ place, label: tags.get(LABEL)?.[0] ?? -1, depth: tags.get(DEPTH)?.[0] ?? 0 }]
  })
  const places = new Set(contents.map(({ place }) => place))
  for (const [, place] of raw.matchAll(LINK)) if (places.size < MAX_PLACES) places.add(Number(place))
  const linked = withIds(raw, places).replace(LINK, 'href="#at$1"')
  const pages = pagesOf(linked, header.encoding)
  const pageOf = idsByPage(pages)
  const { stringAt } = readIndexTable(records, header.contents)
  const navigation = contents.flatMap(({ place, label, depth }): NavEntry[] => {
    const name = pageOf.get(`at${place}`)
    const said = stringAt(label)
    if (name === undefined || said === undefined) return []
    return [{ label: decodeText(said, header.encoding).text, name, fragment: `at${place}`, depth }]
  })
  return { pages, navigation, css: '' }
}

/** Puts an id at each place; one within a tag comes behind it. */
function withIds(raw: string, places: ReadonlySet<number>): string {
  const pieces: string[] = []
  let from = 0
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place >= raw.length) break
    let to = Math.max(place, from)
    const open = raw.lastIndexOf('<', to - 1)
    if (to > 0 && open >= from && raw.lastIndexOf('>', to - 1) < open) {
      const end = raw.indexOf('>', to)
      if (end === -1) break
      to = end + 1
    }
    pieces.push(raw.slice(from, to), `<a id="at${String(place)}"></a>`)
    from = to
  }
  // Links write places with leading zeros.
  return [...pieces, raw.slice(from)].join('').replace(/\b(filepos\s*=\s*["']?)0+(?=\d)/gi, '$1')
}

function pagesOf(raw: string, encoding: string | undefined): MadePage[] {
  return raw
    .split(PAGE_BREAK)
    .filter((part) => /[^\s<>]/.test(part.replace(/<[^>]*>/g, '')))
    .map((part, index) => ({
      name: `text/part${String(index).padStart(4, '0')}.html`,
      unsafeHtml: decodeText(Buffer.from(part, 'latin1'), encoding).text,
    }))
}

function idsByPage(pages: readonly MadePage[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name, unsafeHtml } of pages)
    for (const [, id] of unsafeHtml.matchAll(/<a id="(at\d+)"><\/a>/g)) found.set(id as string, name)
  return found
}
