/** Every file an import looked at, by where it stood. */
export interface FilesTable {
  /** With `!/name` at its end for a member of a container. */
  absolute_path: string
  path: string
  size_bytes: number
  mtime_ms: number
  /** Of its own bytes; '' where it could not be read at all. */
  sha256: string
  outcome: 'works' | 'refused' | 'skipped' | 'removed' | 'opened'
  code: string | null
  reason: string | null
  hint: string | null
  seen_at: string
  /** 1 when it was not there the last time its folder was looked at. */
  vanished: number
}
