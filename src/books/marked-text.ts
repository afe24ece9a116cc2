/** Allowed HTML → text with its emphasis marked the way people type it: *this*, **this**. */
import { BREAK_LINE, blockText } from '../story/plain-text.ts'
import { topLevelBlocks } from '../story/top-level-blocks.ts'

export function markedText(html: string): string {
  return topLevelBlocks(html)
    .map((block) =>
      block.tag === 'hr' ? BREAK_LINE : blockText(markEmphasis(html.slice(block.start, block.end))),
    )
    .join('\n\n')
}

/** Marks stand on the words themselves, so white space inside the tags moves out of them. */
function markEmphasis(html: string): string {
  return html
    .replace(
      /<(em|i)>(\s*)(.*?)(\s*)<\/\1>/gs,
      (_, _tag, before, inner, after) => `${before}${mark(inner, '*')}${after}`,
    )
    .replace(
      /<(strong|b)>(\s*)(.*?)(\s*)<\/\1>/gs,
      (_, _tag, before, inner, after) => `${before}${mark(inner, '**')}${after}`,
    )
}

function mark(inner: string, sign: string): string {
  // Emphasis over a line break is marked line by line, as the text reader looks for both marks in one line.
  return inner
    .split(/(<br>)/)
    .map((part) => (part === '<br>' || part.trim() === '' ? part : `${sign}${part}${sign}`))
    .join('')
}
