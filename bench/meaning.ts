/**
 * Finding by meaning over as many vectors as the library has passages: real ones disturbed, since encoding 400,000 takes
 * three hours. Prints how fast the encoder is (beside Python's onnxruntime where that is installed), how long the vector
 * index takes, how much of an exact search it finds, and how long a description of three sentences takes, encoding included.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Table as ArrowTable } from 'apache-arrow'
import { type Encoder, openEncoder, unit } from '../src/find/meaning/encoder.ts'
import { near } from '../src/find/meaning/meaning-reader.ts'
import { meaningFolder, openMeaningTables } from '../src/find/meaning/meaning-tables.ts'
import { openMeaningWriter, type VectorRow } from '../src/find/meaning/meaning-writer.ts'
import { type EncoderModel, readModel } from '../src/find/meaning/model.ts'
import { rememberEncoder } from '../src/find/meaning/open-meaning.ts'
import { meanOf } from '../src/find/meaning/read-for-meaning.ts'
import { openFinder, type SearchedArchive } from '../src/find/open-finder.ts'
import { countWords } from '../src/story/word-count.ts'
import { anyOf, random, type Story } from './search-library.ts'
import { shown, timeEach } from './timing.ts'

const ENCODED = 1000
const RECALL_AT = 100
const RECALL_QUERIES = 50
const WORKS_A_WRITE = 200
/** Shares of other real vectors, and of noise, keep them apart as passages of a library are. */
const OTHER = 0.9
const NOISE = 0.5

export async function measureMeaning(
  libraryDir: string,
  { stories, archive }: { stories: Story[]; archive: SearchedArchive },
): Promise<void> {
  const model = readModel()
  const encoder = await openEncoder(model)
  const real = await measureEncoding(encoder, stories)
  const queries = descriptions()
  const asked = await encoder.encode(queries, 'query')
  await encoder.close()
  await fill(libraryDir, model, stories, real)
  await measureRecall(libraryDir, model, asked)
  const finder = await openFinder({ libraryDir, archive })
  console.log(
    `find by words and meaning, three sentences, encoding included: ${shown(await timeEach(queries, (query) => finder.find(query, { limit: 20 })))}`,
  )
  await finder.close()
}

/** Descriptions of about three sentences. */
function descriptions(): string[] {
  const path = resolve(import.meta.dirname, '../test/fixtures/find/descriptions.tsv')
  const all = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split('\t')[0]?.trim() ?? '')
    .filter((text) => text !== '')
  return all.filter((text) => text.length > 150).slice(0, 100)
}

async function measureEncoding(encoder: Encoder, stories: Story[]): Promise<Float32Array[]> {
  const texts = Array.from({ length: ENCODED }, () => anyOf(anyOf(stories).passages))
  const words = texts.reduce((sum, text) => sum + countWords(text), 0)
  await encoder.encode(texts.slice(0, 8), 'passage')
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const vectors = await encoder.encode(texts, 'passage')
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `encoding: ${Math.round(words / seconds)} words/s (${seconds.toFixed(1)} s, processor ${((user + system) / 1e6).toFixed(1)} s)`,
  )
  const python = spawnSync('python3', [join(import.meta.dirname, 'encode.py')], {
    input: JSON.stringify({
      texts: texts.slice(0, 300),
      words: texts.slice(0, 300).reduce((sum, text) => sum + countWords(text), 0),
    }),
    encoding: 'utf8',
  })
  console.log(
    python.status === 0
      ? python.stdout.trim()
      : 'encoding in Python: onnxruntime and tokenizers are not installed',
  )
  return vectors
}

async function fill(
  libraryDir: string,
  model: EncoderModel,
  stories: Story[],
  real: Float32Array[],
): Promise<void> {
  const folder = meaningFolder(libraryDir, model)
  const writer = await openMeaningWriter(folder, model.dimensions)
  rememberEncoder(folder, model)
  for (let from = 0; from < stories.length; from += WORKS_A_WRITE) {
    const some = stories.slice(from, from + WORKS_A_WRITE).map(({ id, passages }) => ({
      work: Number(id),
      vectors: passages.map(() => disturbed(real)),
    }))
    const rows = some.flatMap(({ work, vectors }) =>
      vectors.map(
        (vector, at): VectorRow => ({
          work,
          revision: 1,
          place: `${work} 1 1 ${at} ${at + 1} 0`,
          hash: hexOf(random()),
          vector,
        }),
      ),
    )
    await writer.addPassages(rows)
    await writer.finishWorks(
      some.map(({ work, vectors }) => {
        const mean = meanOf(vectors, model.dimensions)
        return { work, revision: 1, passages: vectors.length, mean, about: disturbed(real) }
      }),
      [],
    )
  }
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  await writer.settle()
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `vector index: ${((performance.now() - startedAt) / 1000).toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s)`,
  )
  writer.close()
}

const hexOf = (share: number) =>
  Math.floor(share * 0xffff_ffff)
    .toString(16)
    .padStart(8, '0')
    .padEnd(32, '0')

function disturbed(real: Float32Array[]): Float32Array {
  const [one, other, third] = [anyOf(real), anyOf(real), anyOf(real)]
  const [more, less] = [OTHER * random(), OTHER * random()]
  const noise = NOISE / Math.sqrt(one.length)
  return unit(
    one.map(
      (value, at) =>
        value + more * (other[at] as number) + less * (third[at] as number) + noise * 3.4 * (random() - 0.5),
    ),
  )
}

function idsOf(table: ArrowTable): Set<string> {
  return new Set([...(table.getChild('place') ?? [])])
}

async function measureRecall(libraryDir: string, model: EncoderModel, asked: Float32Array[]): Promise<void> {
  const tables = await openMeaningTables(meaningFolder(libraryDir, model))
  let found = 0
  for (const query of asked.slice(0, RECALL_QUERIES)) {
    const exact = idsOf(
      await tables.passages
        .vectorSearch(query)
        .column('vector')
        .distanceType('cosine')
        .bypassVectorIndex()
        .select(['place', '_distance'])
        .limit(RECALL_AT)
        .toArrow(),
    )
    const ours = idsOf(await near(tables.passages, ['vector', query], ['place'], { limit: RECALL_AT }))
    found += [...ours].filter((id) => exact.has(id)).length
  }
  const share = found / (RECALL_AT * Math.min(RECALL_QUERIES, asked.length))
  console.log(`recall@${RECALL_AT} against an exact search: ${share.toFixed(3)}`)
  tables.close()
}
