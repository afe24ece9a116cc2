/** Stories found by a query, and the stories there are. */
import { z } from 'zod'
import type { WorkSort } from '../../../archive/archive.ts'
import { parseQuery, QUERY_CHARACTERS_MAX } from '../../../find/query/parse-query.ts'
import { runQuery } from '../../../find/query/run-query.ts'
import { FALLS_BY_NATURE, SORTS } from '../../forms/library-query.ts'
import { worksInOrder } from '../../matching-works.ts'
import { endpoint, limitUpTo, nextPage, pageNumber } from '../endpoint.ts'
import { foundAnswer, understood } from '../found-answer.ts'
import { FoundShape, WorkListShape } from '../schemas/answers.ts'
import { API, listedWork } from '../story-answers.ts'

const FIND = `${API}/find`
const WORKS = `${API}/works`

const query = z.string().max(QUERY_CHARACTERS_MAX)
const QUERY_WORDS = `plain words, "exact words", \`-word\`, \`OR\`, \`fandom:torchwood words:1000-5000\`; at most ${QUERY_CHARACTERS_MAX} characters.`
const order = z.enum(SORTS).optional()
const direction = z
  .enum(['asc', 'desc'])
  .optional()
  .describe('`asc` or `desc`; else as the order is by nature: newest and longest first, names from A.')
const hidden = z
  .enum(['show'])
  .optional()
  .describe('`show` answers stories too that the library’s standing filters hold back.')

export const listWorks = endpoint({
  id: 'listWorks',
  path: WORKS,
  summary: 'The stories there are',
  description: 'All of them, or those a query holds for, a page at a time.',
  params: {},
  query: {
    q: query.default('').describe(`A query, in the language of the box: ${QUERY_WORDS}`),
    order: order.describe(
      '`added`, `title`, `creator` or `words`; else by likeness where plain words were asked for, and by `added` where not.',
    ),
    direction,
    hidden,
    page: pageNumber,
    limit: limitUpTo(100, 20, 'stories'),
  },
  answer: WorkListShape,
  refuses: ['find/index-unreadable'],
  examples: [WORKS, `${WORKS}?q=rating%3Ateen&order=words`],
  async answerFor(web, { order: by, direction, ...asked }) {
    const { page, limit } = asked
    const parsed = parseQuery(asked.q)
    const found = await runQuery(web, parsed, {
      limit,
      skip: (page - 1) * limit,
      sort: by && { by, descending: descends(by, direction) },
      showHidden: asked.hidden === 'show',
      counts: false,
    })
    const works = await worksInOrder(
      web,
      found.results.map(({ workId }) => workId),
    )
    return {
      ...understood(parsed),
      total: found.total,
      totalWords: found.totalWords,
      hidden: found.hidden,
      page,
      limit,
      next: nextPage(
        WORKS,
        { ...asked, q: asked.q || undefined, order: by, direction },
        { page, limit, total: found.total },
      ),
      works: works.map(listedWork),
    }
  },
})

export const find = endpoint({
  id: 'find',
  path: FIND,
  summary: 'Find a story by what happens in it',
  description:
    'The same as the box: what was understood as chips, what was not as problems, and the stories, best first, with the passages that made them likely.',
  params: {},
  query: {
    q: query.trim().min(1).describe(`What it shall find: ${QUERY_WORDS}`),
    hidden,
    counts: z.coerce
      .number()
      .int()
      .min(0)
      .max(200)
      .default(10)
      .describe('How many values of each field are counted, from 0 to 200.'),
    page: pageNumber,
    limit: limitUpTo(50, 10, 'stories'),
  },
  answer: FoundShape,
  refuses: ['find/index-unreadable'],
  examples: [`${FIND}?q=he+gives+him+his+own+heart`],
  async answerFor(web, asked) {
    const { q, page, limit, counts } = asked
    const found = await foundAnswer(web, {
      query: q,
      limit,
      skip: (page - 1) * limit,
      showHidden: asked.hidden === 'show',
      counts,
    })
    return { ...found, page, limit, next: nextPage(FIND, asked, { page, limit, total: found.total }) }
  },
})

function descends(by: WorkSort, direction: 'asc' | 'desc' | undefined): boolean {
  return direction === undefined ? FALLS_BY_NATURE[by] : direction === 'desc'
}
