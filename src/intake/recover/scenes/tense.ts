/** Is a paragraph told in the past or in the present? And where does the telling change over? English only. */
import { narrationOf } from './narration.ts'

/** Verbs of the telling in each tense. */
export interface Tenses {
  past: number
  present: number
  /** Of those in the present the ones that only a scene has: "says", "turns", "shrugs". */
  acted: number
}

const IRREGULAR_PAST =
  words(`was were had did said went came saw took got made knew thought felt told found left kept
  stood sat lay lost held heard ran began broke brought built bought caught chose drew drank drove ate fell fought flew
  forgot forgave froze gave grew hung hid led lit meant met paid rode rang rose sang sank sent shook shone shot slept
  slid spoke spent spun stole struck swam swore swung taught threw understood woke wore won wrote bent bit blew bled
  clung crept dealt dug fed fled flung knelt laid leapt leant sought sold slung sprang stuck stung strode swept tore
  trod wept wasn weren hadn didn couldn`)
/** The same in both tenses, or no verb of the telling though they look like one. */
const NO_VERB =
  words(`need feed indeed hundred speed seed red bed naked sacred wicked tired this his its was as us
  thus perhaps always besides towards afterwards sometimes upstairs downstairs across unless less plus yes eyes hands
  arms lips fingers minutes hours days years others ours yours hers theirs things words people times`)
const ACTED =
  words(`says asks replies answers whispers murmurs mutters shouts yells growls tells sighs laughs smiles
  grins nods shrugs frowns blinks turns looks glances stares steps walks leans reaches pulls pushes grabs sits stands
  kisses touches closes opens shakes listens hears sees finds watches waits`)
const PRESENT = words('is isn has hasn does doesn says goes')
/** With I, you, we, they the present has no ending. */
const BARE_PRESENT =
  words(`am are have do don say go know think feel see look turn take make want get try find tell
  keep sit stand walk reach pull push hear hold lean nod smile laugh shake close open wait watch wonder`)
/** A subject and the word after it; adverbs between the two are passed over. */
const SUBJECT_VERB =
  /(?<![\p{L}'’])([Hh]e|[Ss]he|[Tt]hey|\p{Lu}\p{Ll}+)(?:['’](s|re))?(?:,? (?:just|only|still|then|never|always|also|almost|half|\p{Ll}+ly))? (\p{Ll}+)(?![\p{L}])/gu
/** Things as subjects: only with verbs that cannot be anything else. */
const THING_VERB =
  /(?<!\p{L})(?:the|his|her|their|its|my|a|an) \p{Ll}+ (was|were|had|went|came|fell|stood|lay|felt|seemed|looked|began|is|are|has|seems|begins)(?!\p{L})/giu
const PLURAL = words('they')
const PRONOUN = words('he she they')
/** Of these the present is said of things that always are so: "It is", "There are"; and "I" looks back from where it tells. */
const NOBODY = words('it there this that what which i we you here')
/** "Ianto said": a speech tag turned round counts as well. */
const TAG =
  /(?<![\p{L}'’])(said|asked|replied|whispered|murmured|muttered|shouted|yelled|says|asks|replies|whispers|murmurs|mutters|shouts|yells) (?:he|she|the \p{Ll}+|\p{Lu}\p{Ll}+)/gu

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/))
}

/** A paragraph shows its tense in so many characters. */
const LONGEST = 6000

/** @param text one paragraph; speech in it is left out. */
export function tensesOf(text: string): Tenses {
  const told = narrationOf(text.slice(0, LONGEST))
  const tenses = { past: 0, present: 0, acted: 0 }
  for (const [, subject, short, verb] of told.matchAll(SUBJECT_VERB))
    count(tenses, (subject as string).toLowerCase(), short, (verb as string).toLowerCase())
  for (const [, verb] of told.matchAll(THING_VERB)) {
    if (/s$|are/.test(verb as string) && verb !== 'was') tenses.present++
    else tenses.past++
  }
  for (const [, verb] of told.matchAll(TAG)) {
    if (ACTED.has(verb as string)) tenses.acted++
    tenses[(verb as string).endsWith('s') ? 'present' : 'past']++
  }
  return tenses
}

function count(tenses: Tenses, subject: string, short: string | undefined, verb: string): void {
  if (NOBODY.has(subject)) return
  // "He's" before a participle may be "he has"; "Jack's eyes" is no verb at all.
  if (short) {
    if (PRONOUN.has(subject)) tenses.present++
    return
  }
  if (NO_VERB.has(verb)) {
    if (verb === 'was') tenses.past++
  } else if (IRREGULAR_PAST.has(verb) || /[^e]ed$|[aeiou]ed$/.test(verb)) tenses.past++
  else if (PRESENT.has(verb)) tenses.present++
  else if (PLURAL.has(subject)) {
    if (BARE_PRESENT.has(verb)) tenses.present++
  } else if (/[^su]s$/.test(verb) && verb.length > 3) tenses.present++
  if (ACTED.has(verb)) tenses.acted++
}

