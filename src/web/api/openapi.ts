/** The OpenAPI 3.1 description, made from the same shapes the answers are. */
import { z } from 'zod'
import { statusOf } from '../middleware/errors.tsx'
import type { Endpoint } from './endpoint.ts'
import { ErrorShape } from './schemas/answers.ts'
import { NAMED, SHAPE_WORDS } from './schemas/named.ts'

/** As far as JSON Schema goes here. */
export interface JsonSchema {
  type?: string | string[]
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  enum?: string[]
  anyOf?: JsonSchema[]
  $ref?: string
  default?: unknown
  minimum?: number
  maximum?: number
  format?: string
  additionalProperties?: JsonSchema | boolean
  [more: string]: unknown
}

export interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  description: string
  schema: JsonSchema
}

export interface Operation {
  operationId: string
  summary: string
  description: string
  parameters: Parameter[]
  responses: Record<string, { description: string; content: { 'application/json': { schema: JsonSchema } } }>
  /** Addresses to look at. */
  'x-examples': string[]
}

export interface OpenApi {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string; description: string }[]
  paths: Record<string, { get: Operation }>
  components: { schemas: Record<string, JsonSchema> }
}

/** Codes any address may refuse with, beside its own. */
const ANYWHERE = ['web/bad-address', 'web/wrong-host']

const STATUS_WORDS: Record<number, string> = {
  400: 'The address makes no sense',
  403: 'Not from there',
  404: 'There is no such thing',
  500: 'A mistake of Fanfold’s',
  503: 'The library cannot be used just now',
}

export function openApi(endpoints: readonly Endpoint[]): OpenApi {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fanfold',
      version: '1',
      description:
        'The stories of this library, for programs. Everything is read with GET and answered as JSON; new keys may come with later versions, none goes or changes its meaning within v1.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This library' }],
    paths: Object.fromEntries(endpoints.map((each) => [each.path, { get: operation(each) }])),
    components: { schemas: namedSchemas() },
  }
}

function operation(endpoint: Endpoint): Operation {
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: endpoint.description,
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    responses: { 200: response('Answered', endpoint.answer), ...refusals(endpoint.refuses) },
    'x-examples': endpoint.examples,
  }
}

function parameters(shape: z.ZodObject, where: Parameter['in']): Parameter[] {
  const { properties = {}, required = [] } = schemaOf(shape)
  return Object.entries(properties).map(([name, { description = '', ...schema }]) => ({
    name,
    in: where,
    required: required.includes(name),
    description,
    schema,
  }))
}

/** One response for each status, with the codes it may have. */
function refusals(codes: string[]): Operation['responses'] {
  const byStatus = new Map<number, string[]>()
  for (const code of [...ANYWHERE, ...codes]) {
    const status = statusOf(code)
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\``])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      response(`${STATUS_WORDS[status] ?? 'Refused'}: ${names.join(', ')}`, ErrorShape),
    ]),
  )
}

function response(description: string, shape: z.ZodType): Operation['responses'][string] {
  const id = NAMED.get(shape)?.id
  const schema = id === undefined ? schemaOf(shape) : { $ref: schemaPath(id) }
  return { description, content: { 'application/json': { schema } } }
}

/** By name. */
function namedSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(NAMED, { uri: schemaPath, io: 'input' })
  return Object.fromEntries(
    Object.keys(schemas)
      .sort()
      .map((id) => [id, { description: SHAPE_WORDS.get(id) ?? '', ...plain(schemas[id] as JsonSchema) }]),
  )
}

function schemaPath(id: string): string {
  return `#/components/schemas/${id}`
}

/** What may be left out where it has a default; so an address is told as it is written and not as it is understood. */
function schemaOf(shape: z.ZodType): JsonSchema {
  return plain(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
}

/** A schema within a document has neither a dialect nor an address of its own. */
function plain({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema
}
