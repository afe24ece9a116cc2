/** One address of the API: what it takes, what it answers, and what makes the answer. */
import type { Context } from 'hono'
import { z } from 'zod'
import { ArchiveError } from '../../errors.ts'
import type { Web } from '../web.ts'

interface Definition<P extends z.ZodRawShape, Q extends z.ZodRawShape, A extends z.ZodType> {
  /** `operationId` of the description. */
  id: string
  /** OpenAPI's own form: `/api/v1/works/{id}`. */
  path: string
  summary: string
  description: string
  /** Parts of the path. */
  params: P
  /** What may stand after the `?`. */
  query: Q
  answer: A
  /** Codes it may refuse with, beside those every address may. */
  refuses: string[]
  /** Addresses to look at. */
  examples: string[]
  answerFor(web: Web, asked: z.infer<z.ZodObject<P>> & z.infer<z.ZodObject<Q>>): Promise<z.infer<A>>
}

/** The same with its types laid aside, so that all can stand in one table. */
export interface Endpoint {
  id: string
  path: string
  summary: string
  description: string
  params: z.ZodObject
  query: z.ZodObject
  answer: z.ZodType
  refuses: string[]
  examples: string[]
  respond(web: Web, c: Context): Promise<unknown>
}

export function endpoint<P extends z.ZodRawShape, Q extends z.ZodRawShape, A extends z.ZodType>({
  answerFor,
  ...definition
}: Definition<P, Q, A>): Endpoint {
  const params = z.object(definition.params)
  const query = z.strictObject(definition.query)
  return {
    ...definition,
    params,
    query,
    async respond(web, c) {
      const fromPath = read(params, c.req.param())
      const fromQuery = read(query, Object.fromEntries(new URL(c.req.url).searchParams))
      return answerFor(web, { ...fromPath, ...fromQuery } as Parameters<typeof answerFor>[1])
    },
  }
}

/** @throws ArchiveError `web/bad-address` naming the part that cannot be understood, and what it may be. */
function read<T extends z.ZodObject>(shape: T, given: Record<string, string>): z.infer<T> {
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0] as z.core.$ZodIssue
  if (issue.code === 'unrecognized_keys') throw unknownParameter(shape, issue.keys[0] as string)
  const name = String(issue.path[0] ?? '')
  const rule = shape.shape[name] as z.ZodType | undefined
  throw new ArchiveError(
    'web/bad-address',
    given[name] === undefined
      ? `The address says nothing for “${name}”, which is needed.`
      : `The address asks for “${name}=${given[name].slice(0, 100)}”, which means nothing here.`,
    `“${name}”: ${rule?.description ?? issue.message}`,
  )
}

function unknownParameter(shape: z.ZodObject, name: string): ArchiveError {
  const known = Object.keys(shape.shape)
  return new ArchiveError(
    'web/bad-address',
    `The address asks for “${name.slice(0, 100)}”, which means nothing here.`,
    known.length === 0 ? 'Leave it out.' : `It may ask for ${known.map((each) => `“${each}”`).join(', ')}.`,
  )
}

/** The page of a list that is asked for. */
export const pageNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .default(1)
  .describe('Which page, from 1.')

/** @param usual where nothing is said. @param max more are not answered at once. */
export function limitUpTo(max: number, usual: number, what: string) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .max(max)
    .default(usual)
    .describe(`How many ${what}, from 1 to ${max}.`)
}

/** The address of the next page, everything else as asked; null on the last. */
export function nextPage(
  path: string,
  asked: Record<string, string | number | undefined>,
  { page, limit, total }: { page: number; limit: number; total: number },
): string | null {
  if (page * limit >= total) return null
  const pairs = Object.entries({ ...asked, page: page + 1 }).filter(([, value]) => value !== undefined)
  return `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}
