/** The bytes of a dump, one character a byte, whatever it is packed in: as it is, gzipped, or in UTF-16 as Windows pipes it. */
import { open } from 'node:fs/promises'
import { constants, createGunzip, gunzipSync } from 'node:zlib'
import { RefusedFile } from '../../../errors.ts'
import type { ContainerFile } from '../container.ts'

const CHUNK_BYTES = 256 * 1024

/** What the first bytes of a file say, unpacked. */
export function openingOf(head: Uint8Array): string {
  const bytes = isGzip(head) ? unpackedStart(head) : head
  const utf16 = utf16Of(bytes)
  const text = utf16 === null ? Buffer.from(bytes).toString('latin1') : new TextDecoder(utf16).decode(bytes)
  return text.replace(/^\xef\xbb\xbf|^\ufeff/, '')
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

function unpackedStart(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 })
  } catch {
    return new Uint8Array()
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/**
 * @param wanted how many bytes had better come next: a long row is then not begun anew with each small chunk.
 * @throws RefusedFile when the packed bytes are damaged, or more comes out of them than is allowed.
 */
export async function* dumpBytes(file: ContainerFile, wanted: () => number): AsyncGenerator<string> {
  const plain = isGzip(await startOf(file)) ? unpacked(file) : fileBytes(file, wanted)
  let decoder: TextDecoder | null = null
  let isFirst = true
  for await (const chunk of plain) {
    const utf16 = isFirst ? utf16Of(chunk) : null
    if (utf16 !== null) decoder = new TextDecoder(utf16)
    const bytes = decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8')
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    yield isFirst ? text.replace(/^\xef\xbb\xbf/, '') : text
    isFirst = false
  }
}

async function startOf(file: ContainerFile): Promise<Uint8Array> {
  const handle = await open(file.absolutePath)
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(2), 0, 2, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function* fileBytes(file: ContainerFile, wanted: () => number): AsyncGenerator<Uint8Array> {
  const handle = await open(file.absolutePath)
  try {
    while (true) {
      const buffer = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, wanted()))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

async function* unpacked(file: ContainerFile): AsyncGenerator<Uint8Array> {
  const handle = await open(file.absolutePath)
  const gunzip = handle.createReadStream().pipe(createGunzip())
  let total = 0
  try {
    for await (const chunk of gunzip) {
      total += (chunk as Uint8Array).length
      if (total > file.limits.maxUnpackedBytes) throw tooMuch(file)
      yield chunk as Uint8Array
    }
  } catch (error) {
    if (error instanceof RefusedFile) throw error
    throw new RefusedFile(
      'read/broken-zip',
      `${file.path} is packed, and what is packed in it is damaged.`,
      'Get it again, or unpack it with another program and import what comes out.',
    )
  } finally {
    gunzip.destroy()
    await handle.close().catch(() => {})
  }
}

function tooMuch(file: ContainerFile): RefusedFile {
  return new RefusedFile(
    'read/zip-bomb',
    `Far more comes out of ${file.path} than a dump of stories holds.`,
    'Unpack it and import the dump itself, if you trust it.',
  )
}
