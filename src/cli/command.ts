/** What every command shares: the library it works on, and how its end is told. */
import type { Command } from 'commander'
import { type Library, openLibrary } from '../app.ts'
import type { WorkId } from '../archive/archive.ts'
import { libraryFolder } from '../config.ts'
import { ArchiveError } from '../errors.ts'
import { EXIT } from './exit-codes.ts'
import { paintError, printJson, tell } from './terminal.ts'

export interface CommonOptions {
  library?: string
  json?: boolean
}

/** Adds `--library DIR`, which goes with every command. */
export function withLibrary(command: Command): Command {
  return command.option(
    '--library <dir>',
    'the library to use (default: ./library in a checkout, else the data folder)',
  )
}

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON for programs; nothing else goes to standard output')
}

/** Opens the library for a deed and closes it whatever happens. */
export async function useLibrary<T>(
  options: CommonOptions,
  deed: (library: Library) => Promise<T>,
): Promise<T> {
  const library = await openLibrary(libraryFolder(options.library))
  try {
    return await deed(library)
  } finally {
    await library.close()
  }
}

/** Sets the exit code unless a worse one is set already. */
export function endWith(code: number): void {
  process.exitCode = code
}

/** @throws ArchiveError `works/none` naming the id. */
export async function requireWorks(library: Library, ids: WorkId[]): Promise<void> {
  for (const id of ids) {
    if ((await library.archive.getWork(id)) === undefined) {
      throw new ArchiveError(
        'works/none',
        `There is no story "${id}" in this library.`,
        'The ids are in the first column of "fanfold list".',
      )
    }
  }
}

/** Codes that say the library itself cannot be used, as against a request that cannot be met. */
const LIBRARY_CODES = /^library\//

/** Tells a person why a command ended, and sets the exit code for programs. */
export async function tellFailure(error: unknown): Promise<void> {
  if (error instanceof ArchiveError) {
    await tell(`${paintError('red', 'fanfold:')} ${error.message}`)
    if (error.hint) await tell(`  ${error.hint}`)
    endWith(LIBRARY_CODES.test(error.code) ? EXIT.libraryUnusable : EXIT.usage)
    return
  }
  await tell(
    `${paintError('red', 'fanfold:')} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  await tell('  This is a fault in Fanfold. Nothing that was stored is lost.')
  endWith(EXIT.libraryUnusable)
}

/** Prints a result as JSON or as people read it. */
export async function answer(
  options: CommonOptions,
  json: unknown,
  people: () => Promise<void>,
): Promise<void> {
  if (options.json) await printJson(json)
  else await people()
}
