/** What is written down of an import, so that it can be seen, paused and gone on with, also after a restart. */
import { z } from 'zod'

/**
 * - `receiving`: its files are still coming from the browser;
 * - `waiting`: for the import before it; `looking`, `importing`: under way;
 * - `looked`: the report is there, nothing is stored yet;
 * - `paused`, `cancelled`: by a person; `broken`: the program ended before the import did; `failed`: it could not go on;
 * - `done`: all was read; `left`: a person looked and wanted none of it.
 */
export const JOB_STATES = [
  'receiving',
  'waiting',
  'looking',
  'looked',
  'importing',
  'paused',
  'broken',
  'cancelled',
  'failed',
  'done',
  'left',
] as const
export type JobState = (typeof JOB_STATES)[number]

/** Look at what would come of it first, or bring it in. */
export type JobAim = 'look' | 'import'

const Progress = z.object({
  files: z.number(),
  done: z.number(),
  works: z.number(),
  needALook: z.number(),
  refused: z.number(),
  words: z.number(),
  latest: z.string(),
  finished: z.boolean(),
})

const Summary = z.object({
  filesRead: z.number(),
  filesUnchanged: z.number(),
  filesKnown: z.number(),
  worksAdded: z.number(),
  worksRevised: z.number(),
  needALook: z.number(),
  refused: z.number(),
  skipped: z.number(),
  words: z.number(),
  seconds: z.number(),
  /** Records of an older Fanfold have none of these. */
  filesJoined: z.number().optional(),
  worksJoined: z.number().optional(),
  worksAgain: z.number().optional(),
})
export type JobSummary = z.infer<typeof Summary>

const LookTotals = z.object({
  files: z.number(),
  works: z.number(),
  words: z.number(),
  needALook: z.number(),
  known: z.number(),
  refused: z.number(),
  skipped: z.number(),
})
export type LookTotals = z.infer<typeof LookTotals>

/** A file the browser offered that was not taken. */
const NotTaken = z.object({ name: z.string(), reason: z.string(), hint: z.string() })
export type NotTaken = z.infer<typeof NotTaken>

export const JobRecord = z.object({
  id: z.number(),
  state: z.enum(JOB_STATES),
  aim: z.enum(['look', 'import']),
  /** Absolute paths of what is read; of an upload its folder in the inbox. */
  paths: z.array(z.string()),
  /** What came from a browser; null where a folder of this machine was named. */
  upload: z.object({ files: z.number(), sizeBytes: z.number(), notTaken: z.array(NotTaken) }).nullable(),
  at: z.string(),
  endedAt: z.string().nullable(),
  /** The archive's own number of it, once something is stored. */
  importId: z.number().nullable(),
  progress: Progress.nullable(),
  summary: Summary.nullable(),
  look: LookTotals.nullable(),
  trouble: z.object({ message: z.string(), hint: z.string().nullable() }).nullable(),
  /** The process at work on it. */
  pid: z.number().nullable(),
})
export type JobRecord = z.infer<typeof JobRecord>

/** States in which somebody is at work on it, or soon will be. */
const UNDER_WAY: readonly JobState[] = ['receiving', 'waiting', 'looking', 'importing']

export function isUnderWay({ state }: Pick<JobRecord, 'state'>): boolean {
  return UNDER_WAY.includes(state)
}

/** Another process is at work on it: one at the command line, say. */
export function isElsewhere(record: JobRecord): boolean {
  return isUnderWay(record) && record.pid !== process.pid
}

/** What a person may do with it now. */
export type JobDeed = 'pause' | 'resume' | 'cancel' | 'import' | 'look' | 'leave'

const DEEDS: Record<JobState, readonly JobDeed[]> = {
  receiving: ['import', 'look', 'leave'],
  waiting: ['pause', 'cancel'],
  looking: ['pause', 'cancel'],
  looked: ['import', 'leave'],
  importing: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  broken: ['resume', 'look', 'cancel'],
  failed: ['resume', 'cancel'],
  cancelled: ['resume'],
  done: [],
  left: ['look', 'import'],
}

export function deedsFor(record: JobRecord): readonly JobDeed[] {
  // Copies that came from a browser went when they were not wanted.
  if (record.state === 'left' && record.upload !== null) return []
  return isElsewhere(record) ? [] : DEEDS[record.state]
}
