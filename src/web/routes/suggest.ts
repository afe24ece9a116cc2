/** `/suggest`: what may be meant by what was typed so far, for the boxes that complete it. */
import { Hono } from 'hono'
import { z } from 'zod'
import { FACET_FIELDS } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import { completions } from '../forms/completions.ts'
import type { Web } from '../web.ts'

const KINDS = [...FACET_FIELDS, 'title'] as const

const shape = z.object({
  q: z.string().max(2000).default(''),
  /** `query`: the end of a query is completed; `values`: all of what was typed is one name. */
  as: z.enum(['query', 'values']).default('query'),
  kinds: z
    .string()
    .optional()
    .transform((text) => text?.split(','))
    .pipe(z.array(z.enum(KINDS)).optional()),
})

export function suggestRoutes(web: Web): Hono {
  return new Hono().get('/suggest', async (c) => {
    const asked = shape.safeParse(c.req.query())
    if (!asked.success)
      throw new ArchiveError(
        'web/bad-address',
        `Nothing can be suggested for "${c.req.url}".`,
        `It is /suggest?q=WORDS, with kinds of ${KINDS.join(', ')}.`,
      )
    const view = await (await web.facets()).now()
    c.header('Cache-Control', 'no-store')
    return c.json(completions(view, asked.data))
  })
}
