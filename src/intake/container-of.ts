/** Which container a file is, if any. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { ContainerFile, ContainerFormat, MemberContent } from './formats/container.ts'
import { CONTAINERS } from './formats/containers.ts'
import type { FileHead, SourceFile } from './formats/format.ts'
import { FORMATS } from './formats/formats.ts'
import { extensionOf } from './stem.ts'

export const HEAD_BYTES = 4096

/** @returns the container these bytes are surely of, more surely than of any format that is read whole; else undefined. */
export function containerOf(head: FileHead): ContainerFormat | undefined {
  let best: { format: ContainerFormat; score: number } | undefined
  for (const format of CONTAINERS) {
    const score = format.recognise(head)
    if (score > (best?.score ?? 0)) best = { format, score }
  }
  if (best === undefined) return undefined
  const { format, score } = best
  return FORMATS.every((each) => each.recognise(head) < score) ? format : undefined
}

/** The first bytes of a file on disk; undefined where it cannot be opened, which is told when it is read. */
export function headOnDisk(absolutePath: string, path: string, sizeBytes: number): FileHead | undefined {
  let descriptor: number | undefined
  try {
    descriptor = openSync(absolutePath, 'r')
    const head = new Uint8Array(Math.min(HEAD_BYTES, sizeBytes))
    const count = readSync(descriptor, head, 0, head.length, 0)
    return { path, extension: extensionOf(path), head: head.subarray(0, count), sizeBytes }
  } catch {
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

export function headOfBytes({ path, bytes }: SourceFile): FileHead {
  return {
    path,
    extension: extensionOf(path),
    head: bytes.subarray(0, HEAD_BYTES),
    sizeBytes: bytes.length,
  }
}

/** Whether it is one after all, where that takes a look inside. */
export async function isContainer(format: ContainerFormat, file: ContainerFile): Promise<boolean> {
  return format.confirm === undefined || (await format.confirm(file))
}

/** What a member's hash is made of. */
export function identityOf(content: MemberContent): Uint8Array | string {
  if (content.kind === 'bytes') return content.file.bytes
  return content.kind === 'documents' ? content.identity : ''
}
