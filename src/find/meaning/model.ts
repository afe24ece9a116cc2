/** Which sentence encoder finding by meaning uses: a folder with a `model.json`. models/README.md describes it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../entry-points.ts'
import { ArchiveError } from '../../errors.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const modelFile = z.strictObject({
  name: z.string().min(1).max(100),
  weights: z.string().min(1),
  tokenizer: z.string().min(1),
  sha256: z.strictObject({ weights: sha256, tokenizer: sha256 }),
  dimensions: z.int().min(8).max(4096),
  pooling: z.enum(['cls', 'mean']),
  maxTokens: z.int().min(16).max(8192),
  queryPrefix: z.string(),
  passagePrefix: z.string(),
  languages: z.array(z.string().min(1)).min(1),
})

export interface EncoderModel extends z.infer<typeof modelFile> {
  folder: string
  /** Tells vectors of one model from those of another: changes with the weights, the tokenizer and how they are called. */
  id: string
}

const SHIPPED = 'bge-small-en-v1.5'

/**
 * @param folder the operator's own; the one that comes with Fanfold where none is named.
 * @throws ArchiveError `model/unusable` saying what is wrong with it.
 */
export function readModel(folder?: string): EncoderModel {
  const at = folder ? resolve(folder) : join(packageRoot(), 'models', SHIPPED)
  const path = join(at, 'model.json')
  const described = modelFile.safeParse(readJson(path))
  if (!described.success) {
    const [issue] = described.error.issues
    throw unusable(path, `${issue?.path.join('.') || 'it'}: ${issue?.message}`)
  }
  const { data } = described
  return { ...data, folder: at, id: `${slug(data.name)}-${identity(data)}` }
}

/** @returns whether stories in this language can be read for meaning; of an unknown language they are tried. */
export function knowsLanguage({ languages }: EncoderModel, language: string | null): boolean {
  if (language === null || languages.includes('*')) return true
  const primary = (tag: string) => tag.toLowerCase().split('-')[0]
  return languages.some((known) => primary(known) === primary(language))
}

/** @returns the files whose bytes are not those the model was described with. Reads them whole. */
export function damagedFiles(model: EncoderModel): string[] {
  return (['weights', 'tokenizer'] as const)
    .filter((part) => hashOf(join(model.folder, model[part])) !== model.sha256[part])
    .map((part) => join(model.folder, model[part]))
}

function hashOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return ''
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw unusable(path, error instanceof Error ? error.message : String(error))
  }
}

function unusable(path: string, what: string): ArchiveError {
  return new ArchiveError(
    'model/unusable',
    `The sentence encoder cannot be used: ${path} (${what}).`,
    'models/README.md says what a model folder holds; "fanfold model own" goes back to the one that comes with Fanfold.',
  )
}

/** What changes the vectors; the languages do not. */
function identity(model: z.infer<typeof modelFile>): string {
  const { sha256: hashes, pooling, maxTokens, passagePrefix, dimensions } = model
  const said = JSON.stringify([
    hashes.weights,
    hashes.tokenizer,
    pooling,
    maxTokens,
    passagePrefix,
    dimensions,
  ])
  return createHash('sha256').update(said).digest('hex').slice(0, 8)
}

const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
