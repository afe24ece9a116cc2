/** What the index has to say to a query: the candidates, before anything is asked of the archive. */
import { coverageOf, readsLoose } from './coverage.ts'
import { askPassages, askPhraseInAbout, askWorks, type PassageHit, readTexts } from './index-reader.ts'
import type { IndexTables } from './index-tables.ts'
import { phrasePlaces } from './matches.ts'
import type { QueryWord, QueryWords } from './query-words.ts'
import { type RankedWork, rankWorks } from './ranking.ts'
import { wordsOf } from './words.ts'

/** Past these a work would have to be poor in every way. */
const STORIES_ASKED = 200
const ABOUT_ASKED = 100
const PASSAGES_ASKED = 300
/** A phrase that stands in more passages than this is found in the best of them. */
const PHRASE_PASSAGES_ASKED = 400

export interface Gathered {
  /** Best first. */
  ranked: RankedWork[]
  /** Rows the word index does not cover were left out. */
  settledOnly: boolean
  /** Works left out for that. */
  looseWorks: number
}

export async function gather(tables: IndexTables, query: QueryWords, limit: number): Promise<Gathered> {
  const coverage = await coverageOf(tables)
  const settledOnly = !readsLoose(coverage)
  const looseWorks = settledOnly ? coverage.looseWorks : 0
  const phrased = query.phrases.length > 0 ? await worksWithPhrases(tables, query, settledOnly) : undefined
  const among = phrased && [...phrased.works]
  const asked = { among, settledOnly }
  const { words } = query
  const [story, about, passages] = await Promise.all([
    askWorks(tables.works, 'story', words, { ...asked, limit: Math.max(STORIES_ASKED, limit) }),
    askWorks(tables.works, 'about', words, { ...asked, limit: Math.max(ABOUT_ASKED, limit) }),
    phrased?.passages ??
      askPassages(tables.passages, words, { ...asked, limit: Math.max(PASSAGES_ASKED, limit) }),
  ])
  return { ranked: rankWorks({ story, about, passages }), settledOnly, looseWorks }
}

/** Passages of works that were found by the whole story alone; best first within each work. */
export async function passagesOf(
  tables: IndexTables,
  { words }: QueryWords,
  asked: { works: number[]; settledOnly: boolean },
): Promise<Map<number, PassageHit[]>> {
  const found = new Map<number, PassageHit[]>()
  if (asked.works.length === 0) return found
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
  query: QueryWords,
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
async function exactPassages(
  { passages }: IndexTables,
  { phrase, words, settledOnly }: { phrase: QueryWord[]; words: QueryWord[]; settledOnly: boolean },
): Promise<PassageHit[]> {
  const hits = await askPassages(passages, words, { phrase, settledOnly, limit: PHRASE_PASSAGES_ASKED })
  const texts = await readTexts(passages, hits)
  return hits.filter((hit) => phrasePlaces(wordsOf(texts.get(hit)?.text ?? ''), phrase).length > 0)
}
