/** What the indexes have to say to a query: the candidates in order, before anything is asked of the archive. */
import { coverageOf, readsLoose } from './coverage.ts'
import type { WorksAmong } from './finder.ts'
import { askPassages, askPhraseInAbout, askWorks, type PassageHit, readTexts } from './index-reader.ts'
import type { IndexTables } from './index-tables.ts'
import { phrasePlaces } from './matches.ts'
import { type GatheredMeaning, gatherMeaning, type MeaningQuestion } from './meaning/gather-meaning.ts'
import type { MeaningReader } from './meaning/meaning-reader.ts'
import type { QueryWord, QueryWords } from './query-words.ts'
import { type RankedWork, rankWorks, type WordEvidence } from './ranking.ts'
import { wordsOf } from './words.ts'

/** Past these a work would have to be poor in every way. */
const STORIES_ASKED = 200
const ABOUT_ASKED = 100
const PASSAGES_ASKED = 300
/** A phrase that stands in more passages than this is found in the best of them. */
const PHRASE_PASSAGES_ASKED = 400
/** Sets of works up to this size are named to the index; of larger ones more is asked for, and what is not in them is left out. */
const NAMED_MAX = 5000
const ASKED_MORE = 5
/** Works whose vectors are all read: of more, none came higher by it. */
const LOOKED_AT = 60
/** Words whose weight is asked for. */
const WEIGHED_WORDS = 40
/** What the best story has of a word, against the word's weight: BM25 with a word said often enough. */
const BEST_OF_WEIGHT = 1.85
const WEIGHTS_KEPT = 50_000
const WEIGHTS_KEPT_MS = 60_000

export interface Question {
  words: QueryWords
  /** How the query lies among the meaning vectors; absent where there are none to ask. */
  meaning?: AskableMeaning | undefined
  among?: WorksAmong | undefined
  /** Works wanted. */
  limit: number
}

export interface AskableMeaning {
  reader: MeaningReader
  /** The words are asked while the encoder is at work; undefined where there is nothing to ask. */
  question: Promise<MeaningQuestion | undefined>
}

export interface Gathered {
  /** Best first. */
  ranked: RankedWork[]
  /** The clues that ranked works' `near` count by. */
  clues: string[]
  /** Rows the word index does not cover were left out. */
  settledOnly: boolean
  /** Works left out for that. */
  looseWorks: number
}

export async function gather(tables: IndexTables, question: Question): Promise<Gathered> {
  const coverage = await coverageOf(tables)
  const settledOnly = !readsLoose(coverage)
  const looseWorks = settledOnly ? coverage.looseWorks : 0
  const phrased =
    question.words.phrases.length > 0 ? await worksWithPhrases(tables, question, settledOnly) : undefined
  const among = phrased ? setOf(phrased.works, question.among) : question.among
  const [words, meaning] = await Promise.all([
    askWords(tables, { ...question, among }, { settledOnly, passages: phrased?.passages }),
    askMeaning({ ...question, among }),
  ])
  const ranked = await putInOrder(words, meaning, among)
  return { ranked, clues: meaning?.clues ?? [], settledOnly, looseWorks }
}

/** A rough order first; then the likeliest are looked at closely, and put in order again. */
async function putInOrder(
  words: WordEvidence,
  meaning: GatheredMeaning | undefined,
  among: WorksAmong | undefined,
): Promise<RankedWork[]> {
  const within = (ranked: RankedWork[]) => (among ? ranked.filter(({ work }) => among.has(work)) : ranked)
  if (meaning === undefined) return within(rankWorks(words))
  const rough = within(rankWorks(words, meaning, meaning.works))
  await meaning.look(rough.slice(0, LOOKED_AT).map(({ work }) => work))
  return within(rankWorks(words, meaning, meaning.works))
}

async function askWords(
  tables: IndexTables,
  { words: { words }, among, limit, meaning }: Question,
  { settledOnly, passages: known }: { settledOnly: boolean; passages: PassageHit[] | undefined },
): Promise<WordEvidence> {
  if (words.length === 0) return { story: [], about: [], passages: [], scale: 1 }
  const named = among && among.size <= NAMED_MAX ? among.ids() : undefined
  const more = among && named === undefined ? ASKED_MORE : 1
  const asked = (least: number) => ({ among: named, settledOnly, limit: more * Math.max(least, limit) })
  const [story, about, passages, scale] = await Promise.all([
    askWorks(tables.works, 'story', words, asked(STORIES_ASKED)),
    askWorks(tables.works, 'about', words, asked(ABOUT_ASKED)),
    known ?? askPassages(tables.passages, words, asked(PASSAGES_ASKED)),
    // Words alone need no scale: the order is the same.
    meaning === undefined ? 1 : scaleOf(tables, words, settledOnly),
  ])
  return { story, about, passages, scale }
}

