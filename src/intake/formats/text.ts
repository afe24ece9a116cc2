/** Plain text → Document: the decoded file itself, in blocks. */
import { RefusedFile } from '../../errors.ts'
import { type DecodedText, decodePlainText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import { stemOf } from '../stem.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { readBlocks } from './text/blocks.ts'
import { readChatText } from './text/chat-copy.ts'
import { readForumText } from './text/forum-document.ts'
import { readMemeText } from './text/meme-copy.ts'

export { looksLikeHtml } from './text/markup.ts'

const EXTENSIONS = ['.txt', '.text', '.asc']

export const text: Format = {
  id: 'text',
  label: 'plain text',
  extensions: EXTENSIONS,
  recognise: (file: FileHead) => (EXTENSIONS.includes(file.extension) ? 0.5 : 0.25),
  read: (file: SourceFile) => [textDocument(file.path, decodePlainText(file.bytes))],
}

/** @throws RefusedFile when there is not one word or sign in it. */
export function textDocument(path: string, decoded: DecodedText): SourceDocument {
  const forum = readForumText(decoded.text) ?? readMemeText(decoded.text) ?? readChatText(decoded.text)
  const blocks = readBlocks(forum?.text ?? decoded.text)
  if (blocks.length === 0)
    throw new RefusedFile(
      'read/empty',
      `${path} has no text in it.`,
      'If it should have, look for another copy of it.',
    )
  return {
    path,
    stem: stemOf(path),
    format: 'text',
    encoding: decoded.encoding,
    text: decoded.text,
    blocks,
    known: forum?.known ?? [],
    chapters: forum?.chaptersOf(blocks) ?? null,
    diagnostics: [...decoded.repairs, ...(forum ? [forum.diagnostic] : [])].map((each) => ({
      ...each,
      source: path,
    })),
    ...(forum?.part && { part: forum.part }),
  }
}
