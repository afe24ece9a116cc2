/**
 * Reviews belong to the source they came with, told by the hash of its content: a work has those of the sources it has
 * now. So undo, joining and parting, which change a work's sources, need not touch them.
 */
export interface ReviewsTable {
  work_id: number
  content_sha256: string
  /** From 0, in the archive's order. */
  position: number
  reviewer: string | null
  /** 1 where its writer was signed in. */
  member: number
  /** ISO date. */
  written_on: string | null
  rating: number | null
  /** Allowed HTML. */
  html: string
  /** From 1. */
  chapter: number | null
  /** Allowed HTML. */
  response: string | null
}
