/** All migrations, in order. A new one is added at the end. */
import type { Kysely } from 'kysely'
import { up as firstLibrary } from './0001-first-library.ts'
import { up as members } from './0002-members.ts'
import { up as reviews } from './0003-reviews.ts'
import { up as parts } from './0004-parts.ts'
import { up as versions } from './0005-versions.ts'
import { up as meaningMarks } from './0007-meaning-marks.ts'
import { up as tagLinks } from './0008-tag-links.ts'
import { up as searches } from './0009-searches.ts'

export interface Migration {
  /** From 1, without gaps. */
  number: number
  name: string
  up(db: Kysely<unknown>): Promise<void>
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'first-library', up: firstLibrary },
  { number: 2, name: 'members', up: members },
  // Numbers keep their places, so that a library never misses what is put in between.
  { number: 3, name: 'reviews', up: reviews },
  { number: 4, name: 'parts', up: parts },
  { number: 5, name: 'versions', up: versions },
  { number: 6, name: 'kept-free-6', up: async () => {} },
  { number: 7, name: 'meaning-marks', up: meaningMarks },
  { number: 8, name: 'tag-links', up: tagLinks },
  { number: 9, name: 'searches', up: searches },
]
