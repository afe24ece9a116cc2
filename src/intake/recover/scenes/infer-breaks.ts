/** Breaks that left no sign: suggested where the telling itself shows them. */
import type { Block } from '../../document.ts'
import { narrationOf, opensWithSpeech } from './narration.ts'
import { isToldInPresentSomewhere, type Tenses, tenseChanges, tensesOf } from './tense.ts'
import { type Clue, timeJump } from './time-jumps.ts'

export interface Suggestion extends Clue {
  /** The block the scene would begin with. */
  at: number
}

export interface Known {
  /** Blocks the writer's own scenes begin with. */
  own: ReadonlySet<number>
  /** Blocks that are signs of a break and no text. */
  signs: ReadonlySet<number>
  /** Blocks with a gap above that is a little wider than usual. */
  gaps: ReadonlySet<number>
}

/** Below this a suggestion annoys more than it helps. */
const WORTH_SAYING = 0.6
/** No scene is that short: two suggestions so near each other are one. */
const NEAR = 1

/** @param blocks one chapter's story. @returns suggestions in order, none where the writer has a break. */
export function inferBreaks(blocks: readonly Block[], known: Known): Suggestion[] {
  const prose = blocks.flatMap((block, at) =>
    block.kind === 'paragraph' && !known.signs.has(at) ? [{ at, text: block.text }] : [],
  )
  const clues = new Map<number, Clue>()
  for (const { at, text } of prose) {
    const clue = timeJump(text)
    if (clue) clues.set(at, clue)
  }
  for (const at of known.gaps) add(clues, at, { reason: 'a wider gap than usual', confidence: 0.65 })
  const sure = new Map(thinned(clues, known).map(({ at, ...clue }) => [at, clue]))
  // A change of tense at, or beside, another clue is the same break; a scene of one paragraph has two changes.
  for (const { at, ...clue } of changesOfTense(prose, known))
    add(sure, [at, at - 1, at + 1].find((near) => clues.has(near) && sure.has(near)) ?? at, clue)
  return [...sure]
    .map(([at, clue]) => ({ at, ...clue }))
    .filter(({ at }) => at > 0 && !isBeside(known.own, at))
    .sort((a, b) => a.at - b.at)
}

interface Paragraph {
  at: number
  text: string
}

/** Two clues for one place strengthen each other. */
function add(clues: Map<number, Clue>, at: number, clue: Clue): void {
  const other = clues.get(at)
  if (!other) clues.set(at, clue)
  else {
    const confidence = Math.round((1 - (1 - other.confidence) * (1 - clue.confidence)) * 100) / 100
    clues.set(at, { reason: `${other.reason}; ${clue.reason}`, confidence: Math.min(confidence, 0.97) })
  }
}

function changesOfTense(prose: readonly Paragraph[], { own }: Known): Suggestion[] {
  if (!isToldInPresentSomewhere(prose.map(({ text }) => text))) return []
  const tenses: Tenses[] = prose.map(({ text }) => tensesOf(text))
  return tenseChanges(tenses).flatMap(({ at, to, confidence }) => {
    const start = openingOf(prose, tenses, firstTold(tenses, at))
    const { at: block } = prose[start] as Paragraph
    // A scene of the writer's own begins here already.
    if (prose.slice(start, at + 1).some((paragraph) => own.has(paragraph.at))) return []
    const reason = to === 'present' ? 'past tense to present' : 'present tense to past'
    return [{ at: block, reason, confidence }]
  })
}

/** From a change on, the first paragraph that has a verb of the telling. */
function firstTold(tenses: readonly Tenses[], from: number): number {
  for (let at = from; at < tenses.length; at++) {
    const { past, present } = tenses[at] as Tenses
    if (past + present > 0) return at
  }
  return from
}

/**
 * A scene likes to open with a speech: where the new tense begins in the telling, one speech standing bare before it is
 * the scene's first line.
 */
function openingOf(prose: readonly Paragraph[], tenses: readonly Tenses[], at: number): number {
  const before = tenses[at - 1]
  if (at < 2 || !before || before.past + before.present > 0) return at
  if (opensWithSpeech((prose[at] as Paragraph).text)) return at
  return narrationOf((prose[at - 1] as Paragraph).text) === '' ? at - 1 : at
}

/** Of suggestions near each other the surest is left; none stands beside a break of the writer's own. */
function thinned(clues: ReadonlyMap<number, Clue>, { own }: Known): Suggestion[] {
  const kept: Suggestion[] = []
  for (const [at, clue] of [...clues].sort(([a], [b]) => a - b)) {
    if (at === 0 || clue.confidence < WORTH_SAYING || isBeside(own, at)) continue
    const last = kept.at(-1)
    if (!last || at - last.at > NEAR) kept.push({ at, ...clue })
    else if (clue.confidence > last.confidence) kept[kept.length - 1] = { at, ...clue }
  }
  return kept
}

function isBeside(own: ReadonlySet<number>, at: number): boolean {
  return own.has(at) || own.has(at - 1) || own.has(at + 1)
}
