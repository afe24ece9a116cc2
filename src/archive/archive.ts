/**
 * What people and programs do with a library's stories: the one door to what is stored.
 * Everything here is a promise, so that another database can stand behind it; with SQLite each call is short.
 * Deeds live in a file each (works/list-works.ts, imports/store-files.ts …); open-archive.ts puts them together.
 */
import type { Chapter } from '../story/chapter.ts'
import type { ChapterCounts } from '../story/count-chapter.ts'
import type { Diagnostic } from '../story/diagnostic.ts'
import type { Category, FieldEvidence, FieldName, Rating, Status, WorkFields } from '../story/field.ts'
import type { Anchor, BorderCorrections, LookReason, MemberRef, RecoveredWork } from '../story/work.ts'
import type { SearchDeeds } from './searches/search-deeds.ts'
import type { TagDeeds } from './tags/tag-deeds.ts'
import type { VersionDeeds } from './versions.ts'

/** A work's id: a positive whole number in decimal, as people type it. Never reused. */
export type WorkId = string

/** What lists and blurbs show of a work. */
export interface WorkBlurb {
  id: WorkId
  /** Rises with every change of fields or text. */
  revision: number
  fields: WorkFields
  relationshipsResolved: string[]
  words: number
  chapters: number
  /** The writer's own breaks plus one a chapter. */
  scenes: number
  scenesInferred: number
  /** Empty when nothing is doubtful, or a person said all is right. */
  looks: LookReason[]
  needsALook: boolean
  sources: WorkSource[]
  /** ISO instants. */
  addedAt: string
  changedAt: string
}

export interface WorkSource {
  /** The path below the folder given when it was imported. */
  path: string
  /** Where it was on disk when last seen. */
  absolutePath: string
  /** Of the kept file; for a member of a container, the container's. */
  sha256: string
  /** Where it stands inside the kept file. */
  member?: MemberRef
  sizeBytes: number
  mediaType: string
  /** The number of the version read from it; absent where the text that is shown was. */
  version?: WorkId
}

/** A chapter without its text. */
export interface ChapterHead {
  /** From 1. */
  number: number
  title: string | null
  words: number
  scenes: number
  scenesInferred: number
}

export interface StoredChapter extends Chapter {
  number: number
  words: number
  scenes: number
}

export interface WorkDetail extends WorkBlurb {
  evidence: FieldEvidence
  diagnostics: Diagnostic[]
  chapterHeads: ChapterHead[]
  /** Fields a person corrected. */
  corrected: FieldName[]
  borders: SourceBorders[]
}

/** Border corrections of one source of a work, by the source's path. */
export interface SourceBorders {
  path: string
  borders: BorderCorrections
}

export const FACET_FIELDS = [
  'rating',
  'fandoms',
  'relationships',
  'characters',
  'tags',
  'warnings',
  'categories',
  'authors',
  'language',
  'status',
  'series',
] as const
export type FacetField = (typeof FACET_FIELDS)[number]

export type WorkSort = 'added' | 'title' | 'creator' | 'words'

export interface WorkQuery {
  /** Every value of every field must hold; compared without case. `none` in rating/language/status/authors finds works without. */
  include?: Partial<Record<FacetField, string[]>>
  exclude?: Partial<Record<FacetField, string[]>>
  wordsFrom?: number
  wordsTo?: number
  needsALook?: boolean
  /** Only works with a source at or below this folder (absolute path). */
  folder?: string
  /** Only these works. */
  ids?: WorkId[]
  sort?: WorkSort
  descending?: boolean
  /** From 1. */
  page?: number
  pageSize?: number
  /** Count facet values (costs time); default false. */
  facets?: boolean
}

export interface FacetCount {
  value: string
  count: number
}

export interface WorkPage {
  works: WorkBlurb[]
  total: number
  totalWords: number
  /** For the present query, most frequent first; at most 200 values a field. */
  facets: Partial<Record<FacetField, FacetCount[]>>
}

/** Values a person sets. A null or [] says 'there is none', which is a correction too. */
export type FieldCorrections = Partial<WorkFields>

export interface ReadingPlace {
  workId: WorkId
  chapter: number
  /** Index of the top-level block of the chapter that stood at the top. */
  block: number
  /** Of the whole work, 0 to 1. */
  fraction: number
  at: string
}

/** A file as the import saw it. */
export interface SeenFile {
  /** Absolute path; with `!/member` appended for what came out of an archive. */
  absolutePath: string
  path: string
  sizeBytes: number
  mtimeMs: number
  /** Of its own bytes, a member of a container too; '' where they could not be read. */
  sha256: string
}

