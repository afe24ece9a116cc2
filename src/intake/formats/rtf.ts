/** RTF → Document. Takes bytes, not text, since an RTF file names its own code page. Control words follow the RTF 1.9.1 specification. */
import { latin1 } from '../decode/single-byte.ts'
import type { SourceDocument } from '../document.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { officeDocument } from './office/office-document.ts'
import { encodingName } from './rtf/code-pages.ts'
import { walkRtf } from './rtf/text-walk.ts'

export const rtf: Format = {
  id: 'rtf',
  label: 'Rich Text',
  extensions: ['.rtf'],
  recognise: ({ head }: FileHead) => (RTF.test(latin1(head.subarray(0, 200))) ? 0.99 : 0),
  read: (file: SourceFile) => [readRtf(file)],
}

/** A byte order mark or blank lines may stand before it; some programs leave out the version. */
const RTF = /^(?:\xef\xbb\xbf)?\s*\{\\rtf/

function readRtf(file: SourceFile): SourceDocument {
  const { codePage, ...text } = walkRtf(latin1(file.bytes).replace(/^\xef\xbb\xbf/, ''))
  return officeDocument({ path: file.path, format: 'rtf', encoding: encodingName(codePage), ...text })
}
