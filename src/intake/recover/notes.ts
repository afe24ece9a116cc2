/** Where header and notes end and the story begins: every paragraph is weighed, and the cut is made once. */
import type { Block } from '../document.ts'
import { areBareWarnings } from './bare-warnings.ts'
import { creatorsOfByLine } from './creators.ts'
import { furnitureOf } from './furniture.ts'
import { namesOfDedication } from './gifts.ts'
import { noteFeatures } from './note-score.ts'
import { startsScene } from './scenes/scene-words.ts'

export interface NotesCut {
  /** First block of the story. */
  cut: number
  /** How much better this cut is than the next best; under 0.6 the border is in doubt. */
  margin: number
}

export interface NotesQuestion {
  /** First block that may be note or story. */
  from: number
  /** First block that is surely story, or the end. */
  to: number
  /** There is a labelled header or a title block above. */
  hasHeader: boolean
  /** The last label above is a note's: what follows it directly may go on. */
  afterNote: boolean
  /** `to` is a chapter heading: what stands before it is rather not story. */
  headingBelow: boolean
  /** A block repeating the work's title. */
  isTitle: (block: Block) => boolean
  /** Gap between two usual paragraphs of this text. */
  usualGap: number
}

const MAX_NOTES = 40
/** Without a header above, only paragraphs that surely talk of the story are taken from it. */
const BARE_FROM = 2.6
/** Doubt: another cut would be nearly as good. */
const SMALL_MARGIN = 0.6

export function isDoubtful(cut: NotesCut): boolean {
  return cut.margin < SMALL_MARGIN
}

/** @returns the cut with the highest sum of note-likeness above it, border marks counted in. Never throws. */
export function cutNotes(blocks: Block[], question: NotesQuestion): NotesCut {
  const { from, to } = question
  const end = Math.min(to, from + MAX_NOTES)
  let sum = 0
  let strongest = 0
  let fanTalk = false
  const totals: { cut: number; total: number; strongest: number }[] = []
  for (let cut = from; cut <= end; cut++) {
    const block = blocks[cut]
    if (cut === to || (block && block.kind !== 'break')) {
      totals.push({
        cut,
        total: sum + borderBonus(blocks, cut, question),
        strongest: fanTalk ? strongest : 0,
      })
    }
    if (cut === end || !block || (question.hasHeader && beginsLetter(blocks, cut))) break
    const points = pointsOf(block, question, cut)
    strongest = Math.max(strongest, points)
    fanTalk ||= points > 0 && noteFeatures(block.text).isFanTalk
    sum += points
    if (sum < -6) break
  }
  return best(totals, question)
}

function best(
  totals: { cut: number; total: number; strongest: number }[],
  question: NotesQuestion,
): NotesCut {
  const base = totals[0] ?? { cut: question.from, total: 0, strongest: 0 }
  const needed = question.hasHeader ? 0 : BARE_FROM
  let chosen = base
  for (const each of totals) {
    const least = question.headingBelow && each.cut === question.to ? 0 : needed
    if (each.cut !== base.cut && each.total - base.total < least) continue
    if (each.total > chosen.total) chosen = each
  }
  const allAbove = question.headingBelow && chosen.cut === question.to
  if (!question.hasHeader && chosen.strongest < 1.8 && !allAbove) chosen = base
  const others = totals.filter((each) => each.cut !== chosen.cut).map((each) => each.total)
  const open = question.hasHeader || chosen.cut !== base.cut
  return { cut: chosen.cut, margin: others.length === 0 || !open ? 10 : chosen.total - Math.max(...others) }
}

/** Of a letter's or mail's head: below the work's own header it is told. */
const LETTER_LINE = /^(?:from|to|cc|subject|re|sent|date): \S[^\n]{0,100}(?:\n|$)/i

const SALUTATION =
  /^(?:my )?(?:dear(?:est)?|lieber?|liebste[rs]?|cher|chère|querid[oa]|car[oa]|дорог(?:ой|ая)) (?!(?:readers?|reviewers?|all|every(?:one|body)|friends|f?list|fellow|fandom|leser\p{L}*|lecteurs?|lectrices?|recipient|author|santa|yule\p{L}*)\b)[^.!?\n]{1,40}[,:—–-]$/iu

