/** Books that are no EPUB, in an EPUB's clothes: whoever unpacks pages and contents from elsewhere has its readers too. */
import type { Page } from '../html/page.ts'
import { readPage } from '../html/page.ts'
import { classFactsOf } from '../html/style-sheet.ts'
import { asHtml } from '../html/xhtml.ts'
import type { EpubBook } from './book.ts'
import type { NavEntry } from './navigation.ts'
import { mendSoftBreaks } from './soft-breaks.ts'
import { readXml } from './xml.ts'

export interface MadePage {
  /** As a member of an archive is named. */
  name: string
  /** A page, XHTML or HTML. */
  unsafeHtml: string
  /** What it is, in the words of a package's guide: `cover`, `toc`, `text`; '' where nothing says so. */
  kind?: string
}

export interface MadeBook {
  path: string
  /** A package document, or as much of one as there is to say. */
  opf: string
  pages: MadePage[]
  css: string
  navigation: NavEntry[]
  /** Puts a parsed page right before it is read. */
  mend?(page: Page): void
}

export function madeBook({ path, opf, pages, css, navigation, mend }: MadeBook): EpubBook {
  const classFacts = classFactsOf(css)
  const spine = pages.map(({ name }) => ({
    id: name,
    name,
    mediaType: 'application/xhtml+xml',
    properties: '',
  }))
  const texts = new Map(pages.map(({ name, unsafeHtml }) => [name, unsafeHtml]))
  return {
    package: {
      path,
      zip: { names: [], remarks: [], read: () => new Uint8Array() },
      elements: readXml(opf),
      manifest: spine,
      spine,
      kinds: new Map(pages.map(({ name, kind }) => [name, kind ?? ''])),
      remarks: [],
      textOf: (name) => texts.get(name),
    },
    navigation,
    classFacts,
    pages: spine.map((item) => ({
      item,
      read: () => {
        const page = readPage(item.name, asHtml(texts.get(item.name) ?? ''), classFacts)
        mendSoftBreaks(page)
        mend?.(page)
        return page
      },
    })),
  }
}
