/** Which of the files below some roots are read, and which are passed over since nothing about them changed. */
import { dirname, sep } from 'node:path'
import type { Archive, KnownFile } from '../archive/archive.ts'
import { CONTAINERS } from '../intake/formats/containers.ts'
import { extensionOf } from '../intake/stem.ts'
import { INSIDE } from '../intake/walk-container.ts'
import { type FoundFile, findFiles, type Root } from './find-files.ts'

export interface Plan {
  toRead: FoundFile[]
  /** Members of unchanged containers among them. */
  unchanged: PassedOver[]
  /** Absolute paths seen below each root. */
  seen: Set<string>
}

interface PassedOver {
  file: FoundFile
  known: KnownFile
}

export async function planImport(archive: Archive, roots: Root[]): Promise<Plan> {
  const plan: Plan = { toRead: [], unchanged: [], seen: new Set() }
  for (const root of roots) {
    const known = await archive.knownFiles(root.absolutePath)
    const membersOf = membersByContainer(known)
    for await (const file of findFiles(root, new Set([archive.libraryDir]))) {
      if (plan.seen.has(file.absolutePath)) continue
      plan.seen.add(file.absolutePath)
      const before = known.get(file.absolutePath)
      const members = membersOf.get(file.absolutePath) ?? []
      const isKnown = before !== undefined && isUnchanged(file, before)
      if (!isKnown || members.some((each) => wantsReading(each.known, file.named))) plan.toRead.push(file)
      else plan.unchanged.push({ file, known: before }, ...members)
    }
  }
  openAgain(plan)
  for (const { file } of plan.unchanged) plan.seen.add(file.absolutePath)
  return plan
}

function isUnchanged(file: FoundFile, known: KnownFile): boolean {
  if (wantsReading(known, file.named)) return false
  return known.sizeBytes === file.sizeBytes && known.mtimeMs === file.mtimeMs
}

function wantsReading(known: KnownFile, isNamed: boolean): boolean {
  if (known.outcome === 'removed') return isNamed
  // A format that was not read before may be read by now, so such a file is looked at again; it costs next to nothing.
  return known.outcome === 'refused' && known.code === 'read/not-yet'
}

/** Members known from the last time, by their container's path: they are in it as long as it stays as it was. */
function membersByContainer(known: Map<string, KnownFile>): Map<string, PassedOver[]> {
  const members = new Map<string, PassedOver[]>()
  for (const [absolutePath, each] of known) {
    const container = each.vanished ? undefined : containerAbove(absolutePath, known)
    if (container === undefined) continue
    const { path, sizeBytes, mtimeMs } = each
    const passed = { file: { absolutePath, path, sizeBytes, mtimeMs, named: false }, known: each }
    const others = members.get(container)
    if (others) others.push(passed)
    else members.set(container, [passed])
  }
  return members
}

/** A folder's name may end in `!` too, so what stands before must be a container's. */
function containerAbove(path: string, known: Map<string, KnownFile>): string | undefined {
  for (let at = path.indexOf(INSIDE); at >= 0; at = path.indexOf(INSIDE, at + 1)) {
    const container = path.slice(0, at)
    if (known.get(container)?.outcome === 'opened') return container
  }
  return undefined
}

/** A container that takes in files beside it has changed where one of those has, or a new one came. */
function openAgain(plan: Plan): void {
  const changed = new Set(plan.toRead.map((file) => dirname(file.absolutePath)))
  const isStale = ({ file, known }: PassedOver) => {
    if (known.outcome !== 'opened' || !takesBeside(file.path)) return false
    const folder = dirname(file.absolutePath)
    return [...changed].some((each) => each === folder || each.startsWith(folder + sep))
  }
  const stale = plan.unchanged.filter(isStale).map(({ file }) => file)
  for (const container of stale) {
    const members = container.absolutePath + INSIDE
    plan.unchanged = plan.unchanged.filter(
      ({ file }) => file !== container && !file.absolutePath.startsWith(members),
    )
    plan.toRead.push(container)
  }
}

function takesBeside(path: string): boolean {
  return CONTAINERS.some((format) => format.takesBeside && format.extensions.includes(extensionOf(path)))
}
