/** What a backup says of itself; the first thing in it. */
import { z } from 'zod'

export const MANIFEST_NAME = 'manifest.json'

/** Raised when a backup is laid out in another way. */
export const BACKUP_VERSION = 1

export const Manifest = z.object({
  format: z.literal('fanfold-backup'),
  version: z.number(),
  madeAt: z.string(),
  /** Of the database: the last migration it has been through. */
  shape: z.number(),
  works: z.number(),
  sources: z.number(),
  databaseSha256: z.string(),
})
export type Manifest = z.infer<typeof Manifest>
