/** A FanFiction.net page copied as text: the category path, the summary and the line of facts have no labels of their own. */

import type { Block, SourceDocument } from '../document.ts'
import { readFfnMeta } from '../formats/html/ffn-meta.ts'
import { type Candidate, RANK } from './candidate.ts'
import { chapterTitle } from './chapter-heading.ts'
import type { HeaderScan } from './header.ts'
import { spanOf } from './lines.ts'
import { entryText } from './prose.ts'
import { partNumberIn } from './vocabulary/numbers.ts'

const META = /^(?:Fiction\s+)?(?:K\+?|T|M|MA|G|PG|PG-13|R|NC-17)\s+-\s+\S/
const PATH =
  /^\s*(?:(?:Home|FanFiction(?:\.Net)?)\s*(?:[>»→]|\s)\s*)?(?:TV Shows?|Books?|Movies?|Anime\/Manga|Games?|Cartoons?|Comics?|Plays\/Musicals|Misc|Crossovers?|TV X-overs|Book X-overs|Movie X-overs)\s*(?:[>»→]|\s)\s*(.{2,80}?)\s*$/

const MENU = /^(?:<\s*Prev\s+)?(\d+\.\s[\s\S]*?)(?:\s*<\s*Prev)?(?:\s*Next\s*>)?$/

/**
 * The chapter menu of a copied page, "1. Chapter 1 2. The Hat Next >" → [null, "The Hat"].
 * @returns null where the line is no menu.
 */
export function readChapterMenu(line: string): (string | null)[] | null {
  const match = MENU.exec(line.trim())
  if (!match || !/Next\s*>$|<\s*Prev$|^<\s*Prev/.test(line.trim())) return null
  const pieces = (match[1] as string).split(/(?:^|\s)(\d{1,3})\.\s/).slice(1)
  const titles: (string | null)[] = []
  for (let index = 0; index + 1 < pieces.length; index += 2) {
    if (Number(pieces[index]) !== titles.length + 1) return titles.length > 0 ? titles : null
    titles.push(chapterTitle(pieces[index + 1] as string))
  }
  return titles
}

/** Whether a rating's value is really the whole line of facts. */
export function isFfnMeta(value: string): boolean {
  return META.test(value) && /\s-\s.*(?:Words|Reviews|Published|Chapters|Updated|id)\s*:/.test(value)
}

/** The facts of the meta line, the summary between by-line and meta, the fandom of the path. [] for any other text. */
export function ffnCopyCandidates(scan: HeaderScan, document: SourceDocument): Candidate[] {
  const meta = scan.entries.find((entry) => entry.field === 'rating' && isFfnMeta(entryText(entry)))
  if (!meta) return []
  const span = spanOf(document, document.blocks[meta.block] as Block, meta.lines[0]?.text ?? '')
  const base = { rule: 'header/ffn-copy', rank: RANK.label, span }
  const facts = readFfnMeta(`Rated: ${entryText(meta)}`).map((fact) => ({
    confidence: 0.95,
    ...fact,
    ...base,
  }))
  return [...facts, ...summaryOf(scan, document, meta.block), ...fandomOf(scan, document)]
}

function summaryOf(scan: HeaderScan, document: SourceDocument, metaBlock: number): Candidate[] {
  const author = scan.entries.find((entry) => entry.field === 'author')
  if (!author || scan.entries.some((entry) => entry.field === 'summary')) return []
  const lines = scan.loose.filter(
    (line) => line.block >= author.block && line.block <= metaBlock && !partNumberIn(line.text),
  )
  const text = lines.map((line) => line.text.trim()).join(' ')
  const [first] = lines
  if (!first || text === '') return []
  const span = spanOf(document, document.blocks[first.block] as Block, first.text)
  return [{ field: 'summary', value: text, span, rule: 'header/ffn-copy', confidence: 0.9, rank: RANK.label }]
}

/** "Books » Hanna and Wick", "Crossover A + B": the fandoms of a category path; null for any other line. */
export function pathNames(line: string): string[] | null {
  const path = PATH.exec(line)
  if (!path) return null
  return (path[1] as string)
    .replace(/\s*[>»→]\s*$/, '')
    .replace(/(?<=\S)\s+[>»→]\s.*$/, '')
    .split(/\s+\+\s+/)
    .map((name) => name.replace(/\s+Crossovers?$/i, '').replace(/^[>»→]\s*/, ''))
}

/** Pages before 2008 have the story's title in the path: "TV Shows » Highlander » Dust". */
export function pathTitle(line: string): string | null {
  return (
    /^\s*(?:(?:Home|FanFiction(?:\.Net)?)\s*[>»→]\s*)?\S[^>»→]{1,30}[>»→]\s+[^>»→]{2,80}\s[>»→]\s+(\S[^>»→]{0,90})$/i
      .exec(line)?.[1]
      ?.trim() ?? null
  )
}

function fandomOf(scan: HeaderScan, document: SourceDocument): Candidate[] {
  for (const line of scan.loose.slice(0, 4)) {
    const names = pathNames(line.text)
    if (!names) continue
    const span = spanOf(document, document.blocks[line.block] as Block, line.text)
    return names.map((value) => ({
      field: 'fandoms' as const,
      value,
      raw: line.text.trim(),
      span,
      rule: 'header/ffn-copy',
      confidence: 0.9,
      rank: RANK.label,
    }))
  }
  return []
}
