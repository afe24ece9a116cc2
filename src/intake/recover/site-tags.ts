/**
 * A journal's own tags, "Tags: fic, fandom: merlin, pairing: a/b, rating: pg". They order a journal and are no tags of
 * the story's; what they name by kind counts where nothing else says it.
 */
import type { FieldName } from '../../story/field.ts'
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK } from './candidate.ts'
import { spanOf } from './lines.ts'
import { readRating } from './vocabulary/ratings.ts'
import { relationshipOf } from './vocabulary/relationships.ts'

const KINDS: [RegExp, FieldName][] = [
  [/^fandoms?$/i, 'fandoms'],
  [/^(?:pairings?|ships?|relationships?)$/i, 'relationships'],
  [/^(?:characters?|chars?)$/i, 'characters'],
  [/^(?:rating|rated)$/i, 'rating'],
]
const TAGS_LINE = /^\W{0,3}(?:entry )?tags:?\s*(.*)$/i
const KIND = /^[!*~]?\s*([a-z][a-z /-]{1,18})\s*:\s*(\S.*)$/i
/** They stand above the entry's text or below it. */
const REACH = 30

/** Whether these are a journal's tags: one of them at least names its kind, or is set apart by a sign. */
export function areSiteTags(value: string): boolean {
  return value.split(/\s*,\s*/).some((tag) => KIND.test(tag) || /^!\w/.test(tag))
}

export interface SiteTag {
  field: FieldName
  value: string
  /** The tag as it stands. */
  raw: string
}

/** "fic, fandom: merlin, pairing: a/b" → the fandom and the pairing; tags without a kind say nothing. */
export function readSiteTags(value: string): SiteTag[] {
  return value.split(/\s*,\s*/).flatMap((tag) => {
    const [, kind, words] = KIND.exec(tag.trim()) ?? []
    const field = kind === undefined ? undefined : KINDS.find(([pattern]) => pattern.test(kind.trim()))?.[1]
    const read = field === undefined || words === undefined ? null : wordsOf(field, words.trim())
    return field === undefined || read === null ? [] : [{ field, value: read, raw: tag.trim() }]
  })
}

function wordsOf(field: FieldName, words: string): string | null {
  if (field === 'rating') return readRating(words)
  return field === 'relationships' ? (relationshipOf(words, true)?.value ?? null) : words
}

/** What the site's tags name by kind, as the last thing to be believed. */
export function siteTagCandidates(document: SourceDocument): Candidate[] {
  const { blocks } = document
  const ends = [...new Set([...indices(0, REACH), ...indices(blocks.length - REACH, blocks.length)])]
  return ends.flatMap((index) => {
    const block = blocks[index]
    return block === undefined || block.kind === 'break' ? [] : tagsIn(block, blocks[index + 1], document)
  })
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, nth) => from + nth).filter((index) => index >= 0)
}

function tagsIn(block: Block, next: Block | undefined, document: SourceDocument): Candidate[] {
  if (block.text.length > 2000 || !/tags/i.test(block.text)) return []
  const lines = block.text.split('\n')
  return lines.flatMap((line, nth) => {
    const match = TAGS_LINE.exec(line.trim())
    if (!match) return []
    const value = match[1] || (lines[nth + 1] ?? next?.text.split('\n')[0] ?? '').trim()
    return readSiteTags(value).map((tag) => ({
      ...tag,
      span: spanOf(document, block, tag.raw),
      rule: 'header/site-tags',
      confidence: 0.65,
      rank: RANK.metadata,
    }))
  })
}
