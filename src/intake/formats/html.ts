/** HTML → Document: pages as programs, sites and people left them. Parsed by the HTML standard, never as XML. */
import { RefusedFile } from '../../errors.ts'
import { type DecodedText, decodeText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { declaredCharset } from './html/declared-charset.ts'
import { addDiagnostic, finish, newDraft } from './html/draft.ts'
import { familyOf } from './html/families.ts'
import { generic } from './html/generic.ts'
import { readPage } from './html/page.ts'
import { asHtml } from './html/xhtml.ts'
import { looksLikeHtml } from './text/markup.ts'

const EXTENSIONS = ['.html', '.htm', '.xhtml', '.xht', '.shtml', '.asp', '.php']

export const html: Format = {
  id: 'html',
  label: 'HTML',
  extensions: EXTENSIONS,
  recognise: recogniseHtml,
  read: (file: SourceFile) => [htmlDocument(file.path, decodeText(file.bytes, declaredCharset(file.bytes)))],
}

/** Content counts before the name: a `.htm` without a tag is a text, a `.txt` with a page in it a page. */
function recogniseHtml({ head, extension }: FileHead): number {
  const sample = decodeText(head).text
  const isNamed = EXTENSIONS.includes(extension)
  if (looksLikeHtml(sample)) return isNamed ? 0.95 : 0.8
  return isNamed && /<[a-z!/]/i.test(sample) ? 0.7 : isNamed ? 0.2 : 0
}

/** @throws RefusedFile when there is not one word in it. */
export function htmlDocument(path: string, { text, encoding, repairs }: DecodedText): SourceDocument {
  const unsafeHtml = isXhtml(path, text) ? asHtml(text) : text
  const page = readPage(path, unsafeHtml)
  const family = familyOf(page)
  let draft = newDraft(path, `html/${family.id}`, encoding)
  family.read(page, draft)
  if (draft.document.blocks.length === 0 && family !== generic) {
    // A page that was cut off, or has another shape than its program's: its text is read all the same.
    draft = newDraft(path, 'html/generic', encoding)
    generic.read(readPage(path, unsafeHtml), draft)
  }
  if (draft.document.blocks.length === 0) throw noText(path)
  for (const repair of repairs) addDiagnostic(draft, repair)
  return finish(draft)
}

/** Browsers go by the name alone; what begins as XML was written as XML all the same. */
function isXhtml(path: string, text: string): boolean {
  return /\.xht(?:ml)?$/i.test(path) || /^\s*<\?xml\s/.test(text)
}

function noText(path: string): RefusedFile {
  return new RefusedFile(
    'read/no-text',
    `"${path}" is a web page with no text in it to read.`,
    'It may show its text by script only, or be the frame round another page: save the page with the story itself.',
  )
}
