/**
 * Everything in a container, containers in it included, one member at a time. What a nested one holds is written to a
 * folder of its own for as long as it is read, so that nothing is in memory whole.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { RefusedFile } from '../errors.ts'
import { containerOf, headOfBytes, isContainer } from './container-of.ts'
import type {
  ContainerFile,
  ContainerFormat,
  Member,
  MemberContent,
  OpenContainer,
} from './formats/container.ts'
import { CONTAINERS } from './formats/containers.ts'
import { furnitureReason } from './furniture.ts'
import { noSuchMember } from './no-such-member.ts'
import { extensionOf } from './stem.ts'

/** A zip in a zip in a zip is a person's; deeper is a trap. */
const MAX_DEPTH = 4
/** Parts the name of a container from what is in it. */
export const INSIDE = '!/'

export interface Refusal {
  kind: 'refused'
  code: string
  reason: string
  hint: string
}

export interface WalkedMember {
  /** Inside the outermost container: `a.txt`, `b.zip!/c.txt`. */
  name: string
  sizeBytes: number
  content: MemberContent | Refusal | { kind: 'opened'; reason: string }
  /** Files beside the outermost container that belong to it. */
  takes: string[]
}

/** One walk: what is counted over all depths. */
interface Walk {
  tempDir: string
  depth: number
  /** What stands before the names: `b.zip!/`, '' in the outermost. */
  prefix: string
  counted: { members: number; bytes: number }
  /** Told of each file beside a nested container that belongs to one of its members, by its path from there. */
  claim?: (relativePath: string) => void
}

/**
 * Walks a container that was recognised.
 * @param tempDir a folder for what nested containers hold; the caller makes and removes it.
 * @throws RefusedFile when the container itself cannot be opened or breaks off; a bad member is told of instead.
 */
export async function* walkContainer(
  format: ContainerFormat,
  file: ContainerFile,
  tempDir: string,
): AsyncGenerator<WalkedMember> {
  yield* walk(format, file, { tempDir, depth: 1, prefix: '', counted: { members: 0, bytes: 0 } })
}

async function* walk(format: ContainerFormat, file: ContainerFile, at: Walk): AsyncGenerator<WalkedMember> {
  const container = await format.open(file)
  const inside: Inside = { container, file, at, taken: new Map() }
  try {
    const first = format.hasFolders ? await namesOfTakers(container) : new Set<string>()
    for (const onlyTakers of first.size > 0 ? [true, false] : [false]) {
      for await (const member of container.members()) {
        if (first.has(member.name) !== onlyTakers) continue
        count(inside, member)
        yield* walkMember(inside, member)
      }
    }
  } finally {
    await container.close()
  }
}

interface Inside {
  container: OpenContainer
  file: ContainerFile
  at: Walk
  /** Members that belong to another one, by name, with that one's. */
  taken: Map<string, string>
}

const takerExtensions = () =>
  new Set(CONTAINERS.filter((format) => format.takesBeside).flatMap((format) => format.extensions))

async function namesOfTakers(container: OpenContainer): Promise<Set<string>> {
  const extensions = takerExtensions()
  const names = new Set<string>()
  if (extensions.size === 0) return names
  for await (const { name } of container.members()) if (extensions.has(extensionOf(name))) names.add(name)
  return names
}

function count({ at, file }: Inside, member: Member): void {
  at.counted.members++
  at.counted.bytes += member.sizeBytes
  if (at.counted.members <= file.limits.maxMembers && at.counted.bytes <= file.limits.maxUnpackedBytes) return
  throw new RefusedFile(
    'read/zip-bomb',
    `"${file.path}" holds more than is read from one file: over ${file.limits.maxMembers} files or ${Math.round(file.limits.maxUnpackedBytes / 1024 ** 3)} GB.`,
    'Unpack it and add the folders one by one.',
  )
}

async function* walkMember(inside: Inside, member: Member): AsyncGenerator<WalkedMember> {
  const { at, container, taken } = inside
  const told = (content: WalkedMember['content']): WalkedMember => ({
    name: at.prefix + member.name,
    sizeBytes: member.sizeBytes,
    content,
    takes: at.depth === 1 ? (member.takes ?? []) : [],
  })
  const taker = taken.get(member.name)
  const reason = taker === undefined ? furnitureReason(member.name) : `part of ${taker}`
  if (reason !== null) return yield told({ kind: 'skipped', reason })
  for (const path of member.takes ?? []) at.claim?.(path)
  let content: MemberContent
  try {
    content = await container.read(member.name)
  } catch (error) {
    return yield told(refusalOf(error))
  }
  const nested = content.kind === 'bytes' ? containerOf(headOfBytes(content.file)) : undefined
  if (nested === undefined || content.kind !== 'bytes') return yield told(content)
  yield* walkNested(nested, { inside, member, bytes: content.file.bytes, told })
}

