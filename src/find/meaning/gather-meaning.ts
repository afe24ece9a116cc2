/** What the meaning vectors have to say to a query: works that lie near it, then a close look at the likeliest. */
import type { MeaningEvidence } from '../ranking.ts'
import { cluesOf } from './clues.ts'
import type { Encoder } from './encoder.ts'
import type { AskedVectors, MeaningReader, NearPassage, NearWork, WorkMeaning } from './meaning-reader.ts'

/** Passages asked for each clue. */
const NEAR_CLUE = 100
const NEAR_WORKS = 200
/** A work none of whose passages is among those found is taken to have one so much less like than the last of them. */
const BELOW_LAST = 1
/** Passages of a work whose length is not known. */
const USUAL_PASSAGES = 15
/** Of so few words vectors know little: a name, a thing. */
const FEW_WORDS = 2
const FEW_WORDS_WEIGHT = 0.4

export interface AskedMeaning {
  /** As typed, without what is no description. */
  text: string
  /** Only in these works. */
  among?: number[] | undefined
}

/** A query as vectors: the whole and its clues, or a work or passage that others are to be like. */
export interface MeaningQuestion {
  clues: string[]
  vectors: AskedVectors
  weight: number
}

export interface GatheredMeaning extends MeaningEvidence {
  clues: string[]
  /** Works found near. */
  works: Set<number>
  /** Reads all vectors of these works, and knows them exactly from then on. */
  look(works: number[]): Promise<void>
}

/** @returns undefined where the text has no words. */
export async function questionOf(encoder: Encoder, text: string): Promise<MeaningQuestion | undefined> {
  const clues = cluesOf(text)
  if (clues.length === 0) return undefined
  const texts = clues.length === 1 ? clues : [text, ...clues]
  const vectors = await encoder.encode(texts, 'query')
  const [whole] = vectors
  if (whole === undefined) return undefined
  return {
    clues,
    vectors: { whole, clues: clues.length === 1 ? vectors : vectors.slice(1), isDescription: true },
    weight: text.split(/\s+/).length <= FEW_WORDS ? FEW_WORDS_WEIGHT : 1,
  }
}

export async function gatherMeaning(
  reader: MeaningReader,
  question: MeaningQuestion,
  among: number[] | undefined,
): Promise<GatheredMeaning> {
  const { clues, vectors, weight } = question
  const centred = await reader.centred(vectors)
  const [works, abouts, lengths, ...ofClues] = await Promise.all([
    reader.nearWorks(centred, 'mean', { limit: NEAR_WORKS, among }),
    reader.nearWorks(centred, 'about', { limit: NEAR_WORKS, among }),
    reader.lengths(),
    ...centred.clues.map((clue) => reader.nearPassages(clue, { limit: NEAR_CLUE, among })),
  ])
  const rough = roughly({ ofClues, works, abouts, lengths })
  const close = new Map<number, WorkMeaning>()
  return {
    clues,
    weight,
    works: new Set([...ofClues.flat(), ...works, ...abouts].map(({ work }) => work)),
    of: (work) => close.get(work) ?? rough(work),
    async look(some) {
      for (const said of await reader.measure(some, centred)) close.set(said.work, said)
    },
  }
}

interface Found {
  ofClues: NearPassage[][]
  works: NearWork[]
  abouts: NearWork[]
  lengths: Map<number, number>
}

/** What is known of a work from what was found: where nothing was, it is taken to be a little less than the last found. */
function roughly({ ofClues, works, abouts, lengths }: Found): (work: number) => WorkMeaning | undefined {
  const clues = ofClues.map((found) => {
    const best = new Map<number, NearPassage>()
    for (const passage of found) if (!best.has(passage.work)) best.set(passage.work, passage)
    return { best, floor: (found.at(-1)?.likeness ?? 0) - BELOW_LAST }
  })
  const means = new Map(works.map(({ work, likeness }) => [work, likeness]))
  const meanFloor = (works.at(-1)?.likeness ?? 0) - BELOW_LAST
  const about = new Map(abouts.map(({ work, likeness }) => [work, likeness]))
  return (work) => {
    const passages = lengths.get(work)
    if (passages === undefined && !means.has(work) && !clues.some(({ best }) => best.has(work)))
      return undefined
    return {
      work,
      passages: passages ?? USUAL_PASSAGES,
      best: clues.map(({ best, floor }) => best.get(work) ?? unseen(work, floor)),
      mean: means.get(work) ?? meanFloor,
      about: about.get(work) ?? 0,
    }
  }
}

/** No place to show: `start` is below 0. */
function unseen(work: number, likeness: number): NearPassage {
  return { work, revision: 0, chapter: 0, start: -1, end: -1, block: 0, likeness }
}
