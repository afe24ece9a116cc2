/** The care of tags, standing filters, and what filters and counts are made from. */
import type { Rating } from '../../story/field.ts'
import type { FacetField, WorkQuery, WorkSort } from '../archive.ts'

/** Fields whose values can be linked; the others have few values, all of them known. */
export const LINKED_FIELDS = [
  'fandoms',
  'relationships',
  'characters',
  'tags',
  'authors',
  'series',
  'warnings',
] as const
export type LinkedField = (typeof LINKED_FIELDS)[number]

/** A tag by its name, compared without case. */
export interface TagRef {
  field: LinkedField
  name: string
}

/** `synonym`: another name of the target; `parent`: stands under it; `apart`: stands for itself, whatever it is like. */
export type TagLinkKind = 'synonym' | 'parent' | 'apart'

export interface TagLink {
  kind: TagLinkKind
  field: LinkedField
  tagId: number
  name: string
  targetId: number
  target: string
}

/** What a reader never wants to be shown, and what they need not be asked about again. */
export interface StandingFilters {
  never: { field: FacetField | 'any'; value: string }[]
  /** Works of higher ratings are held back; works without a rating are not. */
  ratingUpTo: Rating | null
}

/** Rises with what is stored. */
export interface FacetState {
  /** Of the clock. */
  seq: number
  /** When a link was last said or taken back; 0: never. */
  linkSeq: number
  lastTag: number
}

export interface FacetTag {
  id: number
  field: FacetField
  name: string
  /** '' says that the works have no such value. */
  key: string
}

/** A work as filters see it. */
export interface FacetWork {
  id: number
  seq: number
  /** 0 where it was removed or stands behind another; then nothing else is told. */
  live: number
  title: string
  words: number
  chapters: number
  needsALook: number
  addedAt: string
  updated: string | null
  published: string | null
  /** Ids parted by commas, null where there are none. */
  tags: string | null
}

export interface ToldText {
  id: number
  /** Allowed HTML where the field has it. */
  text: string
}

export interface TagDeeds {
  /** The clock, read in less than a tenth of a millisecond. */
  facetState(): Promise<FacetState>
  /** Tags with a greater id, in order. */
  facetTags(after: number, limit: number): Promise<FacetTag[]>
  /** Of a library read for the first time: live works with a greater id, in order. */
  facetWorks(after: number, limit: number): Promise<FacetWork[]>
  /** Works written since, removed ones too, in the order they were last written in. @param after as of the last row had. */
  facetChanges(after: { seq: number; id: number }, limit: number): Promise<FacetWork[]>
  /**
   * What is said about live works beside their stories, in the order of their ids: as stored, the notes of chapters with
   * the work's. Those of which nothing of the kind is said are left out.
   */
  toldTexts(
    of: 'title' | 'summary' | 'notes' | 'source',
    at: { after: number; limit: number },
  ): Promise<ToldText[]>
  /** Numbers of the works a query finds, in its order. */
  workNumbers(query: WorkQuery): Promise<number[]>
  /** All live works in an order, some thousands at a time. */
  eachNumber(sort: WorkSort, descending: boolean): AsyncIterable<number[]>

  /** @throws ArchiveError `tags/…` when one is unknown or they cannot be linked so. */
  makeSynonym(tag: TagRef, of: string): Promise<void>
  putUnder(tag: TagRef, parent: string): Promise<void>
  /** It stands for itself, though another differs from it by accents or punctuation alone. */
  keepTagApart(tag: TagRef): Promise<void>
  /** Takes a link back. @param target where it has several parents. @throws ArchiveError `tags/not-linked`. */
  unlinkTag(tag: TagRef, kind: TagLinkKind, target?: string): Promise<void>
  tagLinks(): Promise<TagLink[]>

  standing(): Promise<StandingFilters>
  setStanding(filters: StandingFilters): Promise<void>
}