const ACTED_WORD = new RegExp(`\\b(?:${[...ACTED].join('|')})\\b`)

/** Does anybody do anything in the present? Most stories never change over, and that is soon seen. */
export function isToldInPresentSomewhere(paragraphs: Iterable<string>): boolean {
  let acted = 0
  for (const text of paragraphs) {
    if (ACTED_WORD.test(text)) acted += tensesOf(text).acted
    if (acted >= ACTED_AT_LEAST) return true
  }
  return false
}

export interface TenseChange {
  /** The first paragraph of the new tense. */
  at: number
  to: 'past' | 'present'
  /** 0 to 1. */
  confidence: number
}

/** What one verb tells, as a logarithm: a story in the present looks back more often than one in the past looks up. */
const PAST_VERB = { past: Math.log(0.95), present: Math.log(0.25) }
const PRESENT_VERB = { past: Math.log(0.05), present: Math.log(0.75) }
/** A change is rare: that much evidence is asked for on either side. */
const CHANGE_COST = 5
/** So many more verbs of the one tense than of the other, on either side. */
const ENOUGH_VERBS = 3
const MOST_VERBS = 8
const ACTED_AT_LEAST = 3
const ACTED_IN_ALL = 6

/**
 * The likeliest course of a story that is told in one tense and seldom changes (Viterbi over two states).
 * @param tenses of every paragraph, in order. Time grows with their number.
 */
export function tenseChanges(tenses: readonly Tenses[]): TenseChange[] {
  const states = likeliestStates(tenses)
  dropReflections(tenses, states)
  const changes: TenseChange[] = []
  for (let i = 1; i < states.length; i++) {
    if (states[i] === states[i - 1]) continue
    const to = states[i] === 1 ? 'present' : 'past'
    const weaker = Math.min(evidenceOf(tenses, states, i, 1), evidenceOf(tenses, states, i - 1, -1))
    if (weaker >= ENOUGH_VERBS)
      changes.push({ at: i, to, confidence: weaker >= 8 ? 0.85 : weaker >= 5 ? 0.75 : 0.65 })
  }
  return changes
}

/**
 * A present in which nobody says or does anything is the teller's reflection, or a description: no scene of its own.
 * In a story that is told in the present for the most part one deed is enough.
 */
function dropReflections(tenses: readonly Tenses[], states: number[]): void {
  const inAll = tenses.reduce((sum, { acted }, i) => sum + (states[i] === 1 ? acted : 0), 0)
  const atLeast = inAll >= ACTED_IN_ALL ? 1 : ACTED_AT_LEAST
  for (let start = 0; start < states.length; ) {
    let end = start
    let acted = 0
    while (end < states.length && states[end] === states[start]) acted += (tenses[end++] as Tenses).acted
    if (states[start] === 1 && acted < atLeast) states.fill(0, start, end)
    start = end
  }
}

/** 0 past, 1 present, for each paragraph. */
function likeliestStates(tenses: readonly Tenses[]): number[] {
  let score: [number, number] = [0, 0]
  const from: [number, number][] = []
  for (const each of tenses) {
    const [past, present] = score
    const back: [number, number] = [
      past > present - CHANGE_COST ? 0 : 1,
      present > past - CHANGE_COST ? 1 : 0,
    ]
    from.push(back)
    score = [
      Math.max(past, present - CHANGE_COST) + likelihood(each, 'past'),
      Math.max(present, past - CHANGE_COST) + likelihood(each, 'present'),
    ]
  }
  const states: number[] = []
  let state = score[1] > score[0] ? 1 : 0
  for (let i = tenses.length - 1; i >= 0; i--) {
    states[i] = state
    state = (from[i] as [number, number])[state] as number
  }
  return states
}

/** A long paragraph with as many verbs of the one tense as of the other says nothing. */
function likelihood({ past, present }: Tenses, state: 'past' | 'present'): number {
  if (Math.min(past, present) >= 3 && Math.abs(past - present) <= 1) return 0
  return Math.min(past, MOST_VERBS) * PAST_VERB[state] + Math.min(present, MOST_VERBS) * PRESENT_VERB[state]
}

/** Verbs for the state less verbs against it, from one paragraph on in a direction: the most they come to within the state. */
function evidenceOf(
  tenses: readonly Tenses[],
  states: readonly number[],
  from: number,
  step: 1 | -1,
): number {
  let sum = 0
  let most = 0
  for (let i = from; i >= 0 && i < states.length && states[i] === states[from] && most < 10; i += step) {
    const { past, present } = tenses[i] as Tenses
    sum += states[from] === 1 ? present - past : past - present
    most = Math.max(most, sum)
  }
  return most
}
