/** A library of short stories in a folder of its own, and what the pages need of it. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Archive, FileOutcome, SeenFile } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/archive/open-archive.ts'
import { openFacets } from '../../src/find/facets/open-facets.ts'
import type { Finder } from '../../src/find/finder.ts'
import { indexWorks } from '../../src/find/index-works.ts'
import { openFinder } from '../../src/find/open-finder.ts'
import { DEFAULT_LIMITS } from '../../src/intake/formats/format.ts'
import { recoverSource } from '../../src/intake/recover-source.ts'
import { openImportQueue } from '../../src/jobs/import-queue.ts'
import type { ImportProgress } from '../../src/jobs/import-sources.ts'
import { readKeptSource, recoverAgain } from '../../src/jobs/recover-again.ts'
import { openSourceFiles } from '../../src/storage/source-files.ts'
import type { WebContext } from '../../src/web/web-context.ts'
import { STORIES, type TestStory } from './stories.ts'

export interface SeededLibrary {
  context: WebContext
  archive: Archive
  /** Where the stories' files are. */
  folder: string
  /** The id of the story with this title. */
  idOf(title: string): Promise<string>
  /** What an import under way would say. */
  setProgress(progress: ImportProgress | null): void
  /** How often the folders were asked to be looked through again. */
  lookedAgain(): number
  close(): Promise<void>
}

export async function seededLibrary(
  assetsDir: string,
  stories: TestStory[] = STORIES,
): Promise<SeededLibrary> {
  const home = mkdtempSync(join(tmpdir(), 'fanfold-pages-'))
  const libraryDir = join(home, 'library')
  const folder = join(home, 'my stories')
  await mkdir(libraryDir)
  const archive = await openArchive(libraryDir)
  const kept = openSourceFiles(libraryDir)
  await importStories({ archive, folder, stories, keep: kept.keep })
  let progress: ImportProgress | null = null
  let asked = 0
  const keptLibrary = { archive, sourceFiles: kept }
  const imports = openImportQueue(libraryDir)
  const facets = await openFacets({ libraryDir, archive })
  let opened: Promise<Finder> | undefined
  /** Indexed when it is first asked: most tests find nothing. */
  const finder = () => {
    opened ??= indexWorks({ libraryDir, archive }).then(() => openFinder({ libraryDir, archive }))
    return opened
  }
  const context: WebContext = {
    archive,
    imports,
    finder,
    facets: async () => facets,
    memberOriginal: async () => undefined,
    sourceFiles: kept,
    books: { epub: book('epub'), html: book('html'), text: book('txt') },
    jobs: {
      current: () => progress ?? imports.current(),
      lookAgain: async () => {
        asked++
      },
    },
    recoverAgain: (id, borders) => recoverAgain(keptLibrary, id, borders),
    sourceDocument: (id, path) => readKeptSource(keptLibrary, id, path),
    assetsDir,
    mode: 'library',
  }
  return {
    context,
    archive,
    folder,
    idOf: async (title) => {
      const { works } = await archive.listWorks({ pageSize: 1000 })
      return works.find(({ fields }) => fields.title.startsWith(title))?.id ?? `no story "${title}"`
    },
    setProgress: (to) => {
      progress = to
    },
    lookedAgain: () => asked,
    close: async () => {
      await imports.stop()
      await facets.close()
      await (await opened)?.close()
      await archive.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

interface Importing {
  archive: Archive
  folder: string
  stories: TestStory[]
  keep: (bytes: Uint8Array) => Promise<string>
}

async function importStories({ archive, folder, stories, keep }: Importing): Promise<void> {
  const importId = await archive.beginImport([folder])
  const files: { file: SeenFile; outcome: FileOutcome; named: boolean }[] = []
  for (const story of stories) {
    const bytes = new TextEncoder().encode(story.text)
    const absolutePath = join(folder, story.path)
    await mkdir(dirname(absolutePath), { recursive: true })
    writeFileSync(absolutePath, bytes)
    const sha256 = await keep(bytes)
    const works = await recoverSource({ path: story.path, bytes, limits: DEFAULT_LIMITS }, { sha256 })
    files.push({
      file: { absolutePath, path: story.path, sizeBytes: bytes.length, mtimeMs: 1, sha256 },
      outcome: { kind: 'works', works },
      named: false,
    })
  }
  files.push(
    otherFile(folder, 'broken.epub', refusal),
    otherFile(folder, '.DS_Store', { kind: 'skipped', reason: 'A file of the system.' }),
  )
  await archive.storeFiles(importId, files)
  await archive.finishImport(importId, {
    filesRead: files.length,
    filesUnchanged: 0,
    worksAdded: stories.length,
    worksRevised: 0,
    needALook: 0,
    refused: 1,
    skipped: 1,
    words: 0,
    seconds: 1,
  })
}

const refusal: FileOutcome = {
  kind: 'refused',
  code: 'read/not-a-zip',
  reason: 'This EPUB is cut off: its list of contents is missing.',
  hint: 'Download it again from where it came from.',
}

function otherFile(folder: string, path: string, outcome: FileOutcome) {
  const sha256 = createHash('sha256').update(path).digest('hex')
  return {
    file: { absolutePath: join(folder, path), path, sizeBytes: 12, mtimeMs: 1, sha256 },
    outcome,
    named: false,
  }
}

function book(extension: string): WebContext['books']['epub'] {
  return async (id) => ({
    bytes: new TextEncoder().encode(`Story ${id} as ${extension}`),
    fileName: `Story “${id}”.${extension}`,
    mediaType: extension === 'epub' ? 'application/epub+zip' : 'text/plain; charset=utf-8',
  })
}
