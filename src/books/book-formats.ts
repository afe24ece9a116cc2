/** What a story can be taken away as. */
import type { Book } from './book.ts'
import { writeEpub } from './epub/write-epub.ts'
import { writeHtml } from './html.ts'
import { writeText } from './text.ts'

export interface BookFormat {
  extension: string
  mediaType: string
  write(book: Book): Promise<Uint8Array>
}

const encode = (text: string) => new TextEncoder().encode(text)

export const BOOK_FORMATS = {
  epub: { extension: '.epub', mediaType: 'application/epub+zip', write: writeEpub },
  html: {
    extension: '.html',
    mediaType: 'text/html; charset=utf-8',
    write: async (book) => encode(writeHtml(book)),
  },
  txt: {
    extension: '.txt',
    mediaType: 'text/plain; charset=utf-8',
    write: async (book) => encode(writeText(book)),
  },
} satisfies Record<string, BookFormat>

export type BookFormatName = keyof typeof BOOK_FORMATS
