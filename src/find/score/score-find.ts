/** How well stories are found by half-remembered descriptions: a list of descriptions with the right story of each. */
import type { Archive, WorkBlurb } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import type { Finder } from '../finder.ts'
import { currentFolder, openIndexTables } from '../index-tables.ts'
import { type Baseline, lanceBaseline, sqliteBaseline } from './baselines.ts'

export interface FindCase {
  query: string
  /** A work's id, or the name of the file it was read from, without its extension. */
  answer: string
}

export interface FindScore {
  name: string
  queries: number
  /** Shares from 0 to 1. */
  first: number
  ten: number
  /** Mean of 1/rank; 0 for a story that was not found at all. */
  mrr: number
}

export interface FindMiss extends FindCase {
  title: string
  /** From 1; null where it is not among those looked through. */
  rank: number | null
  /** What was said of why the right story is there, and what came first instead. */
  why: string
  first: { title: string; why: string } | null
}

export interface FindReport {
  scores: FindScore[]
  misses: FindMiss[]
  /** Answers that name no story of the library. */
  unknown: FindCase[]
  /** Works not yet read for meaning. */
  unread: number
}

/** Works looked through for the right one. */
const LOOKED_THROUGH = 100

/** @throws ArchiveError `score/bad-line` naming the line that is no `description TAB story`. */
export function readCases(text: string): FindCase[] {
  return text
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const [query, answer, ...more] = line.split('\t')
      if (!query?.trim() || !answer?.trim() || more.length > 0)
        throw new ArchiveError(
          'score/bad-line',
          `Line ${number} is not a description, a tab, and a story's id or file name.`,
          'Write one description a line: "the one with the lighthouse<TAB>s0042".',
        )
      return { query: query.trim(), answer: answer.trim() }
    })
}

export async function scoreFind(options: {
  libraryDir: string
  archive: Archive
  finder: Finder
  cases: FindCase[]
}): Promise<FindReport> {
  const { archive, finder, libraryDir } = options
  const works = await worksByName(archive)
  const known = options.cases.filter(({ answer }) => works.has(answer))
  const misses: FindMiss[] = []
  const ranks: (number | null)[] = []
  let unread = 0
  for (const each of known) {
    const work = works.get(each.answer) as WorkBlurb
    const found = await finder.find(each.query, { limit: LOOKED_THROUGH })
    unread = found.unreadForMeaning ?? 0
    const at = found.results.findIndex(({ workId }) => workId === work.id)
    const rank = at < 0 ? null : at + 1
    ranks.push(rank)
    const [first] = found.results
    if (rank === 1) continue
    const instead = first && (await archive.getWork(first.workId))
    misses.push({
      ...each,
      title: work.fields.title,
      rank,
      why: found.results[at]?.why ?? '',
      first: first ? { title: instead?.fields.title ?? '', why: first.why } : null,
    })
  }
  const scores = [scoreOf('Fanfold', ranks), ...(await scoreBaselines(libraryDir, known, works))]
  return { scores, misses, unknown: options.cases.filter((each) => !works.has(each.answer)), unread }
}

async function worksByName(archive: Archive): Promise<Map<string, WorkBlurb>> {
  const works = new Map<string, WorkBlurb>()
  for await (const work of archive.eachWork()) {
    works.set(work.id, work)
    for (const { path } of work.sources) works.set(stemOf(path), work)
  }
  return works
}

const stemOf = (path: string) => (path.split('/').at(-1) as string).replace(/\.[^.]+$/, '')

async function scoreBaselines(
  libraryDir: string,
  cases: FindCase[],
  works: Map<string, WorkBlurb>,
): Promise<FindScore[]> {
  const folder = currentFolder(libraryDir)
  if (folder === undefined) return []
  const tables = await openIndexTables(folder)
  try {
    return [
      await scoreBaseline('SQLite FTS5, best passage', await sqliteBaseline(tables.passages), cases, works),
      await scoreBaseline('LanceDB BM25, best passage', lanceBaseline(tables.passages), cases, works),
    ]
  } finally {
    tables.close()
  }
}

async function scoreBaseline(
  name: string,
  baseline: Baseline,
  cases: FindCase[],
  works: Map<string, WorkBlurb>,
): Promise<FindScore> {
  const ranks: (number | null)[] = []
  for (const { query, answer } of cases) {
    const at = (await baseline(query)).indexOf(Number(works.get(answer)?.id))
    ranks.push(at < 0 || at >= LOOKED_THROUGH ? null : at + 1)
  }
  return scoreOf(name, ranks)
}

function scoreOf(name: string, ranks: (number | null)[]): FindScore {
  const share = (test: (rank: number) => boolean) =>
    ranks.filter((rank) => rank !== null && test(rank)).length / Math.max(1, ranks.length)
  const mrr = ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : 1 / rank), 0)
  return {
    name,
    queries: ranks.length,
    first: share((rank) => rank === 1),
    ten: share((rank) => rank <= 10),
    mrr: mrr / Math.max(1, ranks.length),
  }
}
