/** What an unlabelled title block says, as candidates. */

import { escapeHtml } from '../../story/plain-text.ts'
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK, type Rank } from './candidate.ts'
import type { Fact } from './facts-line.ts'
import { type NotePiece, readHeaderValues } from './header-values.ts'
import { type Line, spanOf } from './lines.ts'
import type { TitleBlock } from './title-block.ts'
import { readDate } from './vocabulary/dates.ts'

export function titleCandidates(found: TitleBlock, document: SourceDocument): Candidate[] {
  const candidates: Candidate[] = []
  const at = (line: Line, words: string) => spanOf(document, document.blocks[line.block] as Block, words)
  const push = (candidate: Omit<Candidate, 'rank' | 'rule'> & { rule?: string; rank?: Rank }) =>
    candidates.push({ rule: 'header/title-by', rank: RANK.titleBlock, ...candidate })
  if (found.title) {
    const { line, read, rule, confidence } = found.title
    const rank = rule === 'title/heading' ? RANK.heading : RANK.titleBlock
    push({
      field: 'title',
      value: read.title,
      raw: line.text.trim(),
      span: at(line, line.text.trim()),
      rule,
      confidence,
      rank,
    })
    candidates.push(...bracketCandidates(line, document))
  }
  for (const name of found.authors?.names ?? []) {
    const line = (found.authors as { line: Line }).line
    push({ field: 'authors', value: name, raw: line.text.trim(), span: at(line, name), confidence: 0.9 })
  }
  // Where the fandom is said otherwise, a word alone in its place is a pairing run together: "Janto, PG".
  const isPair = ({ field, value }: Fact) =>
    field === 'fandoms' && found.fandom !== null && /^\p{Lu}\p{Ll}{3,13}$/u.test(String(value))
  const facts = found.facts.flatMap(({ line, facts }) =>
    facts.map((fact) => ({ line, ...fact, ...(isPair(fact) && { field: 'relationships' as const }) })),
  )
  for (const { line, field, value, raw } of facts) {
    push({
      field,
      value,
      raw,
      span: at(line, raw),
      rule: 'header/facts-line',
      confidence: field === 'fandoms' ? 0.65 : 0.8,
    })
  }
  if (found.date) {
    const date = readDate(found.date.text)
    if (date)
      push({
        field: 'published',
        value: date.date,
        raw: found.date.text,
        span: at(found.date, found.date.text.trim()),
        confidence: 0.7,
      })
  }
  if (found.fandom)
    push({
      field: 'fandoms',
      value: found.fandom.name,
      raw: found.fandom.line.text,
      span: at(found.fandom.line, found.fandom.name),
      confidence: 0.7,
    })
  return candidates
}

/** What stood in brackets behind an unlabelled title: read as a labelled one would be. */
function bracketCandidates(line: Line, document: SourceDocument): Candidate[] {
  const entry = {
    field: 'title' as const,
    also: [],
    label: '',
    weak: false,
    lines: [{ block: line.block, text: line.text }],
    block: line.block,
  }
  return readHeaderValues([entry], {
    document,
    rank: RANK.titleBlock,
    rule: 'header/title-by',
  }).candidates.filter((candidate) => candidate.field !== 'title')
}

/** Talk on the same line as the facts: "PG-13 | 1,100 words | Written for the exchange, thanks to my beta." */
export function notesBehindFacts(found: TitleBlock, document: SourceDocument): NotePiece[] {
  return found.facts.flatMap(({ line, rest }) => {
    const text = rest
      .map((piece) => (/[\p{L}\d]$/u.test(piece) && rest.length > 1 ? `${piece}.` : piece))
      .join(' ')
    if (text === '') return []
    const html = `<p>${escapeHtml(text)}</p>`
    const span = spanOf(document, document.blocks[line.block] as Block, rest[0] ?? '')
    const base = { rule: 'header/facts-line', confidence: 0.7, scope: null }
    return [{ text, html, block: line.block, span, ...base }]
  })
}
