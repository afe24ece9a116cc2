/** Every format Fanfold reads, the surest first. A new one is a file beside this and a line here. */
import { docx } from './docx.ts'
import { epub } from './epub.ts'
import type { Format } from './format.ts'
import { html } from './html.ts'
import { odt } from './odt.ts'
import { text } from './text.ts'

export const FORMATS: readonly Format[] = [epub, docx, odt, html, text]
