/** The searches that are kept. */
import type { KeptSearch } from '../../../archive/searches/search-deeds.ts'
import { endpoint } from '../endpoint.ts'
import { type KeptSearches, KeptSearchesShape } from '../schemas/answers.ts'
import { API } from '../story-answers.ts'

export const listSearches = endpoint({
  id: 'listSearches',
  path: `${API}/searches`,
  summary: 'Kept searches',
  description: 'Each with its query, its page and its feed.',
  params: {},
  query: {},
  answer: KeptSearchesShape,
  refuses: [],
  examples: [`${API}/searches`],
  async answerFor({ archive }) {
    return { searches: (await archive.searches()).map(searchAnswer) }
  },
})

export function searchAnswer(search: KeptSearch): KeptSearches['searches'][number] {
  return { ...search, page: `/searches/${search.id}`, feed: `/searches/${search.id}/feed.atom` }
}
