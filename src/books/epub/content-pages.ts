/** The content documents of an EPUB: cover, title page, notes, chapters. */
import { plainText } from '../../story/plain-text.ts'
import type { Book } from '../book.ts'
import { byLine, fieldLines } from '../field-lines.ts'
import { escapeXml, toXhtml, xhtmlPage } from './xhtml.ts'

export interface ContentPage {
  /** Name below EPUB/, also the id in the manifest without its ending. */
  id: string
  file: string
  /** For the table of contents; null keeps it out. */
  label: string | null
  xhtml: string
  /** Number of the chapter it holds. */
  chapter?: number
}

/** 'und' is BCP-47's word for a language that is not known. */
export const bookLanguage = (book: Book): string => book.work.fields.language ?? 'und'

/** Every page in reading order. */
export function contentPages(book: Book): ContentPage[] {
  return [
    coverPage(book),
    titlePage(book),
    ...prefacePage(book),
    ...chapterPages(book),
    ...afterwordPage(book),
  ]
}

function page(
  book: Book,
  id: string,
  label: string | null,
  title: string,
  body: string,
  bodyType?: string,
): ContentPage {
  return {
    id,
    file: `${id}.xhtml`,
    label,
    xhtml: xhtmlPage({ title, language: bookLanguage(book), bodyType, body }),
  }
}

function coverPage(book: Book): ContentPage {
  const { title, authors } = book.work.fields
  const alt = escapeXml(`Cover: ${title} ${byLine(authors)}`.trim())
  return page(
    book,
    'cover',
    null,
    title,
    `<section class="cover" epub:type="cover"><img src="cover.svg" alt="${alt}"/></section>`,
  )
}

function titlePage(book: Book): ContentPage {
  const { title, authors, summary } = book.work.fields
  const rows = fieldLines(book.work)
    .map(({ label, values }) => `<dt>${label}</dt>\n<dd>${escapeXml(values.join(', '))}</dd>`)
    .join('\n')
  const body = `<section class="title-page" epub:type="titlepage">
<h1>${escapeXml(title)}</h1>
${authors.length > 0 ? `<p class="by">${escapeXml(byLine(authors))}</p>` : ''}
${summary === null ? '' : `<div class="summary" id="summary">${toXhtml(summary)}</div>`}
<dl class="fields">
${rows}
</dl>
</section>`
  return page(book, 'title-page', 'Title page', title, body, 'frontmatter')
}

function notes(id: string, heading: string, html: string | null): string {
  if (html === null) return ''
  return `<section class="notes" id="${id}">\n<h2>${heading}</h2>\n${toXhtml(html)}\n</section>\n`
}

function prefacePage(book: Book): ContentPage[] {
  const { notesBefore, disclaimer } = book.work.fields
  const body = notes('notes-before', 'Notes', notesBefore) + notes('disclaimer', 'Disclaimer', disclaimer)
  return body === '' ? [] : [page(book, 'preface', 'Notes', 'Notes', body, 'frontmatter')]
}

function afterwordPage(book: Book): ContentPage[] {
  const body = notes('notes-after', 'End notes', book.work.fields.notesAfter)
  return body === '' ? [] : [page(book, 'afterword', 'End notes', 'End notes', body, 'backmatter')]
}

/** What stands over a chapter: its title, its number, or both. */
export function chapterHeading(number: number, title: string | null): string {
  return title === null ? `Chapter ${number}` : title
}

function chapterPages(book: Book): ContentPage[] {
  const single = book.chapters.length === 1
  return book.chapters.map((chapter) => {
    const untitled = chapter.title === null
    const heading = chapterHeading(chapter.number, chapter.title)
    const shown =
      single && untitled ? '' : `<h2${untitled ? ' class="untitled"' : ''}>${escapeXml(heading)}</h2>\n`
    const before = chapterNotes('chapter-notes-before', chapter.notesBefore)
    const after = chapterNotes('chapter-notes-after', chapter.notesAfter)
    const body = `<section class="chapter" epub:type="chapter">\n${shown}${before}<div class="story">\n${toXhtml(chapter.html)}\n</div>\n${after}</section>`
    const label = printable(
      single && untitled ? book.work.fields.title : heading,
      `Chapter ${chapter.number}`,
    )
    return {
      ...page(book, `chapter-${chapter.number}`, label, label, body, 'bodymatter'),
      chapter: chapter.number,
    }
  })
}

/** A title of nothing but characters XML has no place for would leave a link without words. */
function printable(text: string, otherwise: string): string {
  return escapeXml(text).trim() === '' ? otherwise : text
}

function chapterNotes(kind: string, html: string | null): string {
  return html === null || plainText(html) === ''
    ? ''
    : `<div class="notes ${kind}">\n${toXhtml(html)}\n</div>\n`
}
