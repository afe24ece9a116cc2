/** A chapter as an archive keeps it, in the table or in a file → blocks of the document. */
import { cleanControls } from '../../decode/controls.ts'
import { decodeEntities } from '../../decode/entities.ts'
import { decodeText } from '../../decode.ts'
import { addDiagnostic, addNodes, addSource, type Draft } from '../html/draft.ts'
import { readPage } from '../html/page.ts'
import { partsLines, withoutSlashes } from '../sql/archive-value.ts'

/** @returns the chapter's text. Each file has an encoding of its own, whatever the dump says. */
export function decodeChapter(draft: Draft, bytes: Uint8Array): string {
  const { text, repairs } = decodeText(bytes)
  for (const repair of repairs) addDiagnostic(draft, repair)
  return text
}

/**
 * Puts a chapter's text down. Without a tag it is a plain text; with tags that part no lines its line ends are breaks,
 * as the archive's own program shows them.
 * @returns indices of its first block and the one after its last.
 */
export function addChapterText(draft: Draft, raw: string): { start: number; end: number } {
  const text = cleanControls(withoutSlashes(raw)).text
  const { blocks } = draft.document
  const start = blocks.length
  if (!/<\/?[a-z!][^>]*>/i.test(text)) {
    const plain = decodeEntities(text).text
    if (plain.trim() !== '') addSource(draft, plain)
    return { start, end: blocks.length }
  }
  const { body, classFacts } = readPage(draft.document.path, text)
  return addNodes(draft, body.childNodes, { classFacts, lineEndsBreak: !partsLines(text) })
}

const ADDRESS = /\bhttps?:\/\/[^\s"'<>]+|\bwww\.[^\s"'<>]+/i
/** So many words may stand beside a link that is all there is: "Read it on my own site:". */
const WORDS_BESIDE = 20

/** @returns the address, where a chapter is nothing but a link to a story kept elsewhere. */
export function linkAlone(raw: string): string | null {
  if (raw.length > 2000) return null
  const href = /<a\b[^>]*\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(withoutSlashes(raw))?.[1]
  const address = href ?? ADDRESS.exec(raw)?.[0]
  if (address === undefined || /^(?:mailto:|#)/i.test(address)) return null
  const words = withoutSlashes(raw)
    .replace(/<[^>]*>/g, ' ')
    .replace(new RegExp(ADDRESS.source, 'gi'), ' ')
    .match(/[\p{L}\p{N}]+/gu)
  return (words?.length ?? 0) <= WORDS_BESIDE ? address : null
}

/** MySQL's `text` holds 65,535 bytes and cut what was longer without a word. */
export function isCutOff(text: string): boolean {
  const length = Buffer.byteLength(text, 'utf8')
  return text.length <= 65_535 && length >= 65_530 && length <= 65_540 && !/[.!?>"”’'*)]\s*$/.test(text)
}
