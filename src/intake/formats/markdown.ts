/** Markdown → Document. Only by its name, or where front matter stands above it: stars alone make no Markdown of a text. */
import { escapeHtml } from '../../story/plain-text.ts'
import { decodeText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { readFrontMatter } from './markdown/front-matter.ts'
import { readFrontLines } from './markdown/header-fields.ts'
import { renderMarkdown } from './markdown/render.ts'
import { isWrapped, readableSource } from './markdown/source-lines.ts'
import { officeDocument } from './office/office-document.ts'

const EXTENSIONS = ['.md', '.markdown', '.mdown', '.mkd', '.mdwn']
const PAGE = /^\s*<(?:!doctype html|html)\b/i

export const markdown: Format = {
  id: 'markdown',
  label: 'Markdown',
  extensions: EXTENSIONS,
  recognise({ head, extension }: FileHead): number {
    const opening = Buffer.from(head)
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
    if (EXTENSIONS.includes(extension)) return PAGE.test(opening) ? 0.3 : 0.9
    const isText = extension === '.txt' || extension === '.text'
    return isText && /^---\n(?:[\w -]{1,30}:.*\n){2}/.test(opening) && readFrontMatter(opening) !== undefined
      ? 0.6
      : 0
  },
  read: (file: SourceFile) => [readMarkdown(file)],
}

function readMarkdown(file: SourceFile): SourceDocument {
  const { text, encoding, repairs } = decodeText(file.bytes)
  const front = readFrontMatter(text)
  const source = text.slice(front?.end ?? 0)
  const { unsafeHtml, unsafeNotes } = renderMarkdown(readableSource(source), !isWrapped(source))
  const lines = front?.lines ?? []
  const header = lines.map((line) => `<p>${escapeHtml(line).replace(/\n+/g, '<br>')}</p>`)
  const document = officeDocument({
    path: file.path,
    format: 'markdown',
    encoding,
    unsafeHtml: `${header.join('')}${header.length > 0 ? '<hr>' : ''}${unsafeHtml}`,
    unsafeNotes,
    properties: {},
    repairs,
  })
  if (lines.length > 0) readFrontLines(document, lines.length)
  return document
}
