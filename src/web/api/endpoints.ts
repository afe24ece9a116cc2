/** Every address of the API. */
import type { Endpoint } from './endpoint.ts'
import { listSearches } from './endpoints/searches.ts'
import { getChapter, getWork } from './endpoints/stories.ts'

export const ENDPOINTS: readonly Endpoint[] = [getWork, getChapter, listSearches]
