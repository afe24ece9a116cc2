/** Opens the archive of a library: every deed, put together behind the one door. */
import { type OpenDatabaseOptions, openDatabase } from '../storage/database.ts'
import { openSourceFiles } from '../storage/source-files.ts'
import { othersWrites } from '../storage/sqlite/differences.ts'
import type { Archive, WorkQuery } from './archive.ts'
import { lastDeed, undo } from './deeds/undo.ts'
import { joinAsOne, joinFound } from './duplicates/join-version.ts'
import {
  keepApart,
  offerJoining,
  partVersion,
  releaseOrphans,
  releaseVersion,
  reuniteWork,
  showVersion,
} from './duplicates/part-version.ts'
import { offersOf, staysApart, storyOf, versionChapters, versionsOf } from './duplicates/read-versions.ts'
import { keepSignatures, markCompared, uncompared, worksWith } from './duplicates/signatures.ts'
import { facetChanges, facetState, facetTags, facetWorks } from './facet-rows/facet-rows.ts'
import { toldTexts } from './facet-rows/told-texts.ts'
import { eachNumber, workNumbers } from './facet-rows/work-numbers.ts'
import { setStanding, standing } from './filters/standing.ts'
import { beginImport, finishImport, listRoots, undoneImports } from './imports/begin-import.ts'
import { bordersOf } from './imports/borders-of.ts'
import { knownFiles, noteVanished } from './imports/known-files.ts'
import { listFiles, worksOfBytes } from './imports/list-files.ts'
import { storeFiles } from './imports/store-files.ts'
import { forgetIndex, markIndexed, staleInIndex } from './index-marks/index-marks.ts'
import { forgetMeaning, markMeaning, meaningProgress, staleInMeaning } from './index-marks/meaning-marks.ts'
import { type Library, makeLibrary } from './library.ts'
import { keepPartsApart, partAgain } from './parts/part-again.ts'
import { joinOfferedParts, partOffers, partsOf } from './parts/part-offers.ts'
import { settleParts } from './parts/settle-parts.ts'
import { continueReading, getPlace, savePlace } from './places/reading-places.ts'
import {
  getSearch,
  keepSearch,
  libraryId,
  listSearches,
  removeSearch,
  renameSearch,
  restoreSearch,
  searchOf,
} from './searches/kept-searches.ts'
import type { SearchDeeds } from './searches/search-deeds.ts'
import { keepTagApart, makeSynonym, putUnder, tagLinks, unlinkTag } from './tags/link-tags.ts'
import type { TagDeeds } from './tags/tag-deeds.ts'
import { confirmWorks, correctFields, uncorrectFields } from './works/correct-fields.ts'
import { countWorks } from './works/count-works.ts'
import { eachWork } from './works/each-work.ts'
import { getChapters, getWork } from './works/get-work.ts'
import { joinWorks } from './works/join-works.ts'
import { listWorks } from './works/list-works.ts'
import { lookQueue } from './works/look-queue.ts'
import { removeWorks } from './works/remove-works.ts'
import { reviseBorders } from './works/revise-borders.ts'
import { splitWork } from './works/split-work.ts'

export interface OpenArchiveOptions extends Pick<OpenDatabaseOptions, 'create' | 'readOnly'> {
  /** The time, for tests. */
  now?: () => Date
}

/**
 * Several processes may have a library open at the same time; each call sees what the others have written.
 * @param options.create make a library where there is none; default true.
 * @throws ArchiveError `library/…` when it cannot be used, saying why.
 */
export async function openArchive(libraryDir: string, options: OpenArchiveOptions = {}): Promise<Archive> {
  const db = await openDatabase(libraryDir, options)
  if (!options.readOnly) await clearStrays(libraryDir)
  const library = makeLibrary(libraryDir, db, options.now ?? (() => new Date()))
  return {
    libraryDir,
    ...reading(library),
    ...puttingRight(library),
    ...importing(library),
    ...indexing(library),
    ...comparing(library),
    ...parts(library),
    ...versions(library),
    ...tags(library),
    ...searches(library),
    close: () => db.destroy(),
  }
}

