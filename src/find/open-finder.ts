/** Finds stories by their words over the LanceDB index; the archive has the last word on what there is. */
import type { Archive, WorkBlurb, WorkId } from '../archive/archive.ts'
import { ArchiveError } from '../errors.ts'
import type { Finder, FindOptions, FindResults, FoundWork, LikeWhat } from './finder.ts'
import { gather } from './gather.ts'
import { worksHaving } from './having.ts'
import { type IndexDoor, openIndexDoor } from './index-door.ts'
import { currentFolder } from './index-tables.ts'
import { likeQuestion } from './like.ts'
import { type MeaningQuestion, questionOf } from './meaning/gather-meaning.ts'
import { type MeaningDoor, type OpenMeaning, openMeaningDoor } from './meaning/open-meaning.ts'
import { presentWorks } from './present.ts'
import { type QueryWords, readQuery } from './query-words.ts'

/** Counts and pages go no further. */
const RANKED_MAX = 1000
/** Waiting works are counted up to here. */
const PENDING_COUNTED = 2000

/** What finding asks of an archive. */
export type SearchedArchive = Pick<
  Archive,
  'counts' | 'staleInIndex' | 'forgetIndex' | 'listWorks' | 'getChapter' | 'meaningProgress' | 'generation'
> & { getWork(id: WorkId): Promise<WorkBlurb | undefined> }

/** Opens quickly: the search engine is loaded at the first search. */
export async function openFinder(from: { libraryDir: string; archive: SearchedArchive }): Promise<Finder> {
  const { libraryDir, archive } = from
  const index = openIndexDoor(libraryDir)
  const meaning = openMeaningDoor(libraryDir, archive)
  /** An index that was built anew or put in order just now has other files than a moment ago: it is opened again. */
  const twice = async <Answer>(deed: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await deed()
    } catch {
      await index.close()
      await meaning.reset()
      return deed().catch(unreadable)
    }
  }
  const answer = async (asked: Asked): Promise<FindResults> => {
    const startedAt = performance.now()
    await forgetLostIndex(libraryDir, archive)
    const [pending, unread] = await Promise.all([countPending(archive), meaning.unread()])
    const { results, ranked, looseWorks } =
      asked.options.limit < 1 ? NOTHING : await twice(() => askIndexes({ index, meaning, archive }, asked))
    return {
      results,
      ranked,
      terms: termsOf(asked.words),
      tookMs: performance.now() - startedAt,
      pendingWorks: Math.max(pending, looseWorks),
      unreadForMeaning: unread,
    }
  }

  return {
    async close() {
      await index.close()
      await meaning.close()
    },
    find(text, options) {
      return answer({
        words: readQuery(text),
        options,
        question: ({ encoder }) => questionOf(encoder, text.slice(0, QUERY_CHARACTERS_MAX)),
      })
    },
    async like(of: LikeWhat, options: FindOptions) {
      const asked = await likeQuestion(archive, of)
      return answer({ ...asked, options, without: Number(of.workId) })
    },
    async warm() {
      const open = await meaning.open().catch(() => undefined)
      await Promise.all([index.tables(), open?.encoder.encode(['a story'], 'query')]).catch(() => undefined)
    },
    having: (asked) =>
      twice(async () => {
        const tables = await index.tables()
        return tables ? worksHaving(tables, asked) : []
      }),
  }
}

/** What is longer is a pasted story; its beginning says enough. */
const QUERY_CHARACTERS_MAX = 4000

interface Asked {
  words: QueryWords
  options: FindOptions
  question(open: OpenMeaning): Promise<MeaningQuestion | undefined>
  /** A work that is not to be found. */
  without?: number
}

interface Found {
  results: FoundWork[]
  ranked: number[]
  looseWorks: number
}

const NOTHING: Found = { results: [], ranked: [], looseWorks: 0 }

interface Doors {
  index: IndexDoor
  meaning: MeaningDoor
  archive: SearchedArchive
}

/** Without vectors, or an encoder to ask them with, words alone answer. */
async function askIndexes({ index, meaning, archive }: Doors, asked: Asked): Promise<Found> {
  const tables = await index.tables()
  if (tables === undefined) return NOTHING
  const open = await meaning.open().catch(() => undefined)
  const question = open && asked.question(open).catch(() => undefined)
  const { words, options } = asked
  if (words.words.length === 0 && (await question) === undefined) return NOTHING
  const gathered = await gather(tables, {
    words,
    limit: (options.skip ?? 0) + options.limit + (asked.without ? 1 : 0),
    among: options.among,
    meaning: open && question && { reader: open.reader, question },
  })
  if (asked.without !== undefined)
    gathered.ranked = gathered.ranked.filter(({ work }) => work !== asked.without)
  const results = await presentWorks({ tables, archive, query: words, options }, gathered)
  return {
    results,
    ranked: gathered.ranked.slice(0, RANKED_MAX).map(({ work }) => work),
    looseWorks: gathered.looseWorks,
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
