/** The files found, in the order they are read, with the members of every container among them taken out. */
import { createHash } from 'node:crypto'
import { RefusedFile } from '../errors.ts'
import { containerOf, headOnDisk } from '../intake/container-of.ts'
import type { ContainerFormat } from '../intake/formats/container.ts'
import { furnitureReason } from '../intake/furniture.ts'
import { INSIDE } from '../intake/walk-container.ts'
import type { ThreadMember } from './container-messages.ts'
import { type ContainerLimits, openContainer } from './container-thread.ts'
import type { FoundFile } from './find-files.ts'
import type { ReadUnit } from './read-task.ts'

export interface UnitsOptions {
  /** Where containers' bytes are kept; null for a dry run. */
  libraryDir: string | null
  /** Told of files that were not in the folder: members, as they come out. */
  onMembers?: (count: number) => void
  limits?: Partial<ContainerLimits>
  signal?: AbortSignal
}

/**
 * Containers that take files beside them in come first, whatever the order in the folder: what they take is theirs.
 * A container's own unit follows its members', so that one whose reading was cut short is opened again.
 */
export async function* unitsOf(files: readonly FoundFile[], options: UnitsOptions): AsyncGenerator<ReadUnit> {
  const containers = findContainers(files)
  const byPath = new Map(files.map((file) => [file.absolutePath, file]))
  const taken = new Set<string>()
  const isTaker = (file: FoundFile) => containers.get(file)?.takesBeside === true
  for (const file of [...files.filter(isTaker), ...files.filter((each) => !isTaker(each))]) {
    if (options.signal?.aborted) return
    if (taken.has(file.absolutePath)) continue
    if (containers.has(file)) yield* unitsIn(file, options, { byPath, taken })
    else yield { file }
  }
}

function findContainers(files: readonly FoundFile[]): Map<FoundFile, ContainerFormat> {
  const containers = new Map<FoundFile, ContainerFormat>()
  for (const file of files) {
    if (file.trouble !== undefined || furnitureReason(file.path) !== null) continue
    const head = headOnDisk(file.absolutePath, file.path, file.sizeBytes)
    const format = head && containerOf(head)
    if (format) containers.set(file, format)
  }
  return containers
}

interface Beside {
  byPath: Map<string, FoundFile>
  taken: Set<string>
}

async function* unitsIn(file: FoundFile, options: UnitsOptions, beside: Beside): AsyncGenerator<ReadUnit> {
  let sha256 = ''
  try {
    const opened = await openContainer({ file, libraryDir: options.libraryDir }, options.limits)
    if (opened === undefined) return yield { file }
    sha256 = opened.sha256
    for await (const members of opened.members) {
      options.onMembers?.(members.length)
      for (const member of members) {
        yield memberUnit(file, sha256, member)
        yield* takenUnits(file, member, beside)
      }
      if (options.signal?.aborted) return
    }
    yield { file, settled: { sha256, outcome: { kind: 'opened', reason: opened.reason() } } }
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    const { code, message: reason, hint } = error
    yield { file, settled: { sha256, outcome: { kind: 'refused', code, reason, hint } } }
  }
}

function memberUnit(
  file: FoundFile,
  keptSha256: string,
  { name, sizeBytes, content }: ThreadMember,
): ReadUnit {
  const found: FoundFile = {
    absolutePath: `${file.absolutePath}${INSIDE}${name}`,
    path: `${file.path}${INSIDE}${name}`,
    sizeBytes,
    mtimeMs: file.mtimeMs,
    named: file.named,
  }
  if (content.kind === 'bytes' || content.kind === 'documents')
    return { file: found, member: { keptSha256, name, content } }
  return { file: found, settled: { sha256: '', outcome: content } }
}

/** Files of the folder that belong to a member: told of, and not read by themselves. */
function* takenUnits(
  file: FoundFile,
  { takes }: ThreadMember,
  { byPath, taken }: Beside,
): Generator<ReadUnit> {
  const reason = `part of ${file.path.slice(file.path.lastIndexOf('/') + 1)}`
  for (const { absolutePath, sha256 } of takes) {
    const found = byPath.get(absolutePath)
    if (found === undefined || found === file || taken.has(absolutePath)) continue
    taken.add(absolutePath)
    yield { file: found, settled: { sha256, outcome: { kind: 'skipped', reason } } }
  }
}

/** The hash a member is known by. */
export function memberHash({ content }: NonNullable<ReadUnit['member']>): string {
  const of = content.kind === 'bytes' ? content.bytes : content.identity
  return createHash('sha256').update(of).digest('hex')
}
