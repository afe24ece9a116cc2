/** Every table of a library. */
import type { ChaptersTable } from './chapters.ts'
import type { ClockTable } from './clock.ts'
import type { DeedFilesTable, DeedsTable, DeedWorksTable } from './deeds.ts'
import type { FilesTable } from './files.ts'
import type { MeaningMarksTable } from './meaning-marks.ts'
import type { MigrationsTable } from './migrations.ts'
import type { ReadingPlacesTable } from './reading-places.ts'
import type { ReviewsTable } from './reviews.ts'
import type { SearchesTable } from './searches.ts'
import type { SettingsTable } from './settings.ts'
import type { SignatureKeysTable, SignaturesTable } from './signatures.ts'
import type { TagLinksTable } from './tag-links.ts'
import type { TagsTable, WorkTagsTable } from './tags.ts'
import type { TextsTable } from './texts.ts'
import type { WorkDetailsTable } from './work-details.ts'
import type { WorkPairsTable } from './work-pairs.ts'
import type { PartKeysTable, WorkPartsTable } from './work-parts.ts'
import type { WorkSourcesTable } from './work-sources.ts'
import type { WorksTable } from './works.ts'

export interface LibraryTables {
  works: WorksTable
  work_details: WorkDetailsTable
  texts: TextsTable
  chapters: ChaptersTable
  work_sources: WorkSourcesTable
  work_parts: WorkPartsTable
  part_keys: PartKeysTable
  files: FilesTable
  tags: TagsTable
  work_tags: WorkTagsTable
  tag_links: TagLinksTable
  settings: SettingsTable
  searches: SearchesTable
  deeds: DeedsTable
  deed_works: DeedWorksTable
  deed_files: DeedFilesTable
  reading_places: ReadingPlacesTable
  reviews: ReviewsTable
  signatures: SignaturesTable
  signature_keys: SignatureKeysTable
  work_pairs: WorkPairsTable
  meaning_marks: MeaningMarksTable
  clock: ClockTable
  migrations: MigrationsTable
}
