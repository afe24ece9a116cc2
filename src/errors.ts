/** Errors that are answers: each has a lasting code and words for the person who meets it. */

/** A request that cannot be met as it was put: told to the person, shaped in one place per surface (pages, command line). */
export class ArchiveError extends Error {
  override name = 'ArchiveError'
  readonly code: string
  readonly hint: string | undefined

  /** @param code `room/what`, listed in docs/errors.md. @param message what is wrong, naming the value. @param hint what to do. */
  constructor(code: string, message: string, hint?: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}

/** A file that cannot be read: the rest of the folder is still imported. Codes are `read/…`. */
export class RefusedFile extends Error {
  override name = 'RefusedFile'
  readonly code: string
  readonly hint: string

  /** @param reason what is wrong and where. @param hint what to do about it. */
  constructor(code: string, reason: string, hint: string) {
    super(reason)
    this.code = code
    this.hint = hint
  }
}
