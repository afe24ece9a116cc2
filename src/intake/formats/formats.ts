/** Every format Fanfold reads, the surest first. A new one is a file beside this and a line here. */
import { doc } from './doc.ts'
import { docx } from './docx.ts'
import { epub } from './epub.ts'
import { fb2 } from './fb2.ts'
import type { Format } from './format.ts'
import { html } from './html.ts'
import { htmlz } from './htmlz.ts'
import { markdown } from './markdown.ts'
import { mobi } from './mobi.ts'
import { odt } from './odt.ts'
import { pdf } from './pdf.ts'
import { rtf } from './rtf.ts'
import { text } from './text.ts'

export const FORMATS: readonly Format[] = [
  epub,
  docx,
  odt,
  doc,
  mobi,
  fb2,
  htmlz,
  pdf,
  rtf,
  markdown,
  html,
  text,
]
