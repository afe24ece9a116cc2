/** The lines of front matter → fields: each is labelled, so they are read by the rules of a labelled header. */

import { plainText } from '../../../story/plain-text.ts'
import type { KnownField, SourceDocument } from '../../document.ts'
import { RANK } from '../../recover/candidate.ts'
import type { HeaderEntry } from '../../recover/header.ts'
import { readHeaderValues } from '../../recover/header-values.ts'
import { labelOfLine } from '../../recover/labels.ts'

const RULE = 'markdown/front-matter'

/** @param least blocks at the top are such lines at least; a rule stands below them. They are given the role of a header. */
export function readFrontLines(document: SourceDocument, least: number): void {
  const rule = document.blocks.findIndex(({ kind }, at) => kind === 'break' && at >= least)
  const front = document.blocks.slice(0, rule + 1)
  const entries: HeaderEntry[] = []
  for (const [block, { text }] of front.entries()) {
    const entry = entryOf(text, block)
    if (entry !== null) entries.push(entry)
    else if (text !== '') entries.at(-1)?.lines.push({ block, text })
  }
  const { candidates, notes } = readHeaderValues(entries, { document, rank: RANK.label, rule: RULE })
  for (const { rank: _, ...candidate } of candidates) document.known.push({ ...candidate, rank: 'markers' })
  for (const { html, span, confidence } of notes) {
    const field: KnownField['field'] = 'notesBefore'
    document.known.push({
      field,
      value: plainText(html),
      html,
      span,
      rule: RULE,
      confidence,
      rank: 'markers',
    })
  }
  for (const block of front) block.role = 'header'
}

function entryOf(text: string, block: number): HeaderEntry | null {
  const [first = '', ...rest] = text.split('\n')
  const labelled = labelOfLine(first)
  if (labelled === null) return null
  const { field, also, label, value } = labelled
  const lines = [value, ...rest].filter((line) => line !== '').map((line) => ({ block, text: line }))
  return { field, also, label, weak: false, lines, block }
}