/** Half-written files of commands that were killed. That they could not be cleared away keeps nobody from reading. */
async function clearStrays(libraryDir: string): Promise<void> {
  await openSourceFiles(libraryDir)
    .removeStrays()
    .catch(() => 0)
}

type Some<Name extends keyof Archive> = Pick<Archive, Name>

function reading(
  library: Library,
): Some<
  'listWorks' | 'eachWork' | 'getWork' | 'getChapter' | 'getChapters' | 'counts' | 'lookQueue' | 'generation'
> {
  const { db } = library
  return {
    listWorks: (query: WorkQuery) => listWorks(library, query),
    eachWork: () => eachWork(library),
    getWork: (id) => getWork(db, id),
    getChapter: async (id, number) => (await getChapters(db, id, number))[0],
    getChapters: (id) => getChapters(db, id),
    counts: () => countWorks(library),
    lookQueue: () => lookQueue(library),
    generation: () => generation(library),
  }
}

function puttingRight(
  library: Library,
): Some<
  | 'correctFields'
  | 'uncorrectFields'
  | 'confirm'
  | 'reviseBorders'
  | 'splitWork'
  | 'joinWorks'
  | 'removeWorks'
  | 'undo'
  | 'lastDeed'
  | 'savePlace'
  | 'getPlace'
  | 'continueReading'
> {
  return {
    correctFields: (ids, corrections) => correctFields(library, ids, corrections),
    uncorrectFields: (id, fields) => uncorrectFields(library, id, fields),
    confirm: (ids) => confirmWorks(library, ids),
    reviseBorders: (id, borders, recovered, parts) =>
      reviseBorders(library, id, { borders, recovered, parts }),
    splitWork: (id, atChapter, at) => splitWork(library, id, { atChapter, block: at?.block ?? 0 }),
    joinWorks: (ids) => joinWorks(library, ids),
    removeWorks: (ids, how) => removeWorks(library, ids, how),
    undo: (expected) => undo(library, expected),
    lastDeed: () => lastDeed(library),
    savePlace: (place) => savePlace(library, place),
    getPlace: (id) => getPlace(library, id),
    continueReading: (limit) => continueReading(library, limit),
  }
}

function importing(
  library: Library,
): Some<
  | 'beginImport'
  | 'knownFiles'
  | 'bordersOf'
  | 'storeFiles'
  | 'noteVanished'
  | 'finishImport'
  | 'listFiles'
  | 'worksOfBytes'
  | 'undoneImports'
  | 'roots'
> {
  return {
    beginImport: (roots) => beginImport(library, roots),
    knownFiles: (root) => knownFiles(library, root),
    bordersOf: (file) => bordersOf(library, file),
    storeFiles: (importId, files) => storeFiles(library, importId, files),
    noteVanished: (_importId, root, seen) => noteVanished(library, root, seen),
    finishImport: (importId, summary) => finishImport(library, importId, summary),
    listFiles: (query) => listFiles(library, query),
    worksOfBytes: (hashes) => worksOfBytes(library.db, hashes),
    undoneImports: () => undoneImports(library),
    roots: () => listRoots(library),
  }
}

function indexing(
  library: Library,
): Some<
  | 'staleInIndex'
  | 'markIndexed'
  | 'forgetIndex'
  | 'staleInMeaning'
  | 'meaningProgress'
  | 'markMeaning'
  | 'forgetMeaning'
> {
  return {
    staleInIndex: (limit) => staleInIndex(library, limit),
    markIndexed: (works) => markIndexed(library, works),
    forgetIndex: () => forgetIndex(library),
    staleInMeaning: (model, limit) => staleInMeaning(library, model, limit),
    meaningProgress: (model) => meaningProgress(library, model),
    markMeaning: (model, works) => markMeaning(library, model, works),
    forgetMeaning: (model) => forgetMeaning(library, model),
  }
}

