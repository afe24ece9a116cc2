/** The package of an EPUB: which pages there are, in which order, and what it says of itself. */
import { RefusedFile } from '../../../errors.ts'
import { decodeText } from '../../decode.ts'
import type { Zip } from '../../unzip.ts'
import { declaredCharset } from '../html/declared-charset.ts'
import { readXml, type XmlElement } from './xml.ts'

export interface ManifestItem {
  id: string
  /** Name of the member in the archive. */
  name: string
  mediaType: string
  properties: string
}

export interface EpubPackage {
  path: string
  zip: Zip
  /** Elements of the package document; [] where there is none. */
  elements: XmlElement[]
  manifest: ManifestItem[]
  /** Pages in reading order. */
  spine: ManifestItem[]
  /** `guide` and landmarks: what kind of page each member is. */
  kinds: Map<string, string>
  /** Something had to be guessed: for people. */
  remarks: { rule: string; text: string }[]
  /** Text of a member, undefined where there is none. */
  textOf(name: string): string | undefined
}

const PAGE_TYPES =
  /^(?:application\/xhtml\+xml|text\/html|application\/x-dtbook\+xml|text\/x-oeb1-document|application\/xml)$/i
/** No page of a story is longer. */
const MAX_PAGE_BYTES = 100 * 1024 * 1024
const PAGE_NAME = /\.(?:x?html?|xht)$/i

/** @throws RefusedFile `read/not-epub` where there is neither a package nor a page. */
export function readPackage(path: string, zip: Zip): EpubPackage {
  const lower = new Map(zip.names.map((name) => [name.toLowerCase(), name]))
  const find = (name: string) => (zip.names.includes(name) ? name : lower.get(name.toLowerCase()))
  const textOf = (name: string) => {
    const found = find(name)
    if (found === undefined) return undefined
    const bytes = zip.read(found, MAX_PAGE_BYTES)
    return decodeText(bytes, declaredCharset(bytes)).text
  }
  const opf = packageName(zip, textOf)
  const elements = opf === undefined ? [] : readXml(textOf(opf) ?? '')
  const book: EpubPackage = {
    path,
    zip,
    elements,
    manifest: [],
    spine: [],
    kinds: new Map(),
    remarks: [],
    textOf,
  }
  book.manifest = manifestOf(elements, opf ?? '', find)
  book.spine = spineOf(book)
  if (book.spine.length === 0) book.spine = guessedSpine(book, opf !== undefined)
  if (book.spine.length === 0) throw notEpub(path, 'it holds no pages to read')
  for (const { name, attributes } of elements) {
    const target =
      name === 'reference' ? resolveName(opf ?? '', attributes.get('href') ?? '', find) : undefined
    if (target !== undefined) book.kinds.set(target, attributes.get('type')?.toLowerCase() ?? '')
  }
  return book
}

export function notEpub(path: string, what: string): RefusedFile {
  return new RefusedFile(
    'read/not-epub',
    `"${path}" is called an EPUB, but ${what}.`,
    'Look at what it is with another program, or get the file again.',
  )
}

/** By `META-INF/container.xml`; where that is missing or names nothing, any package there is. */
function packageName(zip: Zip, textOf: EpubPackage['textOf']): string | undefined {
  const container = textOf('META-INF/container.xml')
  const roots = container === undefined ? [] : readXml(container).filter(({ name }) => name === 'rootfile')
  for (const root of roots) {
    const named = safeDecode(root.attributes.get('full-path') ?? '').replace(/^\/+/, '')
    if (named !== '' && textOf(named) !== undefined) return named
  }
  return zip.names.find((name) => /\.opf$/i.test(name))
}

function manifestOf(
  elements: readonly XmlElement[],
  opf: string,
  find: (name: string) => string | undefined,
): ManifestItem[] {
  return elements.flatMap(({ name, attributes }) => {
    const target = name === 'item' ? resolveName(opf, attributes.get('href') ?? '', find) : undefined
    if (target === undefined) return []
    return {
      id: attributes.get('id') ?? '',
      name: target,
      mediaType: attributes.get('media-type') ?? '',
      properties: attributes.get('properties') ?? '',
    }
  })
}

function spineOf({ elements, manifest }: EpubPackage): ManifestItem[] {
  const byId = new Map(manifest.map((item) => [item.id, item]))
  const seen = new Set<string>()
  return elements.flatMap(({ name, attributes }) => {
    const item = name === 'itemref' ? byId.get(attributes.get('idref') ?? '') : undefined
    if (item === undefined || seen.has(item.name) || !isPage(item)) return []
    seen.add(item.name)
    return item
  })
}

function isPage({ mediaType, name }: ManifestItem): boolean {
  return PAGE_TYPES.test(mediaType) || PAGE_NAME.test(name)
}

/** Without a reading order the pages stand in the order of the manifest, or of their names. */
function guessedSpine(book: EpubPackage, hasPackage: boolean): ManifestItem[] {
  const listed = book.manifest.filter((item) => isPage(item) && !item.properties.includes('nav'))
  const inOrder = new Intl.Collator('en', { numeric: true })
  const pages =
    listed.length > 0
      ? listed
      : book.zip.names
          .filter((name) => PAGE_NAME.test(name))
          .sort(inOrder.compare)
          .map((name) => ({ id: '', name, mediaType: 'application/xhtml+xml', properties: '' }))
  if (pages.length > 0 && hasPackage)
    book.remarks.push({
      rule: 'epub/no-spine',
      text: `It gives no reading order; its ${pages.length} pages stand in the order they are listed in.`,
    })
  else if (pages.length > 0)
    book.remarks.push({
      rule: 'epub/no-package',
      text: `It has lost its table of contents; its ${pages.length} pages stand in the order of their names.`,
    })
  return pages
}

/** @returns the member an `href` in the file `from` leads to; undefined where there is none in the archive. */
export function resolveName(
  from: string,
  href: string,
  find: (name: string) => string | undefined,
): string | undefined {
  const path = href.replace(/[#?].*$/s, '')
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/') + 1) : ''
  for (const candidate of [safeDecode(path), path]) {
    const joined = joinPath(candidate.startsWith('/') ? '' : folder, candidate)
    const found =
      joined === undefined
        ? undefined
        : (find(joined) ?? find(joined.normalize('NFC')) ?? find(joined.normalize('NFD')))
    if (found !== undefined) return found
  }
  return undefined
}

function joinPath(folder: string, path: string): string | undefined {
  const parts: string[] = []
  for (const part of `${folder}${path}`.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

/** Percent-encoding decoded; as it stands where it is none. */
export function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
