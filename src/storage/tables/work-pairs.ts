/** Two works that may be the same story, and what was said of them. */
export interface WorkPairsTable {
  /** The smaller number. */
  first_id: number
  second_id: number
  /** What comparing said; `person` where nobody compared them. */
  verdict: 'same' | 'revision' | 'offer' | 'person'
  /** A person's word, which nothing overrules: they stay apart, they belong together, this text is to be shown. */
  said: 'apart' | 'together' | 'text' | null
  /** For people: in what they agree. */
  why: string
  /** For people: why the text shown is the better one. */
  best: string
  at: string
}
