/** The table of contents of an EPUB: `nav.xhtml` of version 3, the NCX of version 2. */
import { parseUnsafe } from '../../../story/allowed-html/parse-unsafe.ts'
import {
  allElements,
  attribute,
  elementsIn,
  firstElement,
  lineOf,
  named,
  type UnsafeElement,
} from '../html/query.ts'
import { asHtml } from '../html/xhtml.ts'
import { type EpubPackage, resolveName } from './package.ts'
import { readXml } from './xml.ts'

export interface NavEntry {
  label: string
  /** Member it leads to. */
  name: string
  /** The id within it; '' for its beginning. */
  fragment: string
  depth: number
}

/** Entries in order; [] where there is no table or it leads nowhere. Landmarks are noted in `book.kinds`. */
export function readNavigation(book: EpubPackage): NavEntry[] {
  const nav = book.manifest.find(({ properties }) => /\bnav\b/.test(properties))
  const fromNav = nav === undefined ? [] : readNav(book, nav.name)
  if (fromNav.length > 0) return fromNav
  const ncx = book.manifest.find(
    ({ mediaType, name }) => mediaType === 'application/x-dtbncx+xml' || /\.ncx$/i.test(name),
  )
  return ncx === undefined ? [] : readNcx(book, ncx.name)
}

function readNav(book: EpubPackage, name: string): NavEntry[] {
  const find = pageFinder(book)
  const document = parseUnsafe(asHtml(book.textOf(name) ?? ''))
  const tables = allElements(document, named('nav'))
  const typeOf = (element: UnsafeElement) => attribute(element, 'epub:type') ?? ''
  for (const table of tables.filter((each) => typeOf(each) === 'landmarks')) {
    for (const link of allElements(table, named('a'))) {
      const entry = entryOf(find, name, { href: attribute(link, 'href'), label: lineOf(link), depth: 0 })
      if (entry !== undefined && !book.kinds.has(entry.name)) book.kinds.set(entry.name, typeOf(link))
    }
  }
  const toc = tables.find((each) => /\btoc\b/.test(typeOf(each))) ?? tables[0]
  if (toc === undefined) return []
  return [...elementsIn(toc)].filter(named('a')).flatMap((link) => {
    const label = lineOf(firstElement(link, named('span')) ?? link) || lineOf(link)
    return entryOf(find, name, { href: attribute(link, 'href'), label, depth: listDepth(link) }) ?? []
  })
}

function listDepth(link: UnsafeElement): number {
  let depth = -1
  for (
    let parent = link.parentNode;
    parent !== null;
    parent = 'parentNode' in parent ? parent.parentNode : null
  ) {
    if (parent.nodeName === 'ol' || parent.nodeName === 'ul') depth++
  }
  return Math.max(0, depth)
}

/** `navPoint` holds `navLabel > text` and then `content src`. */
function readNcx(book: EpubPackage, name: string): NavEntry[] {
  const find = pageFinder(book)
  const entries: NavEntry[] = []
  let label = ''
  let depth = 0
  for (const element of readXml(book.textOf(name) ?? '')) {
    if (element.name === 'navpoint') depth = element.depth
    if (element.name === 'text') label = element.text
    if (element.name !== 'content') continue
    const entry = entryOf(find, name, {
      href: element.attributes.get('src'),
      label,
      depth: Math.max(0, depth - 2),
    })
    if (entry !== undefined) entries.push(entry)
    label = ''
  }
  return entries
}

/** Only pages of the reading order are led to. */
function pageFinder({ spine }: EpubPackage): Find {
  const pages = new Map(spine.map((item) => [item.name.toLowerCase(), item.name]))
  return (wanted) => pages.get(wanted.toLowerCase())
}

type Find = (name: string) => string | undefined

interface Target {
  href: string | undefined
  label: string
  depth: number
}

function entryOf(find: Find, from: string, { href = '', label, depth }: Target): NavEntry | undefined {
  const name = resolveName(from, href, find)
  return name === undefined ? undefined : { label, name, fragment: /#(.+)$/.exec(href)?.[1] ?? '', depth }
}
