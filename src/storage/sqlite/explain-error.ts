/** What SQLite says, in words for the person whose library it is. Result codes: https://sqlite.org/rescode.html */
import { ArchiveError } from '../../errors.ts'

/** Primary result code → code, what is wrong, what to do. */
const EXPLAINED: Record<number, { code: string; text: string; hint: string }> = {
  5: {
    code: 'library/busy',
    text: 'The library is being written to by another command, which did not finish within five seconds.',
    hint: 'Wait for it to end, then try again.',
  },
  8: {
    code: 'library/read-only',
    text: 'The library cannot be written to.',
    hint: 'Give yourself the right to write to its folder, or name another one with --library.',
  },
  10: {
    code: 'library/disk-error',
    text: 'The disk refused to read or write the library.',
    hint: 'Check that the disk is there and sound. Nothing half written counts; try again once it is.',
  },
  11: {
    code: 'library/damaged',
    text: 'The database of the library is damaged.',
    hint: 'Run `fanfold doctor`, or restore a backup into a new folder with `fanfold restore`. The kept files are not touched.',
  },
  13: {
    code: 'library/disk-full',
    text: 'The disk is full: the library could not be written to, and stands as it was before.',
    hint: 'Make room, then try again.',
  },
  14: {
    code: 'library/cannot-open',
    text: 'The database of the library cannot be opened.',
    hint: 'Check that you may read and write the folder, or name another one with --library.',
  },
  26: {
    code: 'library/damaged',
    text: 'What should be the database of the library is no database.',
    hint: 'Restore a backup into a new folder with `fanfold restore`. The kept files are not touched.',
  },
}

/** @returns an ArchiveError naming the database where the trouble lies with the library, or else the error itself. */
export function explainSqliteError(error: unknown, databasePath: string): unknown {
  const result = (error as { errcode?: unknown } | null)?.errcode
  if (typeof result !== 'number') return error
  const known = EXPLAINED[result & 0xff]
  if (known === undefined) return error
  const explained = new ArchiveError(known.code, `${known.text} (${databasePath})`, known.hint)
  explained.cause = error
  return explained
}
