/** A message's head and text → Document. The head stands above the text, so that what was read from it can be shown. */
import { decodePlainText } from '../../decode.ts'
import type { Block, SourceDocument } from '../../document.ts'
import { htmlDocument } from '../html.ts'
import { textDocument } from '../text.ts'
import { withoutFurniture } from './furniture.ts'
import { headText, knownFromMail, type MailHead, partOfMail } from './mail-facts.ts'

export interface MailBody {
  /** Without furniture. */
  text: string
  /** '' where the text is the story. */
  unsafeHtml: string
}

/** @throws RefusedFile where there is not one word in it. */
export function mailDocument(path: string, head: MailHead, body: MailBody): SourceDocument {
  const document = body.unsafeHtml === '' ? ofText(path, head, body.text) : ofHtml(path, body.unsafeHtml)
  const part = partOfMail(head)
  return {
    ...document,
    stem: '',
    format: body.unsafeHtml === '' ? 'mail' : 'mail/html',
    known: [
      ...document.known.filter(({ rank }) => rank !== 'page-title'),
      ...knownFromMail(head, path, body.text),
    ],
    ...(part && { part }),
  }
}

function ofText(path: string, head: MailHead, text: string): SourceDocument {
  const above = headText(head)
  const document = textDocument(path, decodePlainText(Buffer.from(text)))
  const lines = above.split('\n').length - 1
  const blocks = document.blocks.map((block) => ({ ...block, span: moved(block.span, above.length, lines) }))
  return { ...document, text: above + document.text, blocks }
}

function moved({ start, end, line }: Block['span'], by: number, lines: number): Block['span'] {
  return { start: start + by, end: end + by, line: line + lines }
}

function ofHtml(path: string, unsafeHtml: string): SourceDocument {
  const document = htmlDocument(path, decodePlainText(Buffer.from(unsafeHtml)))
  return { ...document, blocks: withoutFooterBlocks(document.blocks) }
}

/** Blocks at the end that are all furniture. */
function withoutFooterBlocks(blocks: Block[]): Block[] {
  const kept = [...blocks]
  while (kept.length > 1 && withoutFurniture(kept.at(-1)?.text ?? '') === '') kept.pop()
  return kept
}
