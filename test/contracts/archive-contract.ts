/** What every archive does, whichever database stands behind it. Each database's tests run it. */
import { describe } from 'vitest'
import { bordersContract } from './archive/borders-contract.ts'
import { correctionsContract } from './archive/corrections-contract.ts'
import { importsContract } from './archive/imports-contract.ts'
import { listingContract } from './archive/listing-contract.ts'
import { marksContract } from './archive/marks-contract.ts'
import { partsContract } from './archive/parts-contract.ts'
import { removalsContract } from './archive/removals-contract.ts'
import { searchesContract } from './archive/searches-contract.ts'
import type { OpenTestArchive } from './archive/test-archive.ts'

export function archiveContract(database: string, open: OpenTestArchive): void {
  describe(`the archive on ${database}`, () => {
    describe('importing', () => importsContract(open))
    describe('listing', () => listingContract(open))
    describe('correcting', () => correctionsContract(open))
    describe('borders', () => bordersContract(open))
    describe('splitting and joining', () => partsContract(open))
    describe('removing and undoing', () => removalsContract(open))
    describe('reading places and the index', () => marksContract(open))
    describe('kept searches', () => searchesContract(open))
  })
}