function parts(
  library: Library,
): Some<'settleParts' | 'partOffers' | 'joinParts' | 'keepPartsApart' | 'partsOf' | 'partAgain'> {
  return {
    settleParts: (importId, signal) => settleParts(library, importId, signal),
    partOffers: (id) => partOffers(library.db, id),
    joinParts: (ids) => joinOfferedParts(library, ids),
    keepPartsApart: (ids) => keepPartsApart(library, ids),
    partsOf: (id) => partsOf(library.db, id),
    partAgain: (id) => partAgain(library, id),
  }
}

function comparing(
  library: Library,
): Some<
  | 'uncompared'
  | 'keepSignatures'
  | 'worksWith'
  | 'storyOf'
  | 'staysApart'
  | 'joinFound'
  | 'offerJoining'
  | 'releaseVersion'
  | 'reuniteWork'
  | 'releaseOrphans'
  | 'markCompared'
> {
  return {
    uncompared: (after, limit) => uncompared(library, after, limit),
    keepSignatures: (texts) => keepSignatures(library, texts),
    worksWith: (keys, atMost) => worksWith(library, keys, atMost),
    storyOf: (id) => storyOf(library.db, id),
    staysApart: (id, other) => staysApart(library.db, id, other),
    joinFound: (importId, joining) => joinFound(library, importId, joining),
    offerJoining: (ids, why) => offerJoining(library, ids, why),
    releaseVersion: (importId, id, versionId) => releaseVersion(library, importId, [id, versionId]),
    reuniteWork: (importId, id) => reuniteWork(library, importId, id),
    releaseOrphans: (importId) => releaseOrphans(library, importId),
    markCompared: (textIds) => markCompared(library, textIds),
  }
}

function versions(
  library: Library,
): Some<
  'versionsOf' | 'versionChapters' | 'offersOf' | 'joinAsOne' | 'keepApart' | 'partVersion' | 'showVersion'
> {
  return {
    versionsOf: (id) => versionsOf(library.db, id),
    versionChapters: (id, versionId) => versionChapters(library.db, id, versionId),
    offersOf: (id) => offersOf(library.db, id),
    joinAsOne: (joining) => joinAsOne(library, joining),
    keepApart: (id, other) => keepApart(library, id, other),
    partVersion: (id, versionId) => partVersion(library, id, versionId),
    showVersion: (id, versionId) => showVersion(library, id, versionId),
  }
}

function tags(library: Library): TagDeeds {
  const { db } = library
  return {
    facetState: () => facetState(db),
    facetTags: (after, limit) => facetTags(db, after, limit),
    facetWorks: (after, limit) => facetWorks(db, after, limit),
    facetChanges: (after, limit) => facetChanges(db, after, limit),
    toldTexts: (of, at) => toldTexts(db, of, at),
    workNumbers: (query) => workNumbers(library, query),
    eachNumber: (sort, descending) => eachNumber(library, sort, descending),
    makeSynonym: (tag, of) => makeSynonym(library, tag, of),
    putUnder: (tag, parent) => putUnder(library, tag, parent),
    keepTagApart: (tag) => keepTagApart(library, tag),
    unlinkTag: (tag, kind, target) => unlinkTag(library, { tag, kind, target }),
    tagLinks: () => tagLinks(library),
    standing: () => standing(library),
    setStanding: (filters) => setStanding(library, filters),
  }
}

function searches(library: Library): SearchDeeds {
  const { db } = library
  return {
    searches: () => listSearches(db),
    getSearch: (id) => getSearch(db, id),
    searchOf: (query) => searchOf(db, query),
    keepSearch: (search) => keepSearch(library, search),
    renameSearch: (id, name) => renameSearch(library, id, name),
    removeSearch: (id) => removeSearch(library, id),
    restoreSearch: (id) => restoreSearch(library, id),
    libraryId: () => libraryId(db),
  }
}

/** SQLite counts what other connections committed; our own writes we count ourselves. */
async function generation(library: Library): Promise<string> {
  return `${await othersWrites(library.db)}.${library.writes}`
}
