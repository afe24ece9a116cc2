/** What one recovered work says of itself as a part of a work in several sources. */
import type { Evidence, FieldEvidence } from '../../story/field.ts'
import type { PartFacts, PartSign } from '../../story/part.ts'
import type { SourceDocument } from '../document.ts'
import { readHeading } from '../recover/chapter-heading.ts'
import { saysToBeContinued } from '../recover/furniture.ts'
import { isNoTitle } from '../recover/title-line.ts'
import { partNumberIn } from '../recover/vocabulary/numbers.ts'
import { readPartName } from './part-name.ts'

export interface PartQuestion {
  document: SourceDocument
  evidence: FieldEvidence
  /** Part numbers the headers give, in order. */
  parts: { part: number; of: number | null }[]
  /** Numbers of worded chapter headings, in order. */
  headings: number[]
  /** The words of the story's last end mark. */
  endMark: string | null
  /** The only work of its file: the file's name is about it. */
  isOnly: boolean
}

/** @returns undefined where nothing could join it to another: no title but its opening words, and no number. */
export function partFacts(question: PartQuestion): PartFacts | undefined {
  const { document, evidence, endMark, isOnly } = question
  const name = isOnly ? readPartName(document.stem) : { title: null, sign: null, chapterTitle: null }
  const own = titleSaid(
    document,
    evidence.title?.find((each) => each.chosen),
  )
  const text = signOfText(question, own.number)
  if (own.title === null && name.title === null && name.sign === null && text === null) return undefined
  return {
    title: own.title,
    titleIsSure: own.isSure,
    name,
    text,
    goesOn: endMark !== null && saysToBeContinued(endMark),
    thread: document.part?.thread ?? null,
  }
}

interface TitleSaid {
  title: string | null
  isSure: boolean
  /** A number that stood in it. */
  number: PartSign | null
}

const UNSURE_RULES = /^title\/(?:file-name|opening-words)$/

/** A page's title may be its site's or its program's; with a number in it, it is the work's. */
const WEAK_RULES = /^html\/title$|^(?:epub|docx|odt|rtf|core)\//

/** The work's title as the text has it: neither the file's name nor a chapter's heading. */
function titleSaid(document: SourceDocument, chosen: Evidence | undefined): TitleSaid {
  const none: TitleSaid = { title: null, isSure: false, number: null }
  if (document.part?.title != null) return { ...none, title: document.part.title, isSure: true }
  if (chosen === undefined || UNSURE_RULES.test(chosen.rule)) return none
  const title = String(chosen.value)
  if (readHeading(title) !== null || isNoTitle(title)) return none
  const isSure = chosen.confidence >= 0.8
  const read = readPartName(title)
  if (read.sign === null || read.sign.by === 'bare' || read.title === null) {
    return WEAK_RULES.test(chosen.rule) ? none : { ...none, title, isSure }
  }
  return { title: read.title, isSure, number: read.sign }
}

/** The surest word on the number: the reader's own, the header's, the headings', the end mark's. */
function signOfText(question: PartQuestion, inTitle: PartSign | null): PartFacts['text'] {
  const { document, parts, headings, endMark } = question
  const known = document.part
  if (known?.number != null) {
    const by = known.of === null ? 'word' : 'of'
    return { number: known.number, last: null, of: known.of, by, where: known.where }
  }
  const [first] = parts
  if (first !== undefined) {
    const by = first.of === null ? 'word' : 'of'
    return {
      number: first.part,
      last: lastOf(parts.map(({ part }) => part)),
      of: first.of,
      by,
      where: 'header',
    }
  }
  if (inTitle !== null) return { ...inTitle, where: 'header' }
  const [heading] = headings
  if (heading !== undefined)
    return { number: heading, last: lastOf(headings), of: null, by: 'word', where: 'heading' }
  const ended = endMark === null ? null : partNumberIn(endMark)
  if (ended === null || /(?:in|on)\s+(?:part|chapter)/i.test(endMark as string)) return null
  return { number: ended.part, last: null, of: ended.of, by: ended.of === null ? 'word' : 'of', where: 'end' }
}

function lastOf(numbers: number[]): number | null {
  const highest = Math.max(...numbers)
  return highest > (numbers[0] as number) ? highest : null
}
