/** Keeps an import's record on the disk in step with what it does. */
import { type ImportEnd, summaryOf } from './import-messages.ts'
import type { ImportProgress } from './import-sources.ts'
import type { JobAim, JobRecord, JobState } from './job-record.ts'
import type { JobRecords } from './job-records.ts'

/** A record is written at most this often while files are read: what it says of progress may be lost. */
const SAVE_EVERY_MS = 2000

export class TrackedJob {
  record: JobRecord
  #records: JobRecords
  #saving: Promise<void> = Promise.resolve()
  #nextSaveMs = 0

  constructor(record: JobRecord, records: JobRecords) {
    this.record = record
    this.#records = records
  }

  /** Changes it and writes it down, after what is being written already. */
  set(changes: Partial<JobRecord>): Promise<void> {
    this.record = { ...this.record, ...changes }
    const { record } = this
    // A record that cannot be written keeps nobody from reading their files: it is only what is said of them.
    this.#saving = this.#saving.then(() => this.#records.save(record)).catch(() => {})
    return this.#saving
  }

  begin(state: JobState): Promise<void> {
    return this.set({ state, pid: process.pid, progress: null, trouble: null, endedAt: null })
  }

  progress(progress: ImportProgress): void {
    this.change({ progress })
  }

  /** The same as {@link set} for what may be lost: it is written down every two seconds. */
  change(changes: Partial<JobRecord>): void {
    this.record = { ...this.record, ...changes }
    if (performance.now() < this.#nextSaveMs) return
    this.#nextSaveMs = performance.now() + SAVE_EVERY_MS
    void this.set({})
  }

  stoppedAs(state: JobState): Promise<void> {
    return this.set({ state, pid: null, endedAt: new Date().toISOString() })
  }

  /** @param stoppedAs what it is when it was stopped before its end. */
  end(end: ImportEnd, stoppedAs: JobState): Promise<void> {
    const ended = { pid: null, endedAt: new Date().toISOString() }
    if (end.kind === 'failed') {
      const { message, hint } = end
      return this.set({ ...ended, state: 'failed', trouble: { message, hint } })
    }
    if (end.kind === 'looked') {
      return this.set({ ...ended, state: end.stopped ? stoppedAs : 'looked', look: end.totals })
    }
    const { stopped } = end.report
    return this.set({ ...ended, state: stopped ? stoppedAs : 'done', summary: summaryOf(end.report) })
  }
}

/** A record as it begins. */
export function newRecord(of: {
  paths: string[]
  aim: JobAim
  state: JobState
  upload?: JobRecord['upload']
}): Omit<JobRecord, 'id'> {
  const { paths, aim, state, upload = null } = of
  return {
    ...{ paths, aim, state, upload, at: new Date().toISOString(), endedAt: null, importId: null },
    ...{ progress: null, summary: null, look: null, trouble: null, pid: process.pid },
  }
}

/** An import of the same paths that did not come to its end: going on with it is better than a second one. */
export async function takeUp(records: JobRecords, paths: string[]): Promise<JobRecord | undefined> {
  const [last] = (await records.list()).filter((record) => `${record.paths}` === `${paths}`)
  const canGoOn = last?.state === 'paused' || last?.state === 'broken' || last?.state === 'failed'
  return canGoOn || last?.state === 'cancelled' ? last : undefined
}

/**
 * Folders that are not looked through unasked: those whose last import a person paused, cancelled or did not want.
 * @param records newest first.
 */
export function leftAlone(records: JobRecord[]): Set<string> {
  const last = new Map<string, JobState>()
  for (const { paths, state } of records) for (const path of paths) if (!last.has(path)) last.set(path, state)
  const asleep: JobState[] = ['paused', 'cancelled', 'looked', 'left']
  return new Set([...last].filter(([, state]) => asleep.includes(state)).map(([path]) => path))
}
