/** Whether the search index agrees with the archive. Works that wait to be indexed are no problem: they are being seen to. */
import type { Archive, Problem } from '../archive/archive.ts'
import { eachRow, namedWorks, problem } from './index-problems.ts'
import { currentFolder, type IndexTables, openIndexTables } from './index-tables.ts'
import { indexWorks } from './index-works.ts'
import { readPlace } from './place.ts'

interface Examined {
  libraryDir: string
  archive: Archive
}

/** @returns what is not well; [] when every live work has its passages once, and no other work has any. */
export async function examineIndex({ libraryDir, archive }: Examined): Promise<Problem[]> {
  const { works } = await archive.counts()
  const pending = new Set((await archive.staleInIndex(Number.MAX_SAFE_INTEGER)).map(({ id }) => Number(id)))
  const folder = currentFolder(libraryDir)
  if (folder === undefined) {
    return works > pending.size ? [problem('doctor/index-missing', 'The search index is not there.')] : []
  }
  try {
    const tables = await openIndexTables(folder)
    try {
      return await compare(await readIndex(tables), archive, pending)
    } finally {
      tables.close()
    }
  } catch (error) {
    return [
      problem(
        'doctor/index-unreadable',
        `The search index cannot be read: ${(error as Error).message.split('\n')[0]}.`,
      ),
    ]
  }
}

/** Builds the index anew from the archive. The caller holds the library's index lock. */
export async function rebuildIndex(examined: Examined): Promise<void> {
  await examined.archive.forgetIndex()
  await indexWorks(examined)
}

/** What the index says of a work. */
interface IndexedWork {
  /** Rows in `works`: one, when all is well. */
  rows: number
  revision: number
  passagesExpected: number
  passages: number
  /** Passages of another revision, and passages that are there twice. */
  wrong: number
  places: Set<string>
}

async function readIndex({ works, passages }: IndexTables): Promise<Map<number, IndexedWork>> {
  const found = new Map<number, IndexedWork>()
  const of = (work: number): IndexedWork => {
    const known = found.get(work)
    if (known) return known
    const entry = {
      rows: 0,
      revision: -1,
      passagesExpected: 0,
      passages: 0,
      wrong: 0,
      places: new Set<string>(),
    }
    found.set(work, entry)
    return entry
  }
  await eachRow(works, ['work', 'revision', 'passages'], ([work, revision, expected]) => {
    const entry = of(work as number)
    entry.rows++
    entry.revision = revision as number
    entry.passagesExpected = expected as number
  })
  await eachRow(passages, ['place'], ([text]) => {
    const place = readPlace(text as string)
    const entry = of(place.work)
    const key = `${place.chapter} ${place.start}`
    if (place.revision !== entry.revision || entry.places.has(key)) entry.wrong++
    entry.places.add(key)
    entry.passages++
  })
  return found
}

async function compare(
  indexed: Map<number, IndexedWork>,
  archive: Archive,
  pending: Set<number>,
): Promise<Problem[]> {
  const missing: number[] = []
  const wrong: number[] = []
  for await (const { id, revision } of archive.eachWork()) {
    const work = Number(id)
    const entry = indexed.get(work)
    indexed.delete(work)
    if (pending.has(work)) continue
    if (!entry) missing.push(work)
    else if (!isRight(entry, revision)) wrong.push(work)
  }
  const left = [...indexed.keys()].filter((work) => !pending.has(work))
  return [
    ...namedWorks(
      'doctor/index-work-missing',
      missing,
      'cannot be found by words: the search index does not have it',
    ),
    ...namedWorks('doctor/index-work-wrong', wrong, 'is not in the search index as it stands in the library'),
    ...namedWorks('doctor/index-leftover', left, 'is in the search index but not in the library'),
  ]
}

function isRight(entry: IndexedWork, revision: number): boolean {
  return (
    entry.rows === 1 &&
    entry.revision === revision &&
    entry.wrong === 0 &&
    entry.passages === entry.passagesExpected
  )
}
