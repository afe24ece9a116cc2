/** A work → plain text: a labelled header any importer can read, then the story. */
import { plainText } from '../story/plain-text.ts'
import type { Book } from './book.ts'
import { fieldLines } from './field-lines.ts'
import { markedText } from './marked-text.ts'

export function writeText(book: Book): string {
  const { fields } = book.work
  const single = book.chapters.length === 1
  const header = [
    `Title: ${fields.title}`,
    ...(fields.authors.length > 0 ? [`Author: ${fields.authors.join(', ')}`] : []),
    ...fieldLines(book.work).map(({ label, values }) => `${label}: ${values.join(', ')}`),
    ...labelled('Summary', fields.summary),
    ...labelled('Disclaimer', fields.disclaimer),
    ...labelled("Author's notes", fields.notesBefore),
  ]
  const chapters = book.chapters.map((chapter) => {
    const heading =
      chapter.title === null ? `Chapter ${chapter.number}` : `Chapter ${chapter.number}: ${chapter.title}`
    return [
      ...(single && chapter.title === null ? [] : [heading]),
      ...labelled('Notes', chapter.notesBefore),
      markedText(chapter.html),
      ...labelled('End notes', chapter.notesAfter),
    ].join('\n\n')
  })
  const end = fields.notesAfter === null ? [] : ['The End', `End notes: ${plainText(fields.notesAfter)}`]
  return `${[header.join('\n\n'), '-----', ...chapters, ...end].join('\n\n')}\n`
}

function labelled(label: string, html: string | null): string[] {
  const text = plainText(html)
  return text === '' ? [] : [`${label}: ${text}`]
}
