/**
 * Foreign HTML → allowed HTML: what a story needs and nothing else.
 * The output is built anew from docs/allowed-html.md's list, in one canonical form: flat top-level blocks, every
 * element closed, attributes in double quotes, only `&`, `<`, `>` escaped in text. Putting it in again gives it back.
 */
import { buildBlocks } from './allowed-html/build-blocks.ts'
import { inlineHtml } from './allowed-html/built-block.ts'
import { bodyOf, parseUnsafe } from './allowed-html/parse-unsafe.ts'

export { buildBlocks } from './allowed-html/build-blocks.ts'
export type { BuildOptions, BuiltBlock } from './allowed-html/built-block.ts'

/**
 * @param unsafeHtml anything: a fragment, a page, broken markup, plain text.
 * @param options `inline`: no block elements; what stood on lines of its own is parted by `<br>`.
 * @returns allowed HTML; '' where nothing is left. Never throws; time grows with the length of the input.
 */
export function allowHtml(unsafeHtml: string, options: { inline?: boolean } = {}): string {
  if (unsafeHtml === '') return ''
  const blocks = buildBlocks(bodyOf(parseUnsafe(unsafeHtml)).childNodes, { flat: options.inline ?? false })
  return options.inline ? inlineHtml(blocks) : blocks.map(({ html }) => html).join('')
}
