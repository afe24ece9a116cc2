/** What may be meant by what was typed so far. */
import { z } from 'zod'
import { FACET_FIELDS } from '../../../archive/archive.ts'
import { endpoint, limitUpTo } from '../endpoint.ts'
import { SuggestionsShape } from '../schemas/answers.ts'
import { API } from '../story-answers.ts'

const KINDS = [...FACET_FIELDS, 'title'] as const

export const suggest = endpoint({
  id: 'suggest',
  path: `${API}/suggest`,
  summary: 'Tags, titles, creators and characters that begin so',
  description: 'Most used first, names under their other forms too. For completing what is typed.',
  params: {},
  query: {
    q: z.string().trim().min(1).max(200).describe('What was typed so far, from 1 to 200 characters.'),
    kinds: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(KINDS)))
      .optional()
      .describe(`Only these, parted by commas: ${KINDS.join(', ')}.`),
    limit: limitUpTo(50, 10, 'suggestions'),
  },
  answer: SuggestionsShape,
  refuses: [],
  examples: [`${API}/suggest?q=to`],
  async answerFor(web, { q, kinds, limit }) {
    const view = await (await web.facets()).now()
    return { suggestions: view.suggest(q, { limit, ...(kinds && { kinds }) }) }
  },
})
