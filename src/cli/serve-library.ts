/** A library served to a browser, with the imports and the indexing that go on beside it. */
import { spawn } from 'node:child_process'
import type { Library } from '../app.ts'
import type { WorkId } from '../archive/archive.ts'
import { readBook } from '../books/book.ts'
import { BOOK_FORMATS, type BookFormatName } from '../books/book-formats.ts'
import { bookFileName } from '../books/file-name.ts'
import { DEFAULT_HOST, DEFAULT_PORT, isLoopback } from '../config.ts'
import { builtAssetsDir } from '../entry-points.ts'
import { ArchiveError } from '../errors.ts'
import { chosenModel } from '../find/meaning/chosen-model.ts'
import type { EncoderModel } from '../find/meaning/model.ts'
import { findRoots } from '../jobs/find-files.ts'
import { type ImportQueue, openImportQueue } from '../jobs/import-queue.ts'
import { type Indexing, startIndexing } from '../jobs/indexing.ts'
import { originalOfMember } from '../jobs/kept-members.ts'
import { isMeaningPaused, pauseMeaning, resumeMeaning } from '../jobs/meaning-pause.ts'
import { type ReadingForMeaning, startReadingForMeaning } from '../jobs/reading-for-meaning.ts'
import { readKeptSource, recoverAgain } from '../jobs/recover-again.ts'
import { leftAlone } from '../jobs/tracked-job.ts'
import { serve } from '../web/server.ts'
import type { BookFile, WebContext } from '../web/web-context.ts'
import { paintError, tell } from './terminal.ts'

export interface ServeOptions {
  host?: string
  port?: number
}

export interface ServedLibrary {
  url: string
  imports: ImportQueue
  /** Ends the server and everything beside it. */
  close(): Promise<void>
}

/** @throws ArchiveError `serve/port-busy` or `serve/cannot-listen`, naming the address. */
export async function serveLibrary(library: Library, options: ServeOptions): Promise<ServedLibrary> {
  const host = options.host ?? DEFAULT_HOST
  const port = options.port ?? DEFAULT_PORT
  const imports = openImportQueue(library.dir)
  const reading = await startReading(library)
  const server = await listen(webContext(library, imports, reading), host, port)
  if (!isLoopback(host)) {
    await tell(
      paintError(
        'yellow',
        `Anyone on the network of ${host} can read this library and change it: Fanfold asks for no password yet.`,
      ),
    )
  }
  const indexing: Indexing = startIndexing(library.archive)
  const warming = setTimeout(() => void warmUp(library), WARM_UP_AFTER_MS).unref()
  return {
    url: server.url,
    imports,
    async close() {
      clearTimeout(warming)
      await Promise.all([imports.stop(), indexing.stop(), reading?.stop(), server.close()])
    },
  }
}

/** The first pages come first. */
const WARM_UP_AFTER_MS = 1500

/** So that the first search is as quick as the others. */
async function warmUp(library: Library): Promise<void> {
  const finder = await library.finder().catch(() => undefined)
  await finder?.warm?.()
}

interface Reading extends ReadingForMeaning {
  model: EncoderModel
}

/** Where the encoder cannot be used, stories are served and found by their words all the same. */
async function startReading({ archive, dir }: Library): Promise<Reading | undefined> {
  try {
    const model = chosenModel(dir)
    return model && { model, ...startReadingForMeaning(archive, model) }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    await tell(paintError('yellow', `${error.message} Stories are found by their words alone.`))
    await tell(`  ${error.hint ?? ''}`)
    return undefined
  }
}

async function listen(context: WebContext, host: string, port: number) {
  try {
    return await serve(context, { host, port })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') {
      throw new ArchiveError(
        'serve/port-busy',
        `Port ${port} on ${host} is in use by another program.`,
        `Choose another with --port, for instance --port ${port + 1}.`,
      )
    }
    if (code === 'EADDRNOTAVAIL' || code === 'EACCES' || code === 'ENOTFOUND') {
      throw new ArchiveError(
        'serve/cannot-listen',
        `Fanfold cannot listen on ${host} port ${port} (${code}).`,
        'Choose another address with --host and --port.',
      )
    }
    throw error
  }
}

function webContext(library: Library, imports: ImportQueue, reading: Reading | undefined): WebContext {
  const book = (format: BookFormatName) => (id: WorkId) => bookFile(library, id, format)
  return {
    archive: library.archive,
    finder: () => library.finder(),
    facets: () => library.facets(),
    sourceFiles: {
      read: async (sha256) =>
        (await library.sourceFiles.has(sha256)) ? library.sourceFiles.read(sha256) : undefined,
    },
    memberOriginal: (source) => originalOfMember(library, source),
    books: { epub: book('epub'), html: book('html'), text: book('txt') },
    jobs: {
      current: () => imports.current(),
      async lookAgain() {
        const { paths } = await pathsToLookAt(library, imports)
        if (paths.length > 0) await imports.add({ paths, aim: 'import' })
      },
    },
    imports,
    meaning: reading && {
      progress: () => library.archive.meaningProgress(reading.model.id),
      isPaused: () => isMeaningPaused(library.dir),
      failure: () => reading.failure(),
      pause: () => pauseMeaning(library.dir),
      resume: () => resumeMeaning(library.dir),
    },
    recoverAgain: (id, borders) => recoverAgain(library, id, borders),
    sourceDocument: (id, path) => readKeptSource(library, id, path),
    assetsDir: builtAssetsDir(),
    mode: 'library',
  }
}

/** Folders opened before, without those a person wants left alone. @returns also those that are not there now. */
export async function pathsToLookAt(
  { archive }: Library,
  imports: ImportQueue,
): Promise<{ paths: string[]; gone: string[] }> {
  const alone = leftAlone(await imports.list())
  const paths: string[] = []
  const gone: string[] = []
  for (const root of await archive.roots()) {
    if (alone.has(root)) continue
    const found = await findRoots([root]).catch(() => [])
    if (found.length > 0) paths.push(root)
    else gone.push(root)
  }
  return { paths, gone }
}

async function bookFile(library: Library, id: WorkId, name: BookFormatName): Promise<BookFile> {
  const book = await readBook(library.archive, id)
  if (book === undefined) throw new ArchiveError('works/none', `There is no story "${id}" in this library.`)
  const format = BOOK_FORMATS[name]
  return {
    bytes: await format.write(book),
    fileName: bookFileName(book.work.fields, format.extension),
    mediaType: format.mediaType,
  }
}

/** Shows the address in the person's browser where there is one: at a terminal, with a desktop around it. */
export function openBrowser(url: string): void {
  const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!process.stderr.isTTY || !desktop || process.env.CI) return
  const [command, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open']
  const child = spawn(command as string, [...before, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

/** Resolves when a person ends the program: Ctrl-C, or the terminal or the system asks. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
