/** Which files a work was recovered from. Further files of the same bytes are found by the hash. */
export interface WorkSourcesTable {
  work_id: number
  /** From 0, as chapters name it. */
  position: number
  path: string
  absolute_path: string
  sha256: string
  size_bytes: number
  /** JSON Anchor: where a split work's part of the document begins. */
  part_from: string | null
  /** JSON Anchor: where it ends. */
  part_to: string | null
  /** JSON: BorderCorrections of this document. */
  borders: string | null
}
