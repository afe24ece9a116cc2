/** What a reader of an old archive wrote under a story. Kept with the work; no page shows it yet. */
export interface Review {
  /** The name it was signed with; null where there was none. */
  reviewer: string | null
  /** Written by someone who was signed in. */
  member: boolean
  /** ISO date, where it is known. */
  date: string | null
  /** The score given, on the archive's own scale; null where none was. */
  rating: number | null
  /** Allowed HTML; '' where only a score was given. */
  text: string
  /** The chapter it was written under, from 1; null for the story as a whole. */
  chapter: number | null
  /** What the story's writer answered, as allowed HTML. */
  response: string | null
}
