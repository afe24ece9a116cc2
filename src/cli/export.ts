/** `fanfold export`: stories as files to take along. */
import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { Library } from '../app.ts'
import type { WorkId } from '../archive/archive.ts'
import { type Book, readBook } from '../books/book.ts'
import { BOOK_FORMATS, type BookFormatName } from '../books/book-formats.ts'
import { bookFileName } from '../books/file-name.ts'
import { personsPath } from '../config.ts'
import { ArchiveError } from '../errors.ts'
import { type CommonOptions, requireWorks, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, printJson, tell } from './terminal.ts'

interface ExportOptions extends CommonOptions {
  all?: boolean
  to: BookFormatName
  out?: string
}

export function exportCommand(program: Command): void {
  withJson(withLibrary(program.command('export')))
    .description('Write stories as EPUB, HTML or text.')
    .argument('[work...]', 'ids, as "fanfold list" prints them')
    .option('--all', 'every story')
    .requiredOption('--to <format>', `one of ${Object.keys(BOOK_FORMATS).join(', ')}`, bookFormat)
    .option('--out <dir>', 'the folder to write into; without it a single story goes to standard output')
    .action((ids: string[], options: ExportOptions) =>
      useLibrary(options, (library) => exportWorks(library, ids, options)),
    )
}

function bookFormat(name: string): BookFormatName {
  if (name in BOOK_FORMATS) return name as BookFormatName
  throw new InvalidArgumentError(`It must be one of ${Object.keys(BOOK_FORMATS).join(', ')}.`)
}

async function exportWorks(library: Library, ids: WorkId[], options: ExportOptions): Promise<void> {
  if (ids.length === 0 && !options.all) {
    throw new ArchiveError(
      'export/no-work',
      'Say which story to export, by its id, or --all.',
      'The ids are in the first column of "fanfold list".',
    )
  }
  await requireWorks(library, ids)
  if (options.out !== undefined)
    return exportToFolder(library, ids, { ...options, out: personsPath(options.out) })
  if (options.all || ids.length > 1) {
    throw new ArchiveError(
      'export/no-folder',
      'Several stories need a folder to go to.',
      'Name one with --out DIR.',
    )
  }
  const book = (await readBook(library.archive, ids[0] as WorkId)) as Book
  const bytes = await BOOK_FORMATS[options.to].write(book)
  await new Promise<void>((resolve) => process.stdout.write(bytes, () => resolve()))
}

async function exportToFolder(
  library: Library,
  ids: WorkId[],
  options: ExportOptions & { out: string },
): Promise<void> {
  await mkdir(options.out, { recursive: true })
  const format = BOOK_FORMATS[options.to]
  const taken = new Set<string>()
  const written: { id: WorkId; file: string }[] = []
  for await (const id of options.all ? everyId(library) : ids) {
    const book = await readBook(library.archive, id)
    if (book === undefined) continue
    const file = await writeNewFile(
      options.out,
      bookFileName(book.work.fields, format.extension),
      taken,
      await format.write(book),
    )
    written.push({ id, file })
  }
  if (options.json) await printJson({ written })
  else await tell(`${counted(written.length, 'file')} written to ${options.out}`)
}

async function* everyId(library: Library): AsyncGenerator<WorkId> {
  for await (const work of library.archive.eachWork()) yield work.id
}

/**
 * Writes whole or not at all, under the first name not taken by this export: `Title.epub`, `Title (2).epub`.
 * A file of an earlier export is written anew.
 * @returns the path written.
 */
async function writeNewFile(
  folder: string,
  name: string,
  taken: Set<string>,
  bytes: Uint8Array,
): Promise<string> {
  const dot = name.lastIndexOf('.')
  let free = name
  for (let copy = 2; taken.has(free.toLowerCase()); copy++)
    free = `${name.slice(0, dot)} (${copy})${name.slice(dot)}`
  taken.add(free.toLowerCase())
  const path = join(folder, free)
  const scratch = `${path}.${process.pid}.part`
  const handle = await open(scratch, 'w')
  try {
    await handle.writeFile(bytes)
  } finally {
    await handle.close()
  }
  await rename(scratch, path)
  return path
}