export type FileOutcome =
  /** `counts` of each work's chapters, where they were counted already. */
  | { kind: 'works'; works: RecoveredWork[]; counts?: ChapterCounts[][] }
  | { kind: 'refused'; code: string; reason: string; hint: string }
  | { kind: 'skipped'; reason: string }
  /** It holds files, which have rows of their own. */
  | { kind: 'opened'; reason: string }

/** What became of a file and of its works when it was stored. */
export interface StoredFile {
  file: SeenFile
  /**
   * `added` new works; `revised` the file changed and its works got new revisions; `same` the same bytes were known:
   * the path was noted; `removed` its works had been removed by a person and stay so.
   */
  became: 'added' | 'revised' | 'same' | 'removed' | 'refused' | 'skipped' | 'opened'
  workIds: WorkId[]
}

export interface KnownFile {
  path: string
  sizeBytes: number
  mtimeMs: number
  sha256: string
  outcome: 'works' | 'refused' | 'skipped' | 'removed' | 'opened'
  /** It was not there when its folder was last looked at. */
  vanished: boolean
  /** For refused and skipped, as they were stored. */
  code?: string | null
  reason?: string | null
  hint?: string | null
}

export interface ImportSummary {
  filesRead: number
  filesUnchanged: number
  worksAdded: number
  worksRevised: number
  needALook: number
  refused: number
  skipped: number
  words: number
  seconds: number
}

export interface FileRow {
  path: string
  absolutePath: string
  sizeBytes: number
  sha256: string
  outcome: 'works' | 'refused' | 'skipped' | 'removed' | 'opened'
  /** For refused and skipped. */
  code: string | null
  reason: string | null
  hint: string | null
  workIds: WorkId[]
  seenAt: string
  /** It was not there when its folder was last looked at. */
  vanished: boolean
}

export interface Undone {
  what: 'import' | 'removal' | 'split' | 'join'
  at: string
  works: { id: WorkId; title: string }[]
}

/** The last deed that can be taken back. */
export interface LastDeed {
  id: number
  what: Undone['what']
  at: string
  /** How many works it touched. */
  works: number
}

export interface SettledParts {
  /** Works that went into others. */
  joined: number
  /** Works that others went into. */
  into: number
}

export interface PartOffer {
  works: { id: WorkId; title: string }[]
}

/** One source of a work that stands in several. */
export interface WorkPart {
  /** The source's path. */
  path: string
  /** 0 for a prologue; null for an epilogue. */
  number: number | null
  of: number | null
  /** A later post of the same part gives the text. */
  isDouble: boolean
}

export interface Problem {
  /** `doctor/…`, listed in docs/errors.md. */
  code: string
  text: string
  /** `--repair` can mend it. */
  repairable: boolean
}

export interface Archive extends VersionDeeds, TagDeeds, SearchDeeds {
  readonly libraryDir: string

  // Works, to read
  listWorks(query: WorkQuery): Promise<WorkPage>
  /** Every live work, streamed in id order; memory does not grow with the library. */
  eachWork(): AsyncIterable<WorkBlurb>
  getWork(id: WorkId): Promise<WorkDetail | undefined>
  getChapter(id: WorkId, number: number): Promise<StoredChapter | undefined>
  getChapters(id: WorkId): Promise<StoredChapter[]>
  counts(): Promise<{ works: number; words: number; needALook: number; refused: number }>
  /** Ids in the order of the queue: alike reasons together, then by id. */
  lookQueue(): Promise<{ id: WorkId; title: string; rules: string[] }[]>
  /** Changes whenever anything stored changes, by whichever process. */
  generation(): Promise<string>

  // Works, to put right. Each is one transaction and raises the work's revision.
  correctFields(ids: WorkId[], corrections: FieldCorrections): Promise<void>
  /** Forgets a person's word on these fields: the best candidate counts again. */
  uncorrectFields(id: WorkId, fields: FieldName[]): Promise<void>
  /** A person says all is right as it stands. */
  confirm(ids: WorkId[]): Promise<void>
  /** Keeps the border corrections and the chapters recovered under them. */
  reviseBorders(
    id: WorkId,
    borders: SourceBorders[],
    recovered: RecoveredWork,
    parts?: RecoveredWork[],
  ): Promise<void>
  /**
   * Chapters from `atChapter` on (from 2) become a new work, whose id is answered.
   * @param at cuts the chapter itself (then also the first): before this top-level block of it.
   */
  splitWork(id: WorkId, atChapter: number, at?: { block: number }): Promise<WorkId>
  /** The others' chapters and sources follow those of the first; the others are gone (undo parts them again). */
  joinWorks(ids: WorkId[]): Promise<WorkId>

