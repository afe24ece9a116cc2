/**
 * Gzip → the tar in it with its files, or the one file that was packed. It can only be unpacked from its beginning, so it
 * is unpacked once, to a file that has no name any more where the system allows that and goes when it is closed.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { RefusedFile } from '../../errors.ts'
import { noSuchMember } from '../no-such-member.ts'
import type { ContainerFile, ContainerFormat, MemberContent, OpenContainer } from './container.ts'
import { DEFAULT_LIMITS, type FileHead } from './format.ts'
import { BLOCK_BYTES, brokenTar, isTarHeader } from './tar/entries.ts'
import { openTarAt } from './tar/open-tar.ts'
import { readAt } from './zip/entry.ts'

/** Texts pack to a fifth; what unpacks to so many times its size, beyond the first megabytes, was made to fill a disk. */
const MAX_RATIO = 200
const RATIO_FROM_BYTES = 32 * 1024 * 1024
const MAX_BYTES = 4 * 1024 ** 3

export const gzip: ContainerFormat = {
  id: 'gzip',
  label: 'a gzip',
  extensions: ['.gz', '.tgz'],
  hasFolders: true,
  recognise: ({ head }: FileHead) => (isGzip(head) ? 0.65 : 0),
  open: openGzip,
}

const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8

async function openGzip(file: ContainerFile): Promise<OpenContainer> {
  const folder = await mkdtemp(join(tmpdir(), 'fanfold-gzip-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const unpacked = join(folder, 'content')
    await unpack(file, unpacked)
    const { size } = await stat(unpacked)
    const handle = await open(unpacked, 'r')
    // Open files cannot be unlinked on Windows; there it goes when it is closed.
    await unlink(unpacked).catch(() => undefined)
    const close = async () => {
      await handle.close()
      await remove()
    }
    try {
      const isTar = isTarHeader(await readAt(handle, 0, BLOCK_BYTES))
      const inside = { ...file, absolutePath: unpacked, sizeBytes: size }
      if (isTar) return await openTarAt(handle, inside, close)
      return oneFile(file, size, { read: () => readAt(handle, 0, size), close })
    } catch (error) {
      await handle.close()
      throw error
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function unpack(file: ContainerFile, to: string): Promise<void> {
  const mostBytes = Math.min(MAX_BYTES, Math.max(RATIO_FROM_BYTES, file.sizeBytes * MAX_RATIO))
  let bytes = 0
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      done(bytes > mostBytes ? tooMuch(file, mostBytes) : null, chunk)
    },
  })
  try {
    await pipeline(createReadStream(file.absolutePath), createGunzip(), counter, createWriteStream(to))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw code.startsWith('Z_') ? brokenTar(file, 'it does not unpack to the end') : error
  }
}

function oneFile(
  file: ContainerFile,
  sizeBytes: number,
  { read, close }: { read: () => Promise<Buffer>; close: () => Promise<void> },
): OpenContainer {
  const own = nameOf(file.path)
  return {
    async *members() {
      yield { name: own, sizeBytes }
    },
    async read(name): Promise<MemberContent> {
      if (name !== own) throw noSuchMember(file.path, name)
      if (sizeBytes > DEFAULT_LIMITS.maxUnpackedBytes) throw tooMuch(file, DEFAULT_LIMITS.maxUnpackedBytes)
      return {
        kind: 'bytes',
        file: { path: `${file.path}!/${own}`, bytes: await read(), limits: DEFAULT_LIMITS },
      }
    },
    close,
  }
}

/** `story.txt.gz` → `story.txt`. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar') || 'content'
}

function tooMuch(file: ContainerFile, mostBytes: number): RefusedFile {
  return new RefusedFile(
    'read/zip-bomb',
    `"${file.path}" unpacks to more than ${Math.round(mostBytes / 1024 / 1024)} MB, far more than stories need; it was cut off there.`,
    'Files like this are made to fill disks. If it holds stories all the same, unpack it and add what is in it.',
  )
}
