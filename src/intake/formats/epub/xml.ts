/** The small XML files of an EPUB: read as XML, and, where that fails, as a browser would read tags. */
import { SaxesParser } from 'saxes'
import { parseUnsafe } from '../../../story/allowed-html/parse-unsafe.ts'
import { elementsIn, lineOf, textOf, type UnsafeElement } from '../html/query.ts'

export interface XmlElement {
  /** Local name in lower case: `creator` of `dc:creator`. */
  name: string
  /** As written, prefix and all, in lower case. */
  qualified: string
  /** By name as written in lower case, and by local name where that is free. */
  attributes: Map<string, string>
  /** All text within, white space collapsed. */
  text: string
  /** Elements round it. */
  depth: number
}

const MAX_ELEMENTS = 200_000

/** Every element in document order. Never throws; entities the file declares itself are not expanded. */
export function readXml(source: string): XmlElement[] {
  const text = source.replace(/^\ufeff/, '').trimStart()
  return strictly(text) ?? leniently(text)
}

function strictly(source: string): XmlElement[] | null {
  const elements: XmlElement[] = []
  const open: XmlElement[] = []
  const parser = new SaxesParser({})
  let failed = false
  parser.on('error', () => {
    failed = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = newElement(name, Object.entries(attributes), open.length)
    open.push(element)
    if (elements.length < MAX_ELEMENTS) elements.push(element)
  })
  const addText = (text: string) => {
    // Text counts for the elements right round it: a label's for the label, not for the whole file.
    for (const element of open.slice(-4)) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })
  try {
    parser.write(source).close()
  } catch {
    return null
  }
  for (const element of elements) element.text = element.text.replace(/\s+/g, ' ').trim()
  return failed ? null : elements
}

function newElement(name: string, attributes: [string, string][], depth: number): XmlElement {
  const qualified = name.toLowerCase()
  const element: XmlElement = {
    name: localName(qualified),
    qualified,
    attributes: new Map(),
    text: '',
    depth,
  }
  for (const [key, value] of attributes) element.attributes.set(key.toLowerCase(), value)
  for (const [key, value] of attributes) {
    const local = localName(key.toLowerCase())
    if (!element.attributes.has(local)) element.attributes.set(local, value)
  }
  return element
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Tags as a browser reads them. An element HTML knows as empty (`meta`) has its text behind it. */
function leniently(source: string): XmlElement[] {
  const closed = source
    .replace(/<([a-z][\w:.-]*)((?:\s[^<>]*)?)\/>/gi, '<$1$2></$1>')
    .replace(/<(\/?)(meta|link|title)\b/gi, '<$1x-$2')
  const elements: XmlElement[] = []
  for (const element of elementsIn(parseUnsafe(closed))) {
    if (elements.length >= MAX_ELEMENTS) break
    const name = element.tagName.replace(/^x-/, '')
    const pairs = element.attrs.map(({ name: key, value }): [string, string] => [key, value])
    elements.push({ ...newElement(name, pairs, depthOf(element)), text: ownLine(element) })
  }
  return elements
}

function depthOf(element: UnsafeElement): number {
  let depth = 0
  for (
    let parent = element.parentNode;
    parent !== null;
    parent = 'parentNode' in parent ? parent.parentNode : null
  )
    depth++
  return depth
}

function ownLine(element: UnsafeElement): string {
  const own = element.childNodes.map((node) => textOf(node) ?? '').join('')
  return (own.trim() === '' ? lineOf(element) : own).replace(/\s+/g, ' ').trim()
}