  removeWorks(ids: WorkId[], options: { withSources: boolean }): Promise<void>
  /**
   * Takes back the last import, removal, split or join not yet taken back.
   * @param expected the deed that shall be it. @throws ArchiveError `archive/undo-other` when another was done since.
   */
  undo(expected?: number): Promise<Undone | undefined>
  /** What {@link undo} would take back. */
  lastDeed(): Promise<LastDeed | undefined>

  // Reading places
  savePlace(place: Omit<ReadingPlace, 'at'>): Promise<void>
  getPlace(id: WorkId): Promise<ReadingPlace | undefined>
  continueReading(limit: number): Promise<{ work: WorkBlurb; place: ReadingPlace }[]>

  // Works in several parts
  /**
   * Joins works of this import and earlier ones that are parts of one. What was not asked yet is asked by the next
   * import, so it may be killed at any time. Undo of the import takes the joins back.
   */
  settleParts(importId: number, signal?: AbortSignal): Promise<SettledParts>
  /** Works whose names alone suggest that they are parts of one, in order; of all, or with this work among them. */
  partOffers(id?: WorkId): Promise<PartOffer[]>
  /** A person says that these works are the parts of one, in this order. @returns the joined work's id. */
  joinParts(ids: WorkId[]): Promise<WorkId>
  /** A person says that they are not: they are not offered or joined again. */
  keepPartsApart(ids: WorkId[]): Promise<void>
  /** The works a work was put together from, by number; [] where it was not. */
  partsOf(id: WorkId): Promise<WorkPart[]>
  /** Each part becomes a work again, and stays one. @returns their ids, the work's own first. */
  partAgain(id: WorkId): Promise<WorkId[]>

  // Imports
  /** Writes down that an import began. Only one may be under way: the caller holds the library's import lock. */
  beginImport(roots: string[]): Promise<number>
  /** Files known below a folder (absolute path), by absolute path. */
  knownFiles(root: string): Promise<Map<string, KnownFile>>
  /**
   * Border corrections a person made for files with this absolute path or hash ('' when not known yet).
   * @param file.path its path below the folder given now; the paths answered then begin with it.
   */
  bordersOf(file: { absolutePath: string; sha256: string; path?: string }): Promise<SourceBorders[]>
  /** Stores what became of some files in one transaction. The sources' bytes are already kept. */
  storeFiles(
    importId: number,
    files: { file: SeenFile; outcome: FileOutcome; named: boolean }[],
  ): Promise<StoredFile[]>
  /** Notes which known files below the root were not there any more. */
  noteVanished(importId: number, root: string, seen: Set<string>): Promise<number>
  finishImport(importId: number, summary: ImportSummary): Promise<void>
  listFiles(query: {
    outcome?: FileRow['outcome']
    /** Only files this import found new or changed. */
    importId?: number
    page?: number
    pageSize?: number
  }): Promise<{ files: FileRow[]; total: number }>
  /** Live works read from a file of these bytes, by SHA-256. */
  worksOfBytes(hashes: string[]): Promise<Map<string, WorkId[]>>
  /** Imports that were taken back. */
  undoneImports(): Promise<Set<number>>
  /** Folders and files ever opened or imported, newest first. */
  roots(): Promise<string[]>

  // What the search index follows
  /** Works whose text or fields changed since they were indexed, removed ones too; newest and shortest first. */
  staleInIndex(limit: number): Promise<{ id: WorkId; revision: number; removed: boolean }[]>
  markIndexed(works: { id: WorkId; revision: number }[]): Promise<void>
  /** Forgets what was indexed, so that all is indexed again. */
  forgetIndex(): Promise<void>
  /** Works an encoder has not read at their present revision, removed ones it has read too; newest and shortest first. */
  staleInMeaning(model: string, limit: number): Promise<{ id: WorkId; revision: number; removed: boolean }[]>
  /** Of the works that are there, how many the encoder has yet to read. */
  meaningProgress(model: string): Promise<{ works: number; worksWaiting: number; wordsWaiting: number }>
  /** A revision of null says that nothing of the work is kept any more. */
  markMeaning(model: string, works: { id: WorkId; revision: number | null }[]): Promise<void>
  /** Forgets what the encoder has read, so that all is read again. */
  forgetMeaning(model: string): Promise<void>

  close(): Promise<void>
}

export type { Anchor, Category, Rating, Status }
