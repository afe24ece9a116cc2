/** What a source of a work says of itself as a part of one in several sources. Removed works keep theirs. */
export interface WorkPartsTable {
  work_id: number
  /** Of the source, as in `work_sources`. */
  position: number
  /** JSON: StatePart. */
  part: string
  /** 0 until it was asked what it belongs to. */
  settled: number
}

/** The names a part can be found by; parts of one work share one. */
export interface PartKeysTable {
  key: string
  work_id: number
  position: number
}
