/** The head of a journal's entry copied as text: who posted it, where and when. */
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK } from './candidate.ts'
import { type Line, linesOf, spanOf } from './lines.ts'
import { readDate } from './vocabulary/dates.ts'

const USER = String.raw`(?:\[(?:info|personal profile|profile)\]\s*)?([\w-]{2,25})`
/** "A wrote in B", "[personal profile] A posting in [community profile] B": A is the creator, B the community. */
const WROTE_IN = new RegExp(
  `^${USER}(?:\\s+\\([^()]{1,40}\\))?\\s+(?:wrote|posting|posted)\\s+in\\s+(?:\\[(?:info|community profile)\\]\\s*)?[\\w-]{2,40}[,:.]?$`,
  'i',
)
const USER_ALONE = new RegExp(`^${USER}(?:\\s+(?:wrote|posted):?)?$`, 'i')
/** "Mar. 4th, 2008 09:12 pm", "@ 2008-03-04 21:12:00", "04 March 2008 @ 09:12 pm". */
const STAMP =
  /^(?:@\s*)?(?:[a-z]{3,9},?\s+)?(?:[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s+[a-z]{3,9},?\s+\d{4}|\d{4}[-/]\d\d[-/]\d\d)[,\s]*(?:at|@|\|)?\s*\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*\([^()]{1,20}\))?$/i
const MAX_BLOCKS = 6

export interface JournalHead {
  candidates: Candidate[]
  /** The lines it consists of. */
  taken: Line[]
}

/** @returns what the site says above the entry; nothing where it is no copy of one. */
export function readJournalHead(document: SourceDocument, from: number, to: number): JournalHead {
  const head: JournalHead = { candidates: [], taken: [] }
  const lines = document.blocks
    .slice(from, Math.min(to, from + MAX_BLOCKS))
    .flatMap((block, nth) => (block.kind === 'break' ? [] : linesOf(block, from + nth)))
    .slice(0, 10)
  for (const [nth, line] of lines.entries()) {
    const text = line.text.trim()
    const wrote = WROTE_IN.exec(text)
    const next = lines[nth + 1]?.text.trim() ?? ''
    const alone = wrote || !STAMP.test(next) ? null : USER_ALONE.exec(text)
    const user = wrote?.[1] ?? alone?.[1]
    if (user !== undefined && head.candidates.length === 0) {
      take(head, document, line, { field: 'authors', value: user })
    } else if (STAMP.test(text) && head.candidates.some(({ field }) => field === 'authors')) {
      const date = readDate(text)
      if (date) take(head, document, line, { field: 'published', value: date.date })
    }
  }
  return head
}

function take(
  { candidates, taken }: JournalHead,
  document: SourceDocument,
  line: Line,
  { field, value }: { field: 'authors' | 'published'; value: string },
): void {
  taken.push(line)
  const span = spanOf(document, document.blocks[line.block] as Block, line.text.trim())
  const raw = line.text.trim()
  candidates.push({
    field,
    value,
    raw,
    span,
    rule: 'header/journal-copy',
    confidence: 0.75,
    rank: RANK.heading,
  })
}
