/** Members read again out of the kept bytes of their container. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { WorkSource } from '../archive/archive.ts'
import { RefusedFile } from '../errors.ts'
import { containerOf, headOnDisk } from '../intake/container-of.ts'
import type { ContainerFile, MemberContent } from '../intake/formats/container.ts'
import { containerFile } from '../intake/recover-file.ts'
import { INSIDE, readMember } from '../intake/walk-container.ts'
import type { SourceFiles } from '../storage/source-files.ts'

/**
 * @param source one with a `member`.
 * @throws RefusedFile where the container can no longer be opened, or has no such member.
 */
export async function readKeptMember(
  { sourceFiles }: { sourceFiles: SourceFiles },
  source: WorkSource,
): Promise<MemberContent & { original?: Uint8Array }> {
  const name = source.member?.name ?? ''
  const inside = `${INSIDE}${name}`
  const file = await keptContainer(sourceFiles, {
    sha256: source.sha256,
    path: beforeEnd(source.path.replace(/#\d+$/, ''), inside),
    folder: dirname(beforeEnd(source.absolutePath, inside)),
  })
  const head = headOnDisk(file.absolutePath, file.path, file.sizeBytes)
  const format = head && containerOf(head)
  if (format === undefined) {
    throw new RefusedFile(
      'read/not-container',
      `${file.path}, which "${name}" was read from, can no longer be opened.`,
      'It was read by another version of Fanfold: look through the folder again.',
    )
  }
  const tempDir = await mkdtemp(join(tmpdir(), 'fanfold-'))
  try {
    return await readMember(format, file, { name, tempDir })
  } finally {
    await rm(tempDir, { recursive: true, force: true })
  }
}

/** The bytes of a member: what stands in the container, however it was read; undefined for one that is made of others. */
export async function originalOfMember(
  library: { sourceFiles: SourceFiles },
  source: WorkSource,
): Promise<Uint8Array | undefined> {
  const content = await readKeptMember(library, source)
  return content.kind === 'bytes' ? content.file.bytes : content.original
}

async function keptContainer(
  sourceFiles: SourceFiles,
  { sha256, path, folder }: { sha256: string; path: string; folder: string },
): Promise<ContainerFile> {
  const absolutePath = sourceFiles.pathOf(sha256)
  const { size } = await stat(absolutePath)
  return containerFile({ absolutePath, path, sizeBytes: size }, folder)
}

function beforeEnd(path: string, end: string): string {
  return path.endsWith(end) ? path.slice(0, -end.length) : path
}
