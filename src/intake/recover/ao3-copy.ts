/** An AO3 page copied as text: labels on lines of their own, then title and creator with no label at all. */
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK } from './candidate.ts'
import { readCreators } from './creators.ts'
import type { HeaderScan } from './header.ts'
import { type Line, spanOf } from './lines.ts'

/** The lines between the facts and the summary: title, then creator. @returns null where this is no such copy. */
export function ao3CopyTitle(
  scan: HeaderScan,
  blocks: readonly Block[],
): { title: Line; creator: Line | null } | null {
  return belowFacts(scan) ?? aboveSummary(scan, blocks)
}

/** Copied without its facts: title and creator right above the summary, and "Work Text:" above the story. */
function aboveSummary(
  { entries, loose }: HeaderScan,
  blocks: readonly Block[],
): ReturnType<typeof ao3CopyTitle> {
  const [first] = entries
  const above = loose.filter((line) => first !== undefined && line.block < first.block)
  const [title, creator] = above
  const isNamed = creator !== undefined && /^\S+(?: \([\w-]+\))?(?:, \S+)*$/.test(creator.text.trim())
  if (above.length !== 2 || !title || !isNamed || first?.field !== 'summary') return null
  const isWork = blocks
    .slice(0, first.block + 40)
    .some(({ text }) => /^(?:work|chapter) text:?(?:\n|$)/i.test(text))
  return isWork ? { title, creator } : null
}

function belowFacts(scan: HeaderScan): ReturnType<typeof ao3CopyTitle> {
  const labels = scan.entries.map((entry) => entry.label.toLowerCase())
  if (
    !labels.some((label) => label.startsWith('archive warning')) ||
    scan.entries.some((entry) => entry.field === 'title')
  )
    return null
  const facts = scan.entries
    .filter((entry) => /^(?:stats|published|words|chapters|language|kudos|hits|comments)/i.test(entry.label))
    .at(-1)
  if (!facts) return null
  const [title, creator] = scan.loose.filter(
    (line) => line.block >= facts.block && !/^\s*stats:?\s*$|^\s*hits:/i.test(line.text),
  )
  return title === undefined ? null : { title, creator: creator ?? null }
}

export function ao3CopyCandidates(scan: HeaderScan, document: SourceDocument): Candidate[] {
  const found = ao3CopyTitle(scan, document.blocks)
  if (!found) return []
  const at = (line: Line) =>
    spanOf(document, document.blocks[line.block] as SourceDocument['blocks'][number], line.text.trim())
  const base = { rule: 'header/ao3-copy', confidence: 0.85, rank: RANK.label }
  const title: Candidate = { ...base, field: 'title', value: found.title.text.trim(), span: at(found.title) }
  const names = found.creator ? readCreators(found.creator.text) : []
  return [
    title,
    ...names.map(
      (value): Candidate => ({ ...base, field: 'authors', value, span: at(found.creator as Line) }),
    ),
  ]
}
