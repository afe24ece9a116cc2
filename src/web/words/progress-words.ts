/** What is said about an import under way: on the page, and by its island as it goes on. */
import type { ImportProgress } from '../../jobs/import-sources.ts'
import { count, countOf } from './numbers.ts'

export function progressWords({ done, files, works, refused }: ImportProgress): string {
  const read = `Reading your files: ${count(done)} of ${count(files)}`
  const found = works === 0 ? '' : ` · ${countOf(works, 'story', 'stories')} so far`
  return read + found + (refused === 0 ? '' : ` · ${count(refused)} could not be read`)
}
