/** What the contract of the archive needs of a database: an empty library, and the time in its hands. */
import type { Archive } from '../../../src/archive/archive.ts'

export interface TestArchive {
  archive: Archive
  /** The same library as another process has it open. */
  openAgain(): Promise<Archive>
  /** Lets time pass. */
  daysLater(days: number): void
  close(): Promise<void>
}

export type OpenTestArchive = () => Promise<TestArchive>
