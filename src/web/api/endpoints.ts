/** Every address of the API. */
import type { Endpoint } from './endpoint.ts'
import { find, listWorks } from './endpoints/find.ts'
import { listSearches } from './endpoints/searches.ts'
import { getChapter, getWork } from './endpoints/stories.ts'
import { suggest } from './endpoints/suggest.ts'

export const ENDPOINTS: readonly Endpoint[] = [listWorks, getWork, getChapter, find, suggest, listSearches]
