/** A work → one HTML file that stands alone: no script, nothing fetched. */
import type { Book } from './book.ts'
import { EPUB_STYLE } from './epub/style.ts'
import { escapeXml } from './epub/xhtml.ts'
import { byLine, fieldLines } from './field-lines.ts'

const STYLE = `${EPUB_STYLE}
html { background: #fbf8f2; color: #262320; color-scheme: light dark; font: 1.2rem/1.6 Literata, Georgia, serif; }
body { max-width: 38rem; margin: 3rem auto; padding: 0 1.2rem; }
@media (prefers-color-scheme: dark) { html { background: #17191a; color: #e7e2d8; } hr::before { color: #a09a8f; } }
`

export function writeHtml(book: Book): string {
  const { fields } = book.work
  const language = fields.language === null ? '' : ` lang="${escapeXml(fields.language)}"`
  return `<!DOCTYPE html>
<html${language}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Fanfold">
<title>${escapeXml(fields.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${header(book)}
<main>
${book.chapters.map((chapter) => chapterSection(book, chapter)).join('\n')}
</main>
${notes('notes-after', 'End notes', fields.notesAfter)}
</body>
</html>
`
}

function header({ work }: Book): string {
  const { fields } = work
  const rows = fieldLines(work).map(
    ({ label, values }) => `<dt>${label}</dt><dd>${escapeXml(values.join(', '))}</dd>`,
  )
  return `<header class="title-page">
<h1>${escapeXml(fields.title)}</h1>
${fields.authors.length > 0 ? `<p class="by">${escapeXml(byLine(fields.authors))}</p>` : ''}
${fields.summary === null ? '' : `<div class="summary">${fields.summary}</div>`}
<dl class="fields">${rows.join('\n')}</dl>
</header>
${notes('notes-before', 'Notes', fields.notesBefore)}${notes('disclaimer', 'Disclaimer', fields.disclaimer)}`
}

function chapterSection(book: Book, chapter: Book['chapters'][number]): string {
  const heading = chapter.title ?? `Chapter ${chapter.number}`
  const shown = book.chapters.length === 1 && chapter.title === null ? '' : `<h2>${escapeXml(heading)}</h2>`
  return `<section class="chapter" id="chapter-${chapter.number}">
${shown}
${chapter.notesBefore === null ? '' : `<div class="notes">${chapter.notesBefore}</div>`}
${chapter.html}
${chapter.notesAfter === null ? '' : `<div class="notes">${chapter.notesAfter}</div>`}
</section>`
}

function notes(id: string, heading: string, html: string | null): string {
  return html === null ? '' : `<section class="notes" id="${id}"><h2>${heading}</h2>${html}</section>\n`
}