/** "Dear Sir," below the header, and no talk of the fic below: the story is a letter. */
function beginsLetter(blocks: Block[], index: number): boolean {
  const [first] = (blocks[index]?.text ?? '').trim().split('\n')
  if (!SALUTATION.test((first as string).trim())) return false
  return !blocks
    .slice(index, index + 4)
    .some(({ text }) => noteFeatures(text).isFanTalk && noteFeatures(text).score > 1)
}

function pointsOf(block: Block, question: NotesQuestion, index: number): number {
  if (block.kind === 'break') return 0
  if (question.isTitle(block)) return 1.2
  if (block.text.length < 80 && creatorsOfByLine(block.text) !== null) return 1
  const furniture = furnitureOf(block.text)
  if (furniture) return furniture === 'cut' ? 1 : 1.5
  if (question.hasHeader && areBareWarnings(block.text)) return 3
  if (question.hasHeader && LETTER_LINE.test(block.text)) return -1.5
  if (block.kind === 'image') return 0.2
  const first = index === question.from
  if (question.afterNote && first && block.kind === 'list') return 1
  const { score, isFanTalk } = noteFeatures(block.text)
  // "Jack's POV" is a word of the trade, and the first scene's own.
  if (startsScene(block.text)) return -0.5
  if (!first && isSignOff(block.text)) return Math.max(0, score)
  if (isGiven(block)) return question.hasHeader ? 1.5 : first ? BARE_FROM + 0.1 : 0.5
  const length = block.text.length
  if (block.kind === 'verse' || block.kind === 'quote') return Math.min(score, 0.3) - 0.3
  const goesOn = question.afterNote && first && score > -0.8 && score < 0.5 ? 0.3 : 0
  const most = isFanTalk ? (length < 40 ? 3 : 5) : question.afterNote ? 0.5 : -0.1
  return Math.max(-4, Math.min(most, score + goesOn))
}

/** "Kit xxx", "~ Kit": a few words without an end, as under a letter. What stands below decides. */
function isSignOff(text: string): boolean {
  return (
    text.length < 30 && text.split(/\s+/).length <= 4 && !/[.!?:,"”]$/.test(text.trim()) && !/\d/.test(text)
  )
}

/** A dedication that names someone, alone in its paragraph. */
function isGiven(block: Block): boolean {
  return (
    block.text.length < 160 &&
    noteFeatures(block.text).isDedication &&
    namesOfDedication(block.text).length > 0
  )
}

/** A rule, a cut mark, the title again, a wide gap, speech after talk: what writers put between note and story. */
function borderBonus(blocks: Block[], cut: number, question: NotesQuestion): number {
  const { usualGap } = question
  const block = blocks[cut]
  const before = cut > question.from ? blocks[cut - 1] : undefined
  let bonus = cut === question.to && question.headingBelow ? 1 : 0
  if (!block) return bonus
  if (before?.kind === 'break' || block.pageBreakBefore) bonus += 1.3
  if (block.cutBefore || (before && furnitureOf(before.text) === 'cut')) bonus += 4
  if (before && question.isTitle(before)) bonus += 2
  if (block.gapBefore > usualGap) bonus += block.gapBefore > usualGap + 1 ? 0.9 : 0.6
  if (/^\W{0,3}["“«„]/.test(block.text) && before && !/["“«„]/.test(before.text.slice(0, 3))) bonus += 0.4
  const said = before && isSignOff(before.text) ? blocks[cut - 2] : before
  if (
    said &&
    !isSignOff(block.text) &&
    /(?:enjoy!*|on with (?:the|it).{0,30}|and now.{0,30}|without further ado.{0,20}|here (?:we|you) go.{0,10})[\s.!:;)~*…-]*$/i.test(
      said.text,
    )
  )
    bonus += 1.5
  return bonus
}

/** The commonest gap above a paragraph. */
export function usualGapOf(blocks: Block[], from = 0, to = blocks.length): number {
  const counts = new Map<number, number>()
  for (let i = from + 1; i < to; i++) {
    const gap = blocks[i]?.gapBefore ?? 0
    counts.set(gap, (counts.get(gap) ?? 0) + 1)
  }
  let usual = 1
  let most = 0
  for (const [gap, count] of counts) if (count > most) [usual, most] = [gap, count]
  return usual
}