/** How much a query's words tell, learned from the best story for each: BM25's sums mean nothing without it. */
async function scaleOf(tables: IndexTables, words: QueryWord[], settledOnly: boolean): Promise<number> {
  const known = weightsOf(tables)
  const weights = await Promise.all(
    words.slice(0, WEIGHED_WORDS).map(async (word) => {
      const weight = known.get(word.stem) ?? (await weightOf(tables, word, settledOnly))
      if (known.size < WEIGHTS_KEPT) known.set(word.stem, weight)
      return weight
    }),
  )
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
}

async function weightOf(tables: IndexTables, word: QueryWord, settledOnly: boolean): Promise<number> {
  const [hit] = await askWorks(tables.works, 'story', [word], { settledOnly, limit: 1 })
  return (hit?.score ?? 0) / BEST_OF_WEIGHT
}

/** A word's weight hardly changes as a library grows: it is asked once in a while. */
const learned = new WeakMap<IndexTables, { weights: Map<string, number>; until: number }>()

function weightsOf(tables: IndexTables): Map<string, number> {
  const known = learned.get(tables)
  if (known !== undefined && performance.now() < known.until) return known.weights
  const weights = new Map<string, number>()
  learned.set(tables, { weights, until: performance.now() + WEIGHTS_KEPT_MS })
  return weights
}

async function askMeaning({ meaning, among }: Question): Promise<GatheredMeaning | undefined> {
  const question = await meaning?.question
  if (meaning === undefined || question === undefined) return undefined
  const named = among && among.size <= NAMED_MAX ? among.ids() : undefined
  return gatherMeaning(meaning.reader, question, named)
}

function setOf(works: Set<number>, among: WorksAmong | undefined): WorksAmong {
  const both = among ? new Set([...works].filter((work) => among.has(work))) : works
  return { has: (work) => both.has(work), size: both.size, ids: () => [...both] }
}

/** Passages of works that were found by the whole story alone; best first within each work. */
export async function passagesOf(
  tables: IndexTables,
  { words }: QueryWords,
  asked: { works: number[]; settledOnly: boolean },
): Promise<Map<number, PassageHit[]>> {
  const found = new Map<number, PassageHit[]>()
  if (asked.works.length === 0 || words.length === 0) return found
  const limit = Math.min(asked.works.length * 8, PASSAGES_ASKED)
  const { works: among, settledOnly } = asked
  for (const hit of await askPassages(tables.passages, words, { among, settledOnly, limit })) {
    const hits = found.get(hit.work)
    if (hits) hits.push(hit)
    else found.set(hit.work, [hit])
  }
  return found
}

interface Phrased {
  /** Works that have every phrase, in their text or in what is said about them. */
  works: Set<number>
  /** Passages with one of the phrases, best first. */
  passages: PassageHit[]
}

async function worksWithPhrases(
  tables: IndexTables,
  { words: query }: Question,
  settledOnly: boolean,
): Promise<Phrased> {
  const found = await Promise.all(
    query.phrases.map(async (phrase) => {
      const [hits, about] = await Promise.all([
        exactPassages(tables, { phrase, words: query.words, settledOnly }),
        askPhraseInAbout(tables.works, phrase, { limit: ABOUT_ASKED, settledOnly }),
      ])
      return { hits, works: new Set([...hits, ...about].map(({ work }) => work)) }
    }),
  )
  const [first, ...others] = found.map((one) => one.works)
  const works = new Set([...(first ?? [])].filter((work) => others.every((some) => some.has(work))))
  const best = new Map<bigint, PassageHit>()
  for (const hit of found.flatMap(({ hits }) => hits)) if (works.has(hit.work)) best.set(hit.row, hit)
  return { works, passages: [...best.values()].sort((a, b) => b.score - a.score) }
}

/** The index compares stems: 'gave up' finds 'gives up'. Quotes mean the very words. */
export async function exactPassages(
  { passages }: IndexTables,
  { phrase, words, settledOnly }: { phrase: QueryWord[]; words: QueryWord[]; settledOnly: boolean },
): Promise<PassageHit[]> {
  const hits = await askPassages(passages, words, { phrase, settledOnly, limit: PHRASE_PASSAGES_ASKED })
  const texts = await readTexts(passages, hits)
  return hits.filter((hit) => phrasePlaces(wordsOf(texts.get(hit)?.text ?? ''), phrase).length > 0)
}
