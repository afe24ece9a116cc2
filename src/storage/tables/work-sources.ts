/** Which files a work was recovered from. Further files of the same bytes are found by the hash of the content. */
export interface WorkSourcesTable {
  work_id: number
  /** From 0, as chapters name it. */
  position: number
  path: string
  absolute_path: string
  /** Of the kept file: for a member of a container, the outermost container's. */
  sha256: string
  size_bytes: number
  /** JSON Anchor: where a split work's part of the document begins. */
  part_from: string | null
  /** JSON Anchor: where it ends. */
  part_to: string | null
  /** JSON: BorderCorrections of this document. */
  borders: string | null
  /** Its name inside the kept file: `inner.zip!/a.txt`; null for a file of its own. */
  member: string | null
  /** What tells it unchanged, and a copy of another: the member's own hash, or the file's. */
  content_sha256: string
}
