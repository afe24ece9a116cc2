/** A page as the families read it: its tree, what its head says, and where its names lie. */
import {
  attribute,
  bodyOf,
  isElement,
  parseUnsafe,
  textOf,
  type UnsafeElement,
} from '../../../story/allowed-html/parse-unsafe.ts'
import type { StyleFacts } from '../../../story/allowed-html/style-facts.ts'
import { elementsIn } from './query.ts'
import { classFactsOf } from './style-sheet.ts'

export interface Page {
  /** As {@link SourceDocument.path}. */
  path: string
  body: UnsafeElement
  /** The text of `<title>`, on one line. */
  title: string
  /** `<meta name content>`, names in lower case. */
  metas: Map<string, string>
  /** First element of each id. */
  ids: Map<string, UnsafeElement>
  /** Elements of each class, in order. */
  classes: Map<string, UnsafeElement[]>
  classFacts: Map<string, StyleFacts>
  /** `lang` of the page. */
  lang: string | undefined
  /** The beginning of the markup as it came in, for marks that leave no element: comments, namespaces. */
  opening: string
}

const OPENING_LENGTH = 20_000

/** @param beside what style sheets beside the page say of its classes. */
export function readPage(path: string, unsafeHtml: string, beside?: ReadonlyMap<string, StyleFacts>): Page {
  const document = parseUnsafe(unsafeHtml)
  const html = document.childNodes.find((node) => node.nodeName === 'html') as UnsafeElement
  const head = html.childNodes.find((node) => node.nodeName === 'head') as UnsafeElement
  const body = bodyOf(document)
  const page: Page = {
    path,
    body,
    title: '',
    metas: new Map(),
    ids: new Map(),
    classes: new Map(),
    classFacts: new Map(),
    lang: attribute(html, 'lang') ?? attribute(html, 'xml:lang') ?? attribute(body, 'lang'),
    opening: unsafeHtml.slice(0, OPENING_LENGTH),
  }
  const styles: string[] = []
  for (const element of elementsIn(head)) noteHead(page, element, styles)
  // A page of joined pages, or one whose head was closed early, says such things in its body.
  for (const element of elementsIn(body)) {
    if (page.title === '' || element.tagName !== 'title') noteHead(page, element, styles)
    noteNames(page, element)
  }
  page.classFacts = new Map([...(beside ?? []), ...classFactsOf(styles.join('\n'))])
  return page
}

function noteHead(page: Page, element: UnsafeElement, styles: string[]): void {
  if (element.tagName === 'title') page.title ||= ownText(element).replace(/\s+/g, ' ').trim()
  else if (element.tagName === 'style') styles.push(ownText(element))
  else if (element.tagName === 'meta') {
    const name = attribute(element, 'name') ?? attribute(element, 'property')
    if (name !== undefined) page.metas.set(name.toLowerCase(), attribute(element, 'content')?.trim() ?? '')
  }
}

function noteNames(page: Page, element: UnsafeElement): void {
  for (const { name, value } of element.attrs) {
    if (name === 'id' && !page.ids.has(value)) page.ids.set(value, element)
    if (name !== 'class') continue
    for (const word of value.split(/\s+/, 20)) {
      const known = page.classes.get(word)
      if (known === undefined) page.classes.set(word, [element])
      else known.push(element)
    }
  }
}

function ownText(element: UnsafeElement): string {
  return element.childNodes.map((node) => (isElement(node) ? '' : (textOf(node) ?? ''))).join('')
}
