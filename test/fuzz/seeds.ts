/** Files to break: the case files of every reader, each for the readers that would take it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { gunzipSync, zipSync } from 'fflate'
import { CONTAINERS } from '../../src/intake/formats/containers.ts'
import { FORMATS } from '../../src/intake/formats/formats.ts'

export interface Seed {
  name: string
  bytes: Uint8Array
  /** Where it lies: a dump of an archive has its stories beside it. */
  folder: string
}

/** A reader that is tried: `docx`, `container:mbox`. */
export interface Target {
  id: string
  seeds: Seed[]
}

const root = resolve(import.meta.dirname, '../..')
const FOLDERS = ['test/fixtures', 'examples']
const LEFT_OUT = /\.expected\.json$|(?:^|\/)unseen\/|README|expected/
/** Larger ones take too long a turn each. */
const MAX_SEED_BYTES = 512 * 1024
const MAX_SEEDS = 60
const HEAD_BYTES = 4096
/** Surer than a guess. */
const TAKEN_FROM = 0.3

/** Every format and container there is, with the files that are of it. */
export function allTargets(): Target[] {
  const seeds: Seed[] = FOLDERS.flatMap((folder) => filesBelow(join(root, folder))).map((path) => ({
    name: basename(path),
    folder: dirname(path),
    bytes: new Uint8Array(readFileSync(path)),
  }))
  seeds.push(...madeContainers(seeds))
  const of = (id: string, recognise: (typeof FORMATS)[number]['recognise']): Target => ({
    id,
    seeds: spread(seeds.filter((seed) => recognise(headOf(seed)) > TAKEN_FROM)),
  })
  return [
    ...FORMATS.map((format) => of(format.id, (head) => format.recognise(head))),
    ...CONTAINERS.map((format) => of(`container:${format.id}`, (head) => format.recognise(head))),
  ]
}

/** What stands in no case file by itself: a zip of plain texts, and what is in the gzips. */
function madeContainers(seeds: readonly Seed[]): Seed[] {
  const texts = seeds.filter(({ name }) => /\.(?:txt|html)$/.test(name)).slice(0, 6)
  const packed = Object.fromEntries(texts.map(({ name, bytes }) => [name, bytes]))
  const unpacked = seeds
    .filter(({ name }) => name.endsWith('.gz'))
    .map(({ name, bytes, folder }) => ({ name: basename(name, '.gz'), bytes: gunzipSync(bytes), folder }))
  return [{ name: 'made.zip', folder: root, bytes: zipSync(packed) }, ...unpacked]
}

function headOf({ name, bytes }: Seed) {
  return {
    path: name,
    extension: extname(name).toLowerCase(),
    head: bytes.subarray(0, HEAD_BYTES),
    sizeBytes: bytes.length,
  }
}

/** Evenly over all of them, not the first ones by name. */
function spread(seeds: Seed[]): Seed[] {
  const step = Math.max(1, seeds.length / MAX_SEEDS)
  return Array.from(
    { length: Math.min(MAX_SEEDS, seeds.length) },
    (_, index) => seeds[Math.floor(index * step)] as Seed,
  )
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !LEFT_OUT.test(path))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= MAX_SEED_BYTES)
    .sort()
}
