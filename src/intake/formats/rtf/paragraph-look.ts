/** A paragraph's own words and its style's name → how it looks. */
import type { ParagraphLook } from '../office/flow.ts'
import type { RtfStyle } from './file-tables.ts'
import type { RtfParagraph } from './state.ts'

const INDENT_TWIPS = 280

export function paragraphLook(paragraph: RtfParagraph, style: RtfStyle | undefined): ParagraphLook {
  const { leftTwips, firstTwips } = paragraph
  const look: ParagraphLook = {
    ...paragraph,
    level: paragraph.level > 0 ? paragraph.level : (style?.level ?? 0),
    title: style?.title ?? false,
    indent: leftTwips >= INDENT_TWIPS && -firstTwips < leftTwips,
    within: style?.isQuote ? 'blockquote' : null,
  }
  if (paragraph.boxed || look.level > 0 || look.title) look.ruleAbove = look.ruleBelow = false
  return look
}