interface Nested {
  inside: Inside
  member: Member
  bytes: Uint8Array
  told: (content: WalkedMember['content']) => WalkedMember
}

async function* walkNested(format: ContainerFormat, nested: Nested): AsyncGenerator<WalkedMember> {
  const { inside, member, bytes, told } = nested
  const { at } = inside
  if (at.depth >= MAX_DEPTH) return yield told(tooDeep(inside.file, member))
  const folder = await mkdtemp(join(at.tempDir, 'member-'))
  try {
    const file = await spill(inside, { member, bytes, folder })
    if (!(await isContainer(format, file))) {
      return yield told({ kind: 'bytes', file: { path: file.path, bytes, limits: file.limits } })
    }
    let members = 0
    const deeper = {
      ...at,
      depth: at.depth + 1,
      prefix: `${at.prefix}${member.name}${INSIDE}`,
      claim: (path: string) => inside.taken.set(besideMember(member, path), member.name),
    }
    for await (const each of walk(format, file, deeper)) {
      members++
      yield each
    }
    yield told({ kind: 'opened', reason: openedReason(format, members) })
  } catch (error) {
    yield told(refusalOf(error))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a row of a container says. */
export function openedReason(format: ContainerFormat, members: number): string {
  return `${format.label}: ${members === 1 ? 'one file' : `${members} files`} in it`
}

async function spill(
  { container, file, taken }: Pick<Inside, 'container' | 'file' | 'taken'>,
  { member, bytes, folder }: { member: Member; bytes: Uint8Array; folder: string },
): Promise<ContainerFile> {
  const absolutePath = join(folder, 'content')
  await writeFile(absolutePath, bytes)
  let folders: Map<string, string[]> | undefined
  return {
    path: `${file.path}${INSIDE}${member.name}`,
    absolutePath,
    sizeBytes: bytes.length,
    limits: file.limits,
    async beside(relativePath) {
      const name = besideMember(member, relativePath)
      if (name.startsWith('../')) return undefined
      const content = await container.read(name).catch(() => undefined)
      if (content?.kind !== 'bytes') return undefined
      taken.set(name, member.name)
      return content.file.bytes
    },
    async listBeside(relativeFolder) {
      folders ??= await foldersOf(container)
      return folders.get(posix.join(besideMember(member, relativeFolder), '.')) ?? []
    },
  }
}

/** A name in the container from a path beside one of its members. */
function besideMember(member: Member, relativePath: string): string {
  return posix.join(posix.dirname(member.name), relativePath)
}

/** What stands in each folder of a container, folders with a `/`; the outermost is `.`. */
async function foldersOf(container: OpenContainer): Promise<Map<string, string[]>> {
  const folders = new Map<string, Set<string>>()
  for await (const { name } of container.members()) {
    for (let at = name, end = ''; at !== '.' && at !== '/'; at = posix.dirname(at), end = '/') {
      const folder = posix.dirname(at)
      const names = folders.get(folder) ?? new Set()
      names.add(posix.basename(at) + end)
      folders.set(folder, names)
    }
  }
  return new Map([...folders].map(([folder, names]) => [folder, [...names].sort()]))
}

/** Any other error is a fault of ours, and goes up. */
function refusalOf(error: unknown): Refusal {
  if (!(error instanceof RefusedFile)) throw error
  return { kind: 'refused', code: error.code, reason: error.message, hint: error.hint }
}

function tooDeep(file: ContainerFile, member: Member): Refusal {
  return {
    kind: 'refused',
    code: 'read/too-deep',
    reason: `"${member.name}" in "${file.path}" is a file in a file in a file, more than ${MAX_DEPTH} deep.`,
    hint: 'Unpack it and add what is in it.',
  }
}

/**
 * One member, by its name in the outermost container.
 * @throws RefusedFile `read/no-member`, or what the container says.
 */
export async function readMember(
  format: ContainerFormat,
  file: ContainerFile,
  { name, tempDir }: { name: string; tempDir: string },
): Promise<MemberContent & { original?: Uint8Array }> {
  const container = await format.open(file)
  try {
    const cut = name.indexOf(INSIDE)
    const own = cut < 0 ? name : name.slice(0, cut)
    const content = await container.read(own)
    if (cut < 0) return { ...content, original: await container.original?.(own) }
    const nested = content.kind === 'bytes' ? containerOf(headOfBytes(content.file)) : undefined
    if (nested === undefined || content.kind !== 'bytes') throw noSuchMember(file.path, name)
    const folder = await mkdtemp(join(tempDir, 'member-'))
    try {
      const member = { name: own, sizeBytes: content.file.bytes.length }
      const inner = await spill(
        { container, file, taken: new Map() },
        { member, bytes: content.file.bytes, folder },
      )
      return await readMember(nested, inner, { name: name.slice(cut + INSIDE.length), tempDir })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } finally {
    await container.close()
  }
}
