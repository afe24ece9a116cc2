/**
 * The same story from several sources: one work, with the text that is shown and versions behind it. A version is kept
 * whole, under a number of its own, so that it can stand by itself again. What is compared with what is decided outside
 * (jobs/settle-duplicates.ts); here is what is kept of it, and a person's word on it.
 */
import type { FieldEvidence, WorkFields } from '../story/field.ts'
import type { TextSignature } from '../story/work.ts'
import type { StoredChapter, WorkId, WorkSource } from './archive.ts'

/** A text not compared with the others yet. */
export interface UncomparedText {
  id: WorkId
  textId: number
  /** null for a text stored without one. */
  signature: TextSignature | null
  /** Other texts stand behind its work. */
  hasVersions: boolean
}

/** All that comparing two stories needs of one; of a version, what its own source says. */
export interface ComparableStory {
  id: WorkId
  /** The work it is shown with: itself, or for a version the one it stands behind. */
  shownWith: WorkId
  /** Allowed HTML of each chapter. */
  chapters: string[]
  fields: WorkFields
  evidence: FieldEvidence
}

export type PairVerdict = 'same' | 'revision' | 'offer'

/** Two works that are one story. The older number stays. */
export interface Joining {
  ids: [WorkId, WorkId]
  /** Whose text is shown. */
  shown: WorkId
  verdict: PairVerdict | 'person'
  /** For people: in what the texts agree. */
  why: string
  /** For people: why that text is shown. */
  best: string
}

/** One of the texts of a work that has several. */
export interface WorkVersion {
  /** The number it is kept under; the work's own for the text that is shown. */
  id: WorkId
  isShown: boolean
  title: string
  words: number
  chapters: number
  sources: WorkSource[]
  /** Of a version: what it is to the text shown. */
  verdict: Joining['verdict'] | null
  why: string
  best: string
}

/** Another work that may be the same story. */
export interface WorkOffer {
  id: WorkId
  title: string
  authors: string[]
  words: number
  /** Path of its first source. */
  path: string
  why: string
}

export interface VersionDeeds {
  // What comparing needs
  /** Texts shown that were not compared yet, by rising number of their works. @param after a work's number; 0 at first. */
  uncompared(after: number, limit: number): Promise<UncomparedText[]>
  /** Keeps the signatures of texts stored without one. */
  keepSignatures(texts: { textId: number; signature: TextSignature }[]): Promise<void>
  /** Works, and versions, whose present text has a key; a few more than asked for say that it is common. */
  worksWith(keys: number[], atMost: number): Promise<Map<number, WorkId[]>>
  /** Of works that are there and of versions. */
  storyOf(id: WorkId): Promise<ComparableStory | undefined>
  /** A person said that these, or what stands behind them, are two stories. */
  staysApart(id: WorkId, other: WorkId): Promise<boolean>

  // What comparing says; each is part of the import that found it
  /** @returns the number they have now; undefined when one of them is not there any more. */
  joinFound(importId: number, joining: Joining): Promise<WorkId | undefined>
  /** Notes that two works may be the same story; a person is asked, once. */
  offerJoining(ids: [WorkId, WorkId], why: string): Promise<void>
  /** A version whose file has changed so much that it is no version any more stands by itself again. */
  releaseVersion(importId: number, id: WorkId, versionId: WorkId): Promise<void>
  /** Lays what the versions of a work tell over what its own source says, anew. */
  reuniteWork(importId: number, id: WorkId): Promise<void>
  /** Versions whose work is gone stand by themselves again. */
  releaseOrphans(importId: number): Promise<void>
  markCompared(textIds: number[]): Promise<void>

  // What a person says
  versionsOf(id: WorkId): Promise<WorkVersion[]>
  versionChapters(id: WorkId, versionId: WorkId): Promise<StoredChapter[]>
  offersOf(id: WorkId): Promise<WorkOffer[]>
  /** One deed, which undo takes back. @throws ArchiveError `works/none`, `works/cannot-join`. */
  joinAsOne(joining: Joining): Promise<WorkId>
  /** They are two stories, and stay so whatever is imported. */
  keepApart(id: WorkId, other: WorkId): Promise<void>
  /** The version stands by itself again, and stays so. One deed. @throws ArchiveError `works/none`, `works/no-version`. */
  partVersion(id: WorkId, versionId: WorkId): Promise<void>
  /** Its text is shown from now on, and the one shown until now stands behind it. */
  showVersion(id: WorkId, versionId: WorkId): Promise<void>
}
