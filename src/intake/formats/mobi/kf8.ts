/**
 * KF8, the text of AZW3 and of newer MOBI files: an EPUB's pages cut into skeletons and the fragments that stood in
 * them, one after the other, with style sheets behind. As KindleUnpack's notes describe it.
 */
import { decodeText } from '../../decode.ts'
import type { MadePage } from '../epub/made-book.ts'
import type { NavEntry } from '../epub/navigation.ts'
import type { MobiHeader } from './header.ts'
import { type IndexTable, readIndexTable } from './index-table.ts'

export interface MobiPages {
  pages: MadePage[]
  navigation: NavEntry[]
  css: string
}

interface Part {
  name: string
  /** Where it begins in the text with all fragments in their places. */
  start: number
  bytes: Buffer
}

/** Tags of the tables: numbers of the format. */
const FRAGMENTS_OF_SKELETON = 1
const PLACE = 6
const LABEL = 3
const DEPTH = 4
const MAX_CSS_BYTES = 500_000
/** Putting fragments together copies; no book needs more than this many times its own length. */
const MAX_COPIED = 200

/** @param records of the KF8 book, its header first. @returns undefined where there are no skeletons. */
export function readKf8(
  header: MobiHeader,
  records: readonly Buffer[],
  rawText: Buffer,
): MobiPages | undefined {
  const [text = rawText, ...others] = flowsOf(rawText, header, records)
  const skeletons = readIndexTable(records, header.skeletons)
  const fragments = readIndexTable(records, header.fragments)
  const parts = putTogether(text, skeletons, fragments)
  if (parts.length === 0) return undefined
  const { navigation, anchors } = readContents(readIndexTable(records, header.contents), fragments, parts)
  const pages = parts.map((part) => ({
    name: part.name,
    unsafeHtml: decodeText(withAnchors(part, anchors), header.encoding).text,
  }))
  const css = others
    .filter((flow) => flow.length < MAX_CSS_BYTES && !/^\s*</.test(flow.toString('latin1', 0, 200)))
    .map((flow) => decodeText(flow, header.encoding).text)
    .join('\n')
  return { pages, navigation, css }
}

/** The text is the first flow; style sheets and pictures drawn in SVG are the others. */
function flowsOf(text: Buffer, header: MobiHeader, records: readonly Buffer[]): Buffer[] {
  const table = header.flows === undefined ? undefined : records[header.flows]
  if (table === undefined || table.length < 12 || table.toString('latin1', 0, 4) !== 'FDST') return []
  const flows: Buffer[] = []
  const from = table.readUInt32BE(4)
  for (let index = 0; index < table.readUInt32BE(8); index++) {
    const at = from + index * 8
    if (at + 8 > table.length) break
    flows.push(text.subarray(table.readUInt32BE(at), table.readUInt32BE(at + 4)))
  }
  return flows[0]?.length === 0 ? [] : flows
}

function putTogether(text: Buffer, skeletons: IndexTable, fragments: IndexTable): Part[] {
  const parts: Part[] = []
  let left = text.length * MAX_COPIED
  let next = 0
  for (const { tags } of skeletons.rows) {
    const [start = 0, length = 0] = tags.get(PLACE) ?? []
    let bytes = text.subarray(start, start + length)
    let from = start + length
    for (let count = tags.get(FRAGMENTS_OF_SKELETON)?.[0] ?? 0; count > 0; count--) {
      const fragment = fragments.rows[next++]
      if (fragment === undefined) break
      const size = fragment.tags.get(PLACE)?.[1] ?? 0
      const at = placeIn(bytes, Number(fragment.name) - start)
      bytes = Buffer.concat([bytes.subarray(0, at), text.subarray(from, from + size), bytes.subarray(at)])
      from += size
      left -= bytes.length
      if (left < 0) return parts
    }
    if (bytes.length > 0)
      parts.push({ name: `text/part${String(parts.length).padStart(4, '0')}.xhtml`, start, bytes })
  }
  return parts
}

/** A place said to lie within a tag is moved behind it, as in a few books of older makers. */
function placeIn(bytes: Buffer, wanted: number): number {
  const at = Math.min(Math.max(0, Number.isInteger(wanted) ? wanted : bytes.length), bytes.length)
  const open = bytes.lastIndexOf(0x3c, at - 1)
  const close = bytes.lastIndexOf(0x3e, at - 1)
  if (at === 0 || open === -1 || close >= open) return at
  const end = bytes.indexOf(0x3e, at)
  return end === -1 ? at : end + 1
}

interface Contents {
  navigation: NavEntry[]
  /** Places in the text with an id to be put there. */
  anchors: Map<number, string>
}

/** Entries name a fragment and a place in it; a place within a page gets an id of its own. */
function readContents(table: IndexTable, fragments: IndexTable, parts: readonly Part[]): Contents {
  const anchors = new Map<number, string>()
  const navigation: NavEntry[] = []
  for (const { tags } of table.rows) {
    const [fragment = -1, offset = 0] = tags.get(PLACE) ?? []
    const row = fragments.rows[fragment]
    const label = table.stringAt(tags.get(LABEL)?.[0] ?? -1)
    if (row === undefined || label === undefined) continue
    const at = Number(row.name) + offset
    const part = parts.find(({ start, bytes }) => at >= start && at < start + bytes.length)
    if (part === undefined) continue
    const id = `contents-${at}`
    anchors.set(at, id)
    navigation.push({
      label: decodeText(label).text,
      name: part.name,
      fragment: id,
      depth: tags.get(DEPTH)?.[0] ?? 0,
    })
  }
  return { navigation, anchors }
}

function withAnchors({ start, bytes }: Part, anchors: ReadonlyMap<number, string>): Buffer {
  const here = [...anchors]
    .filter(([at]) => at >= start && at < start + bytes.length)
    .sort(([a], [b]) => a - b)
  const pieces: Buffer[] = []
  let from = 0
  for (const [at, id] of here) {
    const to = placeIn(bytes, at - start)
    if (to < from) continue
    pieces.push(bytes.subarray(from, to), Buffer.from(`<a id="${id}"></a>`))
    from = to
  }
  return Buffer.concat([...pieces, bytes.subarray(from)])
}
