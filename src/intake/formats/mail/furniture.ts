/** What lists, groups and mail programs hang on a message, taken off its text. */

import { isEndMark } from '../../recover/furniture.ts'

/** Adverts of Yahoo! Groups, egroups and onelist stand between lines of this kind. */
const ADVERT_FROM = /^-{5,}[ -]*(?:Yahoo! Groups Sponsor|eGroups Sponsor|ONElist Sponsor)[ ~-]*>?\s*$/i
const ADVERT_TO = /^-{10,}\s*_?~?-?>\s*$/
const RULE = /^(?:[_\-=*~]{10,}|-- ?|[_\-=*~ ]{20,})$/
/** A line only a list's footer has. From the rule above it, all that follows is furniture. */
const FOOTER =
  /^\s*(?:[_\s>*-]*(?:to (?:un)?subscribe|unsubscribe|you can unsubscribe|to (?:post|send) (?:a )?message|to leave the list)\b.{0,90}(?:e-?mail|send|@|visit|http|list)|your use of yahoo! groups is subject to|yahoo! groups links|to visit your group on the web|community email addresses|shortcut url|<\*>|.{0,60}mailing list\s*$|https?:\/\/\S+\/(?:mailman|listinfo)\S*|.{0,40}\bmailman\/listinfo\b|post message:|list owner:|list archives?:|free web-based e-?mail groups|easily schedule your group|click here to unsubscribe|you (?:have )?received this (?:message|e-?mail) because)/i
const ALWAYS =
  /^\s*(?:\[non-text portions of this message have been removed\]|\[(?:this message contained attachments|attachment[^\]]*removed)[^\]]*\]|get your (?:private, )?free (?:e-?mail|download).*|do you yahoo!\?|__+do you yahoo.*|(?:sent via deja(?:\.com|news).*|before you buy\.?)|(?:get|join) .{0,40}(?:hotmail|msn messenger|msn explorer).*|checked by avg.*|outgoing mail is certified virus free.*|(?:this|incoming) (?:e-?mail|message|mail) (?:has been|was|is) (?:scanned|checked|certified).*virus.*|no virus found in this.*|share what .{0,30} without words.*|msn photos is the easiest way.*|send instant messages.{0,60}yahoo.*|sent from my \S+.*)\s*$/i
const SIGNATURE = /^--[ ]?$/
/** A signature is short; what is longer was the writer's own rule. */
const MAX_SIGNATURE_LINES = 12
const MAX_FOOTER_LINES = 45

/** @returns the text without furniture, blank lines at its ends left out. Never throws. */
export function withoutFurniture(text: string): string {
  let lines = withoutAdverts(text.split('\n')).filter((line) => !ALWAYS.test(line))
  lines = withoutFooter(lines)
  lines = withoutSignature(lines)
  lines = withoutFooter(lines)
  return lines.join('\n').replace(/^(?:[ \t]*\n)+|\s+$/g, '')
}

function withoutAdverts(lines: string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    if (!ADVERT_FROM.test(lines[at] as string)) {
      kept.push(lines[at] as string)
      continue
    }
    const end = lines.findIndex((line, index) => index > at && index < at + 30 && ADVERT_TO.test(line))
    if (end < 0) kept.push(lines[at] as string)
    else at = end
  }
  return kept
}

/** A footer stands near the end: its first telling line, and the rule right above it. */
function withoutFooter(lines: string[]): string[] {
  const from = Math.max(0, lines.length - MAX_FOOTER_LINES)
  let at = lines.findIndex((line, index) => index >= from && FOOTER.test(line))
  if (at < 0) return lines
  for (let above = at - 1; above >= Math.max(0, at - 4); above--) {
    if (RULE.test((lines[above] as string).trim())) at = above
    else if ((lines[above] as string).trim() !== '' && !ADVERT_TO.test(lines[above] as string)) break
  }
  return lines.slice(0, at)
}

function withoutSignature(lines: string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '')
  for (let at = last; at > Math.max(0, last - MAX_SIGNATURE_LINES); at--) {
    if (SIGNATURE.test(lines[at] as string) && isSignature(lines.slice(at))) return lines.slice(0, at)
  }
  return lines
}

/** Two dashes part scenes as well: what is long below them, or ends with "fin", is the story's. */
function isSignature([sign, ...lines]: string[]): boolean {
  const words = lines.join(' ').split(/\s+/).length
  return words <= (sign === '-- ' ? 80 : 40) && !lines.some((line) => isEndMark(line))
}
