/** Ranked works as people see them: with the passages that answer, their words marked, and a line that says why. */
import type { WorkBlurb } from '../archive/archive.ts'
import { plainChapter } from '../story/plain-text.ts'
import type { FindOptions, FoundPassage, FoundWork } from './finder.ts'
import { type Gathered, passagesOf } from './gather.ts'
import { type PassageText, readTexts, rowsOfPlaces } from './index-reader.ts'
import type { IndexTables } from './index-tables.ts'
import { matchText } from './matches.ts'
import type { SearchedArchive } from './open-finder.ts'
import { writePlace } from './place.ts'
import type { QueryWords } from './query-words.ts'
import type { RankedWork } from './ranking.ts'
import { sayWhy } from './why.ts'

const PASSAGES_SHOWN = 3
/** Works asked of the archive at a time. */
const WORKS_READ = 100
/** Deviations above chance from which on a passage is shown as meant alike. */
const SHOWN_LIKENESS = 2

export interface Presenting {
  tables: IndexTables
  archive: SearchedArchive
  query: QueryWords
  options: FindOptions
}

/** A passage to show; `clue` where it was found by meaning. */
interface Shown extends PassageText {
  clue?: string | undefined
}

/** Those that are not there any more, or not as they were found, are left out. */
export async function presentWorks(presenting: Presenting, gathered: Gathered): Promise<FoundWork[]> {
  const { limit, skip = 0 } = presenting.options
  const results: FoundWork[] = []
  // Removed works drop out, so that more may have to be looked at than are wanted; nearly always once is enough.
  const size = Math.min(limit, WORKS_READ)
  for (let from = skip; results.length < limit && from < gathered.ranked.length; from += size) {
    const some = gathered.ranked.slice(from, from + size)
    results.push(...(await presentSome(presenting, gathered, some)))
  }
  return results.slice(0, limit)
}

async function presentSome(
  presenting: Presenting,
  gathered: Gathered,
  ranked: RankedWork[],
): Promise<FoundWork[]> {
  const { archive, query } = presenting
  const ids = ranked.map(({ work }) => String(work))
  const [page, worded, meant] = await Promise.all([
    archive.listWorks({ ids, pageSize: ids.length }),
    readPassages(presenting, gathered, ranked),
    readNear(presenting, ranked),
  ])
  const blurbs = new Map(page.works.map((blurb) => [blurb.id, blurb]))
  const found: FoundWork[] = []
  for (const each of ranked) {
    const blurb = blurbs.get(String(each.work))
    if (!blurb) continue
    const hits = worded.get(each.work) ?? []
    const byWords = await stillThere(archive, blurb, hits)
    const byMeaning = await nearTexts(archive, blurb, nearestOf(each), {
      clues: gathered.clues,
      known: meant,
    })
    if (hits.length > 0 && byWords.length + byMeaning.length === 0) continue
    found.push(foundWork({ blurb, score: each.score, query }, inTurn(byWords, byMeaning)))
  }
  return found
}

/** The best passages of each work with their texts; of works found by the whole story alone they are looked for now. */
async function readPassages(
  { tables, query }: Presenting,
  { settledOnly }: Gathered,
  ranked: RankedWork[],
): Promise<Map<number, PassageText[]>> {
  const bare = ranked.filter(({ passages }) => passages.length === 0).map(({ work }) => work)
  const more = await passagesOf(tables, query, { works: bare, settledOnly })
  const best = ranked.map(({ work, passages }) => ({
    work,
    hits: (passages.length > 0 ? passages : (more.get(work) ?? [])).slice(0, PASSAGES_SHOWN),
  }))
  const texts = await readTexts(
    tables.passages,
    best.flatMap(({ hits }) => hits),
  )
  return new Map(best.map(({ work, hits }) => [work, hits.flatMap((hit) => texts.get(hit) ?? [])]))
}

/** Passages of a work that changed since it was indexed count as long as the same text still stands in the same place. */
async function stillThere(
  archive: SearchedArchive,
  blurb: WorkBlurb,
  hits: PassageText[],
): Promise<PassageText[]> {
  const valid: PassageText[] = []
  for (const hit of hits) {
    if (hit.revision === blurb.revision || (await textAt(archive, blurb, hit)) === hit.text) valid.push(hit)
  }
  return valid
}

function nearestOf({ near }: RankedWork): RankedWork['near'] {
  return near.filter(({ passage }) => passage.likeness >= SHOWN_LIKENESS).slice(0, PASSAGES_SHOWN)
}

/** The vectors keep no text: the word index has most of them, and reading a chapter of a novel for a line takes long. */
async function readNear({ tables }: Presenting, ranked: RankedWork[]): Promise<Map<string, string>> {
  const places = ranked.flatMap((work) => nearestOf(work).map(({ passage }) => writePlace(passage)))
  const works = ranked.filter((work) => nearestOf(work).length > 0).map(({ work }) => work)
  const rows = await rowsOfPlaces(tables.passages, works)
  const hits = places.flatMap((place) => rows.get(place) ?? [])
  const texts = await readTexts(tables.passages, hits)
  return new Map([...texts.values()].map((text) => [writePlace(text), text.text]))
}

/** Of a work that has changed since, its vectors say nothing. */
async function nearTexts(
  archive: SearchedArchive,
  blurb: WorkBlurb,
  near: RankedWork['near'],
  { clues, known }: { clues: string[]; known: Map<string, string> },
): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const { clue, passage } of near) {
    if (passage.revision !== blurb.revision) continue
    const text = known.get(writePlace(passage)) ?? (await textAt(archive, blurb, passage))
    if (text) shown.push({ ...passage, text, clue: clues[clue] })
  }
  return shown
}

async function textAt(
  archive: SearchedArchive,
  { id }: WorkBlurb,
  { chapter, start, end }: { chapter: number; start: number; end: number },
): Promise<string | undefined> {
  const stored = await archive.getChapter(id, chapter)
  return stored && plainChapter(stored.html).text.slice(start, end)
}

/** The best by meaning and the best by words take turns; one that is both stands once. */
function inTurn(byWords: Shown[], byMeaning: Shown[]): Shown[] {
  const shown = new Map<string, Shown>()
  for (let at = 0; at < PASSAGES_SHOWN; at++) {
    for (const passage of [byMeaning[at], byWords[at]]) {
      if (passage === undefined) continue
      const place = `${passage.chapter} ${passage.start}`
      if (!shown.has(place)) shown.set(place, passage)
    }
  }
  return [...shown.values()].slice(0, PASSAGES_SHOWN)
}

interface Answer {
  blurb: WorkBlurb
  score: number
  query: QueryWords
}

function foundWork({ blurb, score, query }: Answer, hits: Shown[]): FoundWork {
  const matched = hits.map((hit) => ({ hit, ...matchText(hit.text, query) }))
  const passages: FoundPassage[] = matched.map(({ hit, marks }) => ({
    chapter: hit.chapter,
    start: hit.start,
    end: hit.end,
    text: hit.text,
    matches: marks,
    block: hit.block,
    ...(hit.clue !== undefined && { clue: hit.clue }),
  }))
  const why = sayWhy({
    query,
    passages: matched.map(({ hit, stems }) => ({
      chapter: hit.chapter,
      stems,
      byMeaning: hit.clue !== undefined,
    })),
    fields: blurb.fields,
    chapters: blurb.chapters,
  })
  return { workId: blurb.id, score: Math.round(score * 1000) / 1000, passages, why }
}
