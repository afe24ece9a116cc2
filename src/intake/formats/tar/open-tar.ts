/** A tar on disk as a container: its files are read where they stand. Nothing is ever written under their names. */
import type { FileHandle } from 'node:fs/promises'
import { RefusedFile } from '../../../errors.ts'
import { noSuchMember } from '../../no-such-member.ts'
import type { ContainerFile, Member, MemberContent, OpenContainer } from '../container.ts'
import { DEFAULT_LIMITS } from '../format.ts'
import { refuseClimbing } from '../unsafe-name.ts'
import { readAt } from '../zip/entry.ts'
import { decodeNames } from '../zip/entry-names.ts'
import { brokenTar, readTarEntries, type TarEntry } from './entries.ts'

/** @param close what ends with it: the handle, and what it was unpacked to. @throws RefusedFile as reading its entries does. */
export async function openTarAt(
  handle: FileHandle,
  file: ContainerFile,
  close: () => Promise<void>,
): Promise<OpenContainer> {
  const entries = byName(await readTarEntries(handle, file))
  return {
    async *members(): AsyncGenerator<Member> {
      for (const [name, { sizeBytes }] of entries) yield { name, sizeBytes }
    },
    async read(name): Promise<MemberContent> {
      const entry = entries.get(name)
      if (entry === undefined) throw noSuchMember(file.path, name)
      refuseClimbing(name, entry.isLink, file)
      if (entry.sizeBytes > DEFAULT_LIMITS.maxUnpackedBytes) throw tooLarge(name, file)
      const bytes = await readAt(handle, entry.offset, Math.min(entry.sizeBytes, file.sizeBytes))
      if (bytes.length < entry.sizeBytes) throw brokenTar(file, `"${name}" is cut off`)
      return { kind: 'bytes', file: { path: `${file.path}!/${name}`, bytes, limits: DEFAULT_LIMITS } }
    },
    close,
  }
}

/** A name that stands there again is a later state of the file, as tar appends them: the last counts. */
function byName(entries: readonly TarEntry[]): Map<string, TarEntry> {
  const named = new Map<string, TarEntry>()
  const names = decodeNames(entries.map((entry) => ({ ...entry, flags: 0 })))
  for (const [index, decoded] of names.entries()) {
    // The sign that parts a container from what is in it belongs to no name.
    if (decoded !== '') named.set(decoded.replaceAll('!/', '!_/'), entries[index] as TarEntry)
  }
  return named
}

function tooLarge(name: string, file: ContainerFile): RefusedFile {
  return new RefusedFile(
    'read/zip-bomb',
    `"${name}" in "${file.path}" is larger than ${DEFAULT_LIMITS.maxUnpackedBytes / 1024 / 1024} MB, far more than a story needs.`,
    'If it is a story all the same, unpack it and add what is in it.',
  )
}
