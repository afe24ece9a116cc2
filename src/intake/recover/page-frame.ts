/** The frame of an archive's or journal's page that was copied whole as text. */

/** Menus, buttons and headings of the Archive of Our Own, each on a line of its own. */
const ARCHIVE =
  /^(?:archive of our own(?: beta)?|(?:user|site) navigation|hi, \S{1,40}!|post|log out|fandoms|browse|search|about|actions|(?:edit )?bookmark|mark (?:for later|as read)|subscribe|comments(?: \(\d+\))?|post comment|share|download|work header|kudos ?♥?|footer|customi[sz]e|about the archive|site map|diversity statement|terms of service|content policy|dmca policy|entire work|chapter (?:by chapter|index)|↑ top|series this work belongs to:?|←? ?previous work\b.{0,200}|.{0,200}\bnext work ?→|.{1,400} left kudos on this work!?)$/i
/** A LiveJournal page above and below the entry. */
const JOURNAL =
  /^(?:you are viewing (?:the )?(?:most recent entries|\S{1,40}['’]s journal)|create an? (?:livejournal )?account(?:\s*\|.{0,60})?|explore (?:lj|livejournal)|\S{1,40}(?: \(\S{1,40}\))? wrote in \S{1,40},?|\S{1,40} \(\S{1,40}\) wrote,?)$/i

/** Wattpad's figures above a story, and what stands below a part. */
const WATTPAD =
  /^[\d.,]+[KM]?\s*reads\s+[\d.,]+[KM]?\s*votes(?:\s+\d+\s*parts?)?$|^[\d.,]+[KM]\s+[\d.,]+[KM]?(?:\s+[\d.,]+[KM]?)?$|^(?:continue (?:reading|to) (?:the )?next part|you['’]ll also like|add to (?:library|reading list)|next part)$/i

/** Tumblr's line below a post, and the notes below that. */
const TUMBLR =
  /^(?:(?:posted (?:on )?)?(?:\p{L}+ )?(?:\d{1,2}(?:st|nd|rd|th)? \p{L}{3,9},? \d{4}|\p{L}{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})[\s|·•-]+)?[\d,.]+[km]? notes(?:\s*\W?\s*(?:reply|reblog|like)\b.{0,40})?$|^[\w-]{2,40} (?:likes this|liked this|reblogged this(?: from [\w-]{2,40})?)$|^(?:keep reading|\(via [\w-]{2,40}\)|(?:reblogged from|source:) ?[\w-]{2,40})$/iu

/** "(Also on the AO3.)", "Crossposted to Dreamwidth" */
const ELSEWHERE =
  /^[[(*_\s]*(?:this (?:fic|story|one) is )?(?:also|cross-?posted|x-posted|read it)(?: (?:posted|up|available|here|archived))* (?:on|at|to|over at|over on) (?:the |my )?(?:ao3|archive of our own|an archive of our own|dreamwidth|dw|livejournal|lj|ff\.?net|ffn|fanfiction\.net|tumblr|wattpad|insanejournal|my (?:journal|site|archive)|here)\b[^\n]{0,30}$/i

/** FanFiction.net's mobile pages below a chapter. */
const MOBILE = /^(?:«\s*prev\s+)?chapter \d+ of \d+\s+(?:«|»|<|>|next|prev)[^.!?]{0,20}$/i

/** @param line trimmed. Whether the whole line is part of a page's frame. */
export function isPageFrame(line: string): boolean {
  return (
    ARCHIVE.test(line) ||
    JOURNAL.test(line) ||
    WATTPAD.test(line) ||
    TUMBLR.test(line) ||
    MOBILE.test(line) ||
    ELSEWHERE.test(line)
  )
}
