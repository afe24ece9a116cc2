/** An opened EPUB as its makers' readers see it: package, table of contents, and its pages one after the other. */
import type { StyleFacts } from '../../../story/allowed-html/style-facts.ts'
import type { Draft } from '../html/draft.ts'
import { type Page, readPage } from '../html/page.ts'
import { classFactsOf } from '../html/style-sheet.ts'
import { asHtml } from '../html/xhtml.ts'
import { type NavEntry, readNavigation } from './navigation.ts'
import type { EpubPackage, ManifestItem } from './package.ts'
import { mendSoftBreaks } from './soft-breaks.ts'

export interface BookPage {
  item: ManifestItem
  /** Parsed when first asked for, and not kept. */
  read(): Page
}

export interface EpubBook {
  package: EpubPackage
  navigation: NavEntry[]
  pages: BookPage[]
  classFacts: ReadonlyMap<string, StyleFacts>
}

export interface BookMaker {
  /** `ao3`, `fanficfare` … */
  id: string
  recognise(book: EpubBook): boolean
  /** Puts down fields, blocks and chapters; nothing at all where the book has another shape than its maker's. */
  read(book: EpubBook, draft: Draft): void
}

const MAX_CSS = 500_000

export function openBook(epub: EpubPackage): EpubBook {
  const classFacts = classFactsOf(styleSheets(epub))
  const pages = epub.spine.map(
    (item): BookPage => ({
      item,
      read: () => {
        const page = readPage(item.name, asHtml(epub.textOf(item.name) ?? ''), classFacts)
        mendSoftBreaks(page)
        return page
      },
    }),
  )
  return { package: epub, navigation: readNavigation(epub), pages, classFacts }
}

function styleSheets(epub: EpubPackage): string {
  let css = ''
  for (const { mediaType, name } of epub.manifest) {
    if (mediaType === 'text/css' && css.length < MAX_CSS) css += `${epub.textOf(name) ?? ''}\n`
  }
  return css
}

/** Texts of the package's elements of this local name: `creator`, `publisher` … */
export function metadataOf(book: EpubBook, name: string): string[] {
  return book.package.elements
    .filter((element) => element.name === name && element.text !== '')
    .map(({ text }) => text)
}
