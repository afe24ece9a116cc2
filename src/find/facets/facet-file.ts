/**
 * The facets on disk: a head that tells what follows, then arrays of numbers as they stand in memory, each with its
 * checksum. What is damaged, or of another Fanfold, is as good as not there: all of it can be read from the archive again.
 */
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises'
import { endianness } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { putInPlace, syncFolder, writePartialOf } from '../../storage/durable-file.ts'
import type { NumberedLink } from './canonical-tags.ts'
import type { FacetParts } from './facet-index.ts'
import type { NameArrays } from './name-index.ts'
import { NameIndex } from './name-index.ts'
import { PackedNames } from './packed-names.ts'
import { TagTable } from './tag-table.ts'
import { TitleIndex } from './title-index.ts'
import { COLUMN_NAMES, WorkColumns } from './work-columns.ts'

/** To be raised with every change of what is written, or of how names are folded and sorted. */
const MAGIC = `fanfold facets 2 ${endianness()}\n`
const FOLDER = 'facets'
const NAME = 'facets.bin'
const STRAY_AFTER_MS = 3_600_000

export interface SavedState {
  /** Of the archive's clock: all that is newer is still to be taken in. */
  seq: number
  linkSeq: number
  /** Tell a library from another, and from an older state of itself. */
  witnesses: string[]
}

export interface SavedFacets {
  state: SavedState
  parts: FacetParts
}

const headShape = z.object({
  seq: z.number().int(),
  linkSeq: z.number().int(),
  witnesses: z.array(z.string()),
  nones: z.array(z.number().int()),
  /** Works count for the very tags they say. */
  isPlain: z.boolean(),
  arrays: z.record(
    z.string(),
    z.object({ start: z.number().int(), bytes: z.number().int(), crc: z.number() }),
  ),
})
type Head = z.infer<typeof headShape>

/** @throws the system's error where it cannot be written; what was there before is still there. */
export async function saveFacets(libraryDir: string, { state, parts }: SavedFacets): Promise<void> {
  const folder = join(libraryDir, FOLDER)
  await mkdir(folder, { recursive: true })
  await clearStrays(folder)
  const partial = await writePartialOf(folder, stretches(state, parts))
  await putInPlace(partial, join(folder, NAME))
  await syncFolder(folder)
}

/** So that all is read from the archive at the next start. */
export async function forgetSavedFacets(libraryDir: string): Promise<void> {
  await unlink(join(libraryDir, FOLDER, NAME)).catch(() => undefined)
}

/** @returns undefined where there is none that can be used. Never throws. */
export async function loadFacets(libraryDir: string): Promise<SavedFacets | undefined> {
  try {
    return readSaved(await readWhole(join(libraryDir, FOLDER, NAME)))
  } catch {
    return undefined
  }
}

/** What a process left that was killed while it wrote. */
async function clearStrays(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.part')) continue
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > STRAY_AFTER_MS) await unlink(join(folder, name)).catch(() => undefined)
  }
}

type Arrays = Map<string, Uint8Array | Uint32Array | Int32Array>

const LINK_KINDS = ['synonym', 'parent', 'apart'] as const
/** Numbers a link is written in. */
const LINK_NUMBERS = 3

function arraysOf({ tags, columns, rows, titles, links, derived }: FacetParts): Arrays {
  const arrays: Arrays = new Map()
  const numbered = links.flatMap(({ kind, tagId, targetId }) => [LINK_KINDS.indexOf(kind), tagId, targetId])
  arrays.set('links', Uint32Array.from(numbered))
  if (derived !== undefined) {
    arrays.set('canonical', derived.canonical)
    arrays.set('crossovers', derived.crossovers)
    arrays.set('postings.starts', derived.postings.starts)
    arrays.set('postings.works', derived.postings.works)
  }
  if (derived !== undefined && derived.rows !== rows) {
    arrays.set('counted.starts', derived.rows.starts)
    arrays.set('counted.tags', derived.rows.tags)
  }
  for (const name of COLUMN_NAMES) arrays.set(`columns.${name}`, columns.arrays[name])
  arrays.set('rows.starts', rows.starts)
  arrays.set('rows.tags', rows.tags)
  arrays.set('tags.fields', tags.fields.subarray(0, tags.length))
  addNames(arrays, 'tags', tags.names.base)
  arrays.set('titles.works', titles.works)
  addNames(arrays, 'titles', titles.base)
  return arrays
}

