/** All migrations, in order. A new one is added at the end. */
import type { Kysely } from 'kysely'
import { up as firstLibrary } from './0001-first-library.ts'
import { up as members } from './0002-members.ts'

export interface Migration {
  /** From 1, without gaps. */
  number: number
  name: string
  up(db: Kysely<unknown>): Promise<void>
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'first-library', up: firstLibrary },
  { number: 2, name: 'members', up: members },
]
