/** nav.xhtml: the table of contents, and the landmarks a reader's program jumps to. */
import type { Book } from '../book.ts'
import { bookLanguage, type ContentPage } from './content-pages.ts'
import { escapeXml, xhtmlPage } from './xhtml.ts'

export function navigation(book: Book, pages: ContentPage[]): string {
  const entries = pages
    .filter((page) => page.label !== null)
    .map((page) => `<li><a href="${page.file}">${escapeXml(page.label as string)}</a></li>`)
  const first = pages.find((page) => page.chapter !== undefined)
  const start =
    first === undefined
      ? ''
      : `<li><a epub:type="bodymatter" href="${first.file}">Start of the story</a></li>`
  const body = `<nav epub:type="toc" id="toc">
<h1>Contents</h1>
<ol>
${entries.join('\n')}
</ol>
</nav>
<nav epub:type="landmarks" id="landmarks" hidden="hidden">
<h2>Landmarks</h2>
<ol>
<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
<li><a epub:type="titlepage" href="title-page.xhtml">Title page</a></li>
${start}
</ol>
</nav>`
  return xhtmlPage({ title: 'Contents', language: bookLanguage(book), body })
}
