/** Formats that are known but not read yet: named rather than guessed at. Content counts before the name. */
import type { FileHead } from './format.ts'

/** What a file of this kind is, for people, by the extension it usually has. */
const KINDS: Record<string, string> = {
  '.doc': 'an old Word document',
  '.kfx': 'a Kindle book',
  '.lit': 'a Microsoft Reader book',
  '.lrf': 'a Sony book',
  '.mht': 'a web archive',
  '.mhtml': 'a web archive',
  '.msg': 'an Outlook mail',
  '.sql': 'a database dump',
  '.csv': 'a table',
  '.tsv': 'a table',
  '.json': 'data',
  '.xml': 'data',
  '.opf': 'the package file of a book',
  '.ncx': 'the contents file of a book',
  '.zip': 'an archive',
  '.rar': 'an archive',
  '.7z': 'an archive',
  '.tar': 'an archive',
  '.gz': 'a compressed file',
  '.tgz': 'an archive',
  '.bz2': 'a compressed file',
  '.xz': 'a compressed file',
  '.wps': 'a Works document',
  '.wpd': 'a WordPerfect document',
  '.pages': 'a Pages document',
  '.djvu': 'a scanned book',
  '.chm': 'a help file',
  '.fountain': 'a script',
}
const SAME_KIND: Record<string, string> = {
  '.tab': '.tsv',
}
/** Their name alone tells; a file of any other name is a text where it reads as one. */
const BY_NAME = new Set([
  '.msg',
  '.wps',
  '.sql',
  '.csv',
  '.tsv',
  '.json',
  '.xml',
  '.opf',
  '.ncx',
  '.mht',
  '.mhtml',
  '.fountain',
])

/** Kinds that look alike by their first bytes: there the name tells which. */
const OF_ONE_SHAPE: Record<string, string[]> = {
  '.doc': ['.msg', '.wps'],
  '.zip': ['.pages', '.kfx'],
  '.gz': ['.tgz'],
}

/** First bytes, as latin-1. */
const SIGNATURES: [RegExp, string][] = [
  [/^ITOLITLS/, '.lit'],
  [/^L\0R\0F\0/, '.lrf'],
  [/^Rar!/, '.rar'],
  [/^7z\xbc\xaf/, '.7z'],
  [/^\x1f\x8b/, '.gz'],
  [/^BZh\d/, '.bz2'],
  [/^\xfd7zXZ/, '.xz'],
  [/^\xffWPC/, '.wpd'],
  [/^AT&TFORM/, '.djvu'],
  [/^ITSF/, '.chm'],
  [
    /^(?:\xef\xbb\xbf)?(?:(?:--|#|\/\*)[^\n]*\r?\n|\s)*(?:CREATE TABLE|INSERT INTO|DROP TABLE|LOCK TABLES) /,
    '.sql',
  ],
]

export interface NotYet {
  /** With its dot, as in 'not read yet: .docx'. */
  extension: string
  /** 'a Word document'. */
  kind: string
}

/** @returns what kind of file it is, where it is of one that is not read yet. */
export function notReadYet({ head, extension, path }: FileHead): NotYet | null {
  const named = /\.fb2\.zip$/i.test(path) ? '.fbz' : (SAME_KIND[extension] ?? extension)
  const start = Buffer.from(head).toString('latin1')
  const told = SIGNATURES.find(([pattern]) => pattern.test(start))?.[1] ?? zipped(start, named)
  if (told === null) return null
  const found = told ?? (BY_NAME.has(named) ? named : undefined)
  if (found === undefined) return null
  const shown = OF_ONE_SHAPE[found]?.includes(named) ? named : found
  return { extension: shown, kind: KINDS[shown] ?? 'a file' }
}

/** @returns undefined where it is no zip, null where it is a book or a document that is read. */
function zipped(start: string, named: string): string | null | undefined {
  if (!start.startsWith('PK\x03\x04') && !start.startsWith('PK\x05\x06')) return undefined
  if (
    named === '.epub' ||
    named === '.htmlz' ||
    named === '.txtz' ||
    named === '.fbz' ||
    start.includes('mimetypeapplication/epub+zip')
  )
    return null
  if (/^\.(?:odt|ott|sxw|docx|docm|dotx)$/.test(named)) return null
  if (/mimetypeapplication\/vnd\.(?:oasis\.opendocument\.text|sun\.xml\.writer)/.test(start)) return null
  if (/\[Content_Types\]\.xml|word\//.test(start)) return null
  return '.zip'
}
