/** What only the file's name, the opening words or a remark suggest: candidates of the last ranks. */
import type { SourceDocument } from '../document.ts'
import { type Candidate, RANK } from './candidate.ts'
import { saysToBeContinued } from './furniture.ts'
import type { NotePiece } from './header-values.ts'
import { openingWords, readFileName } from './title.ts'
import { categoriesInText } from './vocabulary/categories.ts'

export interface GuessFacts {
  document: SourceDocument
  story: string
  /** The only work of its file: the file's name is about it. */
  isOnly: boolean
  notes: NotePiece[]
  endMark: string | null
  /** The disclaimer's words, where there is one. */
  disclaimer: string | null
  /** Part numbers the headers give: 2 of 3. */
  parts: { part: number; of: number | null }[]
}

const CHALLENGES =
  /\b(?:NaNoWriMo|Yuletide|(?:\w+ )?Big Bang|Secret Santa|Remix (?:Redux|Duello)|Kink Bingo|hurt\/comfort bingo|h\/c[_ ]bingo|Festivids|Purimgifts|Fandom Stocking|Inktober|Whumptober|Kinktober|Flufftober)\b/gi

export function guessCandidates(facts: GuessFacts): Candidate[] {
  return [
    ...fromFileName(facts),
    ...fromOpening(facts),
    ...fromNotes(facts),
    ...fromDisclaimer(facts),
    ...fromParts(facts),
    ...fromEnd(facts),
  ]
}

function fromFileName({ document, isOnly }: GuessFacts): Candidate[] {
  const named = readFileName(document.stem)
  if (!isOnly) return []
  const base = { span: null, raw: document.stem, rule: 'title/file-name', rank: RANK.fileName }
  const sure = named.sure
  return [
    ...(named.title === null
      ? []
      : [{ ...base, field: 'title' as const, value: named.title, confidence: sure ? 0.7 : 0.5 }]),
    ...named.authors.map((value) => ({
      ...base,
      field: 'authors' as const,
      value,
      rule: 'creators/file-name',
      confidence: sure ? 0.7 : 0.5,
    })),
    ...(named.fandom === null
      ? []
      : [
          {
            ...base,
            field: 'fandoms' as const,
            value: named.fandom,
            rule: 'fandom/file-name',
            confidence: 0.65,
          },
        ]),
  ]
}

function fromOpening({ story, document }: GuessFacts): Candidate[] {
  const value = openingWords(story) || document.stem || 'Untitled'
  return [
    { field: 'title', value, span: null, rule: 'title/opening-words', confidence: 0.2, rank: RANK.guess },
  ]
}

/** A challenge named in a note, a category it speaks of: worth offering, not worth setting. */
function fromNotes({ notes }: GuessFacts): Candidate[] {
  const candidates: Candidate[] = []
  for (const note of notes) {
    for (const match of new Set((note.text.match(CHALLENGES) ?? []).map((each) => each.trim()))) {
      candidates.push({
        field: 'tags',
        value: match,
        span: note.span,
        rule: 'notes/challenge',
        confidence: 0.5,
        rank: RANK.guess,
      })
    }
    for (const category of categoriesInText(note.text)) {
      candidates.push({
        field: 'categories',
        value: category,
        span: note.span,
        rule: 'notes/category',
        confidence: 0.4,
        rank: RANK.guess,
      })
    }
  }
  return candidates
}

const OWNED =
  /(?:I (?:do not|don['’]t) own|nothing from)\s+(\p{Lu}[\p{L}\p{N}'’:-]*(?: (?:of|the|and|&|in|\p{Lu}[\p{L}\p{N}'’:-]*)){0,5})|^(\p{Lu}[\p{L}\p{N}'’:-]*(?: (?:of|the|and|&|in|\p{Lu}[\p{L}\p{N}'’:-]*)){0,5}) (?:belongs?|is (?:the )?(?:property|owned)|are owned)/u

/** "I don't own Torchwood": worth offering as the fandom. */
function fromDisclaimer({ disclaimer }: GuessFacts): Candidate[] {
  const match = disclaimer === null ? null : OWNED.exec(disclaimer)
  const name = (match?.[1] ?? match?.[2])?.replace(/\s+(?:of|the|and|&|in)$/, '')
  if (name === undefined || /^(?:I|They|It|He|She|The characters?|All|Everyone|Nothing|Any)\b/.test(name))
    return []
  return [
    {
      field: 'fandoms',
      value: name,
      span: null,
      rule: 'notes/disclaimer',
      confidence: 0.4,
      rank: RANK.guess,
    },
  ]
}

/** The latest part says whether more is to come: 3/3 is complete, 2/3 and 1/? are not. */
function fromParts({ parts }: GuessFacts): Candidate[] {
  const last = parts.filter((each) => each.of !== null || parts.length > 1).at(-1)
  if (!last || last.of === null) return []
  const value = last.part >= last.of ? 'complete' : 'in-progress'
  return [
    {
      field: 'status',
      value,
      raw: `${last.part}/${last.of}`,
      span: null,
      rule: 'header/parts',
      confidence: 0.8,
      rank: RANK.repeated,
    },
  ]
}

function fromEnd({ endMark }: GuessFacts): Candidate[] {
  if (endMark === null) return []
  const goesOn = saysToBeContinued(endMark)
  return [
    {
      field: 'status',
      value: goesOn ? 'in-progress' : 'complete',
      raw: endMark,
      span: null,
      rule: 'end/mark',
      confidence: goesOn ? 0.65 : 0.5,
      rank: RANK.guess,
    },
  ]
}
