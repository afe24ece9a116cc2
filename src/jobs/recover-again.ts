/** Reads a work's kept sources again: for the evidence view, and when a person moves a border. */
import type { Archive, SourceBorders, WorkDetail, WorkId, WorkSource } from '../archive/archive.ts'
import { ArchiveError } from '../errors.ts'
import type { SourceDocument } from '../intake/document.ts'
import { DEFAULT_LIMITS } from '../intake/formats/format.ts'
import { readSource } from '../intake/read-source.ts'
import { recoverWorks } from '../intake/recover/recover-works.ts'
import { documentsOf } from '../intake/recover-file.ts'
import type { SourceFiles } from '../storage/source-files.ts'
import type { RecoveredWork } from '../story/work.ts'
import { readKeptMember } from './kept-members.ts'

export interface KeptLibrary {
  archive: Archive
  sourceFiles: SourceFiles
}

/** What the format reader makes of one of a work's kept sources; undefined where the work has none of that path. */
export async function readKeptSource(
  library: KeptLibrary,
  id: WorkId,
  path: string,
): Promise<SourceDocument | undefined> {
  const work = await library.archive.getWork(id)
  const source = work?.sources.find((each) => each.path === path)
  if (source === undefined) return undefined
  const documents = await documentsOfKept(library, source)
  return documents.find((document) => document.path === path) ?? documents[0]
}

async function documentsOfKept(library: KeptLibrary, source: WorkSource): Promise<SourceDocument[]> {
  if (source.member !== undefined) {
    return documentsOf(await readKeptMember(library, source), withoutNumber(source.path))
  }
  const bytes = await library.sourceFiles.read(source.sha256)
  return readSource({ path: outermost(source.path), bytes, limits: DEFAULT_LIMITS })
}

/** Documents of one member are told apart by a number after its name. */
function withoutNumber(path: string): string {
  return path.replace(/#\d+$/, '')
}

/** The path of the file itself, for a member of an archive: `a.zip` of `a.zip/x.txt`. */
function outermost(path: string): string {
  return /^(.*?\.(?:zip|mbox|tar))\//i.exec(path)?.[1] ?? path
}

/**
 * Recovers a work from its kept sources under border corrections, and keeps what comes of it.
 * @throws ArchiveError `works/none` where there is no such work; `works/nothing-left` where no story would remain.
 */
export async function recoverAgain(
  library: KeptLibrary,
  id: WorkId,
  borders: SourceBorders[],
): Promise<void> {
  const work = await library.archive.getWork(id)
  if (work === undefined) throw new ArchiveError('works/none', `There is no story "${id}" in this library.`)
  const parts: RecoveredWork[] = []
  for (const path of distinctPaths(work)) {
    const part = await recoverPart(library, work, path, borders)
    if (part !== undefined) parts.push(part)
  }
  const [first] = parts
  if (first === undefined || parts.every((part) => part.chapters.length === 0)) {
    throw new ArchiveError(
      'works/nothing-left',
      'With these borders nothing of the story would be left.',
      'Put the start of the story before its end.',
    )
  }
  await library.archive.reviseBorders(id, borders, joinParts(first, parts), parts)
}

/** Copies of the same bytes are one source told of twice. */
function distinctPaths({ sources }: WorkDetail): string[] {
  const paths = new Map<string, string>()
  for (const { sha256, member, path, version } of sources) {
    // Another text of the story, which stands behind the one that is shown.
    if (version !== undefined) continue
    const key = outermost(path) === path ? (member?.sha256 ?? sha256) : `${sha256} ${path}`
    if (!paths.has(key)) paths.set(key, path)
  }
  return [...paths.values()]
}

async function recoverPart(
  library: KeptLibrary,
  work: WorkDetail,
  path: string,
  borders: SourceBorders[],
): Promise<RecoveredWork | undefined> {
  const document = await readKeptSource(library, work.id, path)
  if (document === undefined) return undefined
  const recovered = recoverWorks(document, { borders: borders.find((each) => each.path === path)?.borders })
  // One file may hold several works: the one meant has the same title, or else the same place.
  const part = recovered.find((each) => each.fields.title === work.fields.title) ?? recovered[0]
  const { sha256 = '', member } = work.sources.find((source) => source.path === path) ?? {}
  const of = { sha256, ...(member && { member }) }
  return part && { ...part, sources: part.sources.map((source) => ({ ...source, ...of })) }
}

function joinParts(first: RecoveredWork, parts: RecoveredWork[]): RecoveredWork {
  return {
    ...first,
    sources: parts.flatMap((part) => part.sources),
    diagnostics: parts.flatMap((part) => part.diagnostics),
    chapters: parts.flatMap((part, source) => part.chapters.map((chapter) => ({ ...chapter, source }))),
  }
}
