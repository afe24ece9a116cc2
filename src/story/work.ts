/** A work as it is recovered from its sources, before anything is stored. */
import type { Chapter } from './chapter.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { FieldEvidence, FieldName, WorkFields } from './field.ts'
import type { PartFacts } from './part.ts'
import type { Review } from './review.ts'

/** One reason why a person had better look at a work. */
export interface LookReason {
  /** The doubtful field; `story` for the borders between header, notes and story. */
  field: FieldName | 'story'
  /** For people: 'The title was taken from the opening words.' */
  reason: string
  /** The rule or diagnostic it rests on; works with the same rule are alike in the queue. */
  rule: string
  /** The id of the other work, where it is about two. */
  work?: string
}

/** A place in a source's text that survives small changes of the text around it. */
export interface Anchor {
  /** UTF-16 offset into the source document's text. */
  offset: number
  /** The first 60 characters that stood there; where the text has moved, the nearest such place counts. */
  quote: string
}

/**
 * What a person said about where things begin and end in one source document.
 * Applied on every recovery of that document; anchors name the first block of what they start.
 */
export interface BorderCorrections {
  /** Where the story begins; all before it is header and notes. */
  storyStart?: Anchor
  /** The first block after the story; null where the story runs to the end. */
  storyEnd?: Anchor | null
  /** Blocks that begin a chapter though none was found there; the heading, if any, is the block itself. */
  chapterStarts?: { at: Anchor; title: string | null }[]
  /** Chapter starts that were found and are none. */
  notChapterStarts?: Anchor[]
  /** Blocks before which the writer's own scene break stands (an inferred one accepted, or a new one). */
  sceneStarts?: Anchor[]
  /** Blocks before which no scene break stands (an inferred one refused, or a found one undone). */
  notSceneStarts?: Anchor[]
}

/** One file inside another: a zip's, a mailbox's message. */
export interface MemberRef {
  /** Inside the outermost file: `a.txt`, `inner.zip!/a.txt`. */
  name: string
  /** SHA-256, hex, of its bytes, or of what a container made of it says. */
  sha256: string
}

/** A file as it came in, or one member of an archive. */
export interface SourceRef {
  /** The path below the folder given; inside an archive `a.zip!/x.txt`. */
  path: string
  /** SHA-256 of the file's bytes, hex; of the outermost file for a member of an archive. */
  sha256: string
  member?: MemberRef
  /** The part of the document this work takes, where a person split it. */
  from?: Anchor
  to?: Anchor
}

/** What a text is recognised by among others; made of its words where it is read, since there it costs least. */
export interface TextSignature {
  words: number
  /** Whole numbers below 2^52, none twice. */
  keys: number[]
}

export interface RecoveredWork {
  fields: WorkFields
  evidence: FieldEvidence
  /** Relationships with nicknames and initials resolved against the story's cast, beside those as written. */
  relationshipsResolved: string[]
  chapters: Chapter[]
  sources: SourceRef[]
  diagnostics: Diagnostic[]
  looks: LookReason[]
  /** What readers of the archive it comes from wrote under it. */
  reviews?: Review[]
  /** Of these very chapters. */
  signature?: TextSignature & { characters: number }
  /** What its source says of itself as a part of a work in several; absent where nothing does. */
  part?: PartFacts
}
