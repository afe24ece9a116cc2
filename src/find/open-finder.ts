/** Finds stories by their words over the LanceDB index; the archive has the last word on what there is. */
import type { Archive, WorkBlurb } from '../archive/archive.ts'
import { ArchiveError } from '../errors.ts'
import { plainChapter } from '../story/plain-text.ts'
import type { Finder, FindOptions, FoundPassage, FoundWork } from './finder.ts'
import { type Gathered, gather, passagesOf } from './gather.ts'
import { type PassageText, readTexts } from './index-reader.ts'
import { currentFolder, type IndexTables, openIndexTables } from './index-tables.ts'
import { matchText } from './matches.ts'
import { type QueryWords, readQuery } from './query-words.ts'
import type { RankedWork } from './ranking.ts'
import { sayWhy } from './why.ts'

const PASSAGES_SHOWN = 3
/** Works asked of the archive at a time. */
const WORKS_READ = 100
/** Counts and pages go no further. */
const RANKED_MAX = 1000
/** Waiting works are counted up to here. */
const PENDING_COUNTED = 2000

/** What finding asks of an archive. */
export type SearchedArchive = Pick<
  Archive,
  'counts' | 'staleInIndex' | 'forgetIndex' | 'listWorks' | 'getChapter'
>

/** Opens quickly: the search engine is loaded at the first search. */
export async function openFinder(from: { libraryDir: string; archive: SearchedArchive }): Promise<Finder> {
  const { libraryDir, archive } = from
  let opened: Promise<IndexTables> | undefined
  let folder: string | undefined

  const close = async () => {
    const tables = opened
    opened = undefined
    folder = undefined
    await tables?.then((open) => open.close()).catch(() => undefined)
  }
  /** Follows the index where it was built anew, by whichever process. */
  const tablesNow = async (): Promise<IndexTables | undefined> => {
    const current = currentFolder(libraryDir)
    if (current !== folder) await close()
    if (current === undefined) return undefined
    folder = current
    opened ??= openIndexTables(current)
    return opened
  }
  const attempt = async (query: QueryWords, options: FindOptions) => {
    const tables = await tablesNow()
    return tables ? findIn({ tables, archive, query, options }) : NOTHING
  }

  return {
    close,
    async find(text, options) {
      const startedAt = performance.now()
      const query = readQuery(text)
      await forgetLostIndex(libraryDir, archive)
      const pending = await countPending(archive)
      const { results, ranked, looseWorks } =
        query.words.length === 0 || options.limit < 1
          ? NOTHING
          : await attempt(query, options).catch(async () => {
              // The index was built anew or put in order just now: its files are others than a moment ago.
              await close()
              return attempt(query, options).catch(unreadable)
            })
      return {
        results,
        ranked,
        terms: termsOf(query),
        tookMs: performance.now() - startedAt,
        pendingWorks: Math.max(pending, looseWorks),
      }
    },
  }
}

function unreadable(error: unknown): never {
  throw new ArchiveError(
    'find/index-unreadable',
    `The search index cannot be read (${error instanceof Error ? error.message.split('\n')[0] : error}).`,
    'Run "fanfold reindex": the index is made from the stories and can be made again.',
  )
}

/** Where the index was taken away, or is of an older Fanfold, all is indexed again. */
async function forgetLostIndex(libraryDir: string, archive: SearchedArchive): Promise<void> {
  if (currentFolder(libraryDir) !== undefined) return
  const { works } = await archive.counts()
  if (works > 0 && (await archive.staleInIndex(1)).length === 0) await archive.forgetIndex()
}

async function countPending(archive: SearchedArchive): Promise<number> {
  const stale = await archive.staleInIndex(PENDING_COUNTED)
  return stale.filter(({ removed }) => !removed).length
}

function termsOf({ words, phrases }: QueryWords): string[] {
  const quoted = phrases.map((phrase) => `"${phrase.map(({ word }) => word).join(' ')}"`)
  const inPhrases = new Set(phrases.flatMap((phrase) => phrase.map(({ stem }) => stem)))
  return [...quoted, ...words.filter(({ stem }) => !inPhrases.has(stem)).map(({ word }) => word)]
}

interface Finding {
  tables: IndexTables
  archive: SearchedArchive
  query: QueryWords
  options: FindOptions
}

interface FoundIn {
  results: FoundWork[]
  ranked: number[]
  looseWorks: number
}

const NOTHING: FoundIn = { results: [], ranked: [], looseWorks: 0 }

async function findIn(finding: Finding): Promise<FoundIn> {
  const { limit, skip = 0, among } = finding.options
  const gathered = await gather(finding.tables, finding.query, { limit: skip + limit, within: among })
  const results: FoundWork[] = []
  // Removed works drop out, so that more may have to be looked at than are wanted; nearly always once is enough.
  const size = Math.min(limit, WORKS_READ)
  for (let from = skip; results.length < limit && from < gathered.ranked.length; from += size) {
    const some = gathered.ranked.slice(from, from + size)
    results.push(...(await present(finding, gathered, some)))
  }
  return {
    results: results.slice(0, limit),
    ranked: gathered.ranked.slice(0, RANKED_MAX).map(({ work }) => work),
    looseWorks: gathered.looseWorks,
  }
}

/** Ranked works as people see them; those that are not there any more, or not as they were found, are left out. */
async function present(finding: Finding, gathered: Gathered, ranked: RankedWork[]): Promise<FoundWork[]> {
  const { archive, query } = finding
  const ids = ranked.map(({ work }) => String(work))
  const [page, shown] = await Promise.all([
    archive.listWorks({ ids, pageSize: ids.length }),
    readPassages(finding, gathered, ranked),
  ])
  const blurbs = new Map(page.works.map((blurb) => [blurb.id, blurb]))
  const found: FoundWork[] = []
  for (const { work, score } of ranked) {
    const blurb = blurbs.get(String(work))
    if (!blurb) continue
    const hits = shown.get(work) ?? []
    const valid = await stillThere(archive, blurb, hits)
    if (hits.length === 0 || valid.length > 0) found.push(foundWork({ blurb, score, query }, valid))
  }
  return found
}

/** The best passages of each work with their texts; of works found by the whole story alone they are looked for now. */
async function readPassages(
  { tables, query }: Finding,
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
    if (hit.revision === blurb.revision || (await standsIn(archive, blurb, hit))) valid.push(hit)
  }
  return valid
}

async function standsIn(archive: SearchedArchive, { id }: WorkBlurb, hit: PassageText): Promise<boolean> {
  const chapter = await archive.getChapter(id, hit.chapter)
  if (!chapter) return false
  return plainChapter(chapter.html).text.slice(hit.start, hit.end) === hit.text
}

interface Answer {
  blurb: WorkBlurb
  score: number
  query: QueryWords
}

function foundWork({ blurb, score, query }: Answer, hits: PassageText[]): FoundWork {
  const matched = hits.map((hit) => ({ hit, ...matchText(hit.text, query) }))
  const passages: FoundPassage[] = matched.map(({ hit, marks }) => ({
    chapter: hit.chapter,
    start: hit.start,
    end: hit.end,
    text: hit.text,
    matches: marks,
    block: hit.block,
  }))
  const why = sayWhy({
    query,
    passages: matched.map(({ hit, stems }) => ({ chapter: hit.chapter, stems })),
    fields: blurb.fields,
    chapters: blurb.chapters,
  })
  return { workId: blurb.id, score: Math.round(score * 1000) / 1000, passages, why }
}