function addNames(arrays: Arrays, of: string, { names, folded, words }: NameArrays): void {
  arrays.set(`${of}.names`, names.bytes)
  arrays.set(`${of}.names.starts`, names.starts)
  arrays.set(`${of}.folded`, folded.bytes)
  arrays.set(`${of}.folded.starts`, folded.starts)
  arrays.set(`${of}.places`, words.places)
  arrays.set(`${of}.owners`, words.owners)
}

const ALIGNED = 8
const padded = (bytes: number) => Math.ceil(bytes / ALIGNED) * ALIGNED

function* stretches(state: SavedState, parts: FacetParts): Generator<Uint8Array> {
  const isPlain = parts.derived?.rows === parts.rows
  const head: Head = { ...state, nones: [...parts.tags.nones], isPlain, arrays: {} }
  const written: Uint8Array[] = []
  let start = 0
  for (const [name, array] of arraysOf(parts)) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    head.arrays[name] = { start, bytes: bytes.length, crc: crc32(bytes) }
    written.push(bytes, new Uint8Array(padded(bytes.length) - bytes.length))
    start += padded(bytes.length)
  }
  const text = Buffer.from(JSON.stringify(head))
  const front = Buffer.from(`${MAGIC}${text.length} ${crc32(text)}\n`)
  yield front
  yield text
  yield new Uint8Array(padded(front.length + text.length) - front.length - text.length)
  yield* written
}

async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at)
      if (bytesRead === 0) throw new Error('It is shorter than it was.')
      at += bytesRead
    }
    return bytes
  } finally {
    await file.close()
  }
}

/** @throws where anything is not as it was written. */
function readSaved(bytes: Uint8Array<ArrayBuffer>): SavedFacets {
  const { head, start } = readHead(Buffer.from(bytes.buffer))
  const section = (name: string): Uint8Array<ArrayBuffer> => {
    const told = head.arrays[name]
    if (told === undefined) throw new Error(`It has no ${name}.`)
    const part = bytes.subarray(start + told.start, start + told.start + told.bytes)
    if (part.length !== told.bytes || crc32(part) !== told.crc) throw new Error(`Its ${name} is damaged.`)
    return part
  }
  const numbers = (name: string) => {
    const part = section(name)
    return new Uint32Array(part.buffer, part.byteOffset, part.length / 4)
  }
  const signed = (name: string) => {
    const part = section(name)
    return new Int32Array(part.buffer, part.byteOffset, part.length / 4)
  }
  const names = (of: string) =>
    new NameIndex({
      names: new PackedNames(section(`${of}.names`), numbers(`${of}.names.starts`)),
      folded: new PackedNames(section(`${of}.folded`), numbers(`${of}.folded.starts`)),
      words: { places: numbers(`${of}.places`), owners: numbers(`${of}.owners`) },
    })
  const columns = new WorkColumns({
    words: signed('columns.words'),
    chapters: signed('columns.chapters'),
    updated: signed('columns.updated'),
    published: signed('columns.published'),
    added: signed('columns.added'),
    flags: signed('columns.flags'),
  })
  const rows = { starts: numbers('rows.starts'), tags: numbers('rows.tags') }
  return {
    state: { seq: head.seq, linkSeq: head.linkSeq, witnesses: head.witnesses },
    parts: {
      columns,
      rows,
      tags: new TagTable(names('tags'), section('tags.fields'), head.nones),
      titles: new TitleIndex(names('titles'), numbers('titles.works')),
      links: readLinks(numbers('links')),
      derived: {
        canonical: numbers('canonical'),
        rows: head.isPlain ? rows : { starts: numbers('counted.starts'), tags: numbers('counted.tags') },
        postings: { starts: numbers('postings.starts'), works: numbers('postings.works') },
        crossovers: numbers('crossovers'),
      },
    },
  }
}

function readLinks(numbers: Uint32Array): NumberedLink[] {
  return Array.from({ length: numbers.length / LINK_NUMBERS }, (_, at) => ({
    kind: LINK_KINDS[numbers[at * LINK_NUMBERS] as number] ?? 'apart',
    tagId: numbers[at * LINK_NUMBERS + 1] as number,
    targetId: numbers[at * LINK_NUMBERS + 2] as number,
  }))
}

function readHead(bytes: Buffer): { head: Head; start: number } {
  const line = bytes.toString('latin1', MAGIC.length, MAGIC.length + 40).split('\n')[0] as string
  const [length, crc] = line.split(' ').map(Number)
  const from = MAGIC.length + line.length + 1
  const text = bytes.subarray(from, from + (length ?? 0))
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC || text.length === 0 || crc32(text) !== crc)
    throw new Error('It was written by another Fanfold, or is damaged.')
  return { head: headShape.parse(JSON.parse(text.toString())), start: padded(from + text.length) }
}
