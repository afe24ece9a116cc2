/** The imports of a server: one at a time, each in a process of its own, all written down. */
import { ArchiveError } from '../errors.ts'
import type { ImportChildMessage, ImportEnd } from './import-messages.ts'
import { type ImportProcess, startImportProcess } from './import-process.ts'
import type { ImportProgress } from './import-sources.ts'
import { discardUpload, makeUploadFolder } from './inbox.ts'
import {
  deedsFor,
  isUnderWay,
  type JobAim,
  type JobDeed,
  type JobRecord,
  type JobState,
  type NotTaken,
} from './job-record.ts'
import { type JobRecords, openJobRecords } from './job-records.ts'
import { newRecord, TrackedJob, takeUp } from './tracked-job.ts'

export interface NewJob {
  paths: string[]
  aim: JobAim
}

export interface ImportQueue {
  /** The import under way, or how the last one ended; null before the first. */
  current(): ImportProgress | null
  /** Newest first. */
  list(): Promise<JobRecord[]>
  get(id: number): Promise<JobRecord | undefined>
  /** Begins it when those before it have ended. One of the same paths that broke off is gone on with. */
  add(job: NewJob): Promise<JobRecord>
  /** Begins an upload: its files may come in now. */
  receive(): Promise<JobRecord>
  /** One of its files is on the disk, or was not taken. @throws ArchiveError `import/not-now` when it is complete. */
  arrived(id: number, file: { sizeBytes: number } | NotTaken): Promise<void>
  /** @throws ArchiveError `import/no-such-job`, or `import/not-now` where it has come further since. */
  act(id: number, deed: JobDeed): Promise<JobRecord>
  /** The same as {@link add}, until its end. One that found nothing new is not kept in the list. */
  run(paths: string[], onProgress?: (progress: ImportProgress) => void): Promise<ImportEnd>
  /** The report of a look. */
  lookFile(id: number): string
  stop(): Promise<void>
}

export function openImportQueue(libraryDir: string): ImportQueue {
  return new Queue(libraryDir)
}

interface Waiting {
  job: TrackedJob
  onProgress?: (progress: ImportProgress) => void
  onEnd?: (end: ImportEnd) => void
}

interface Active extends Waiting {
  process: ImportProcess
  /** What it is when it is stopped before its end. */
  stoppedAs: JobState
  /** Its record says how it ended. */
  settled: Promise<void>
}

const STOPPED: ImportEnd = { kind: 'failed', message: 'The import was stopped before it began.', hint: null }

class Queue implements ImportQueue {
  #libraryDir: string
  #records: JobRecords
  #waiting: Waiting[] = []
  #active: Active | undefined
  #receiving = new Map<number, TrackedJob>()
  #progress: ImportProgress | null = null
  #isClosed = false
  #running: Promise<void> | undefined
  #acting: Promise<unknown> = Promise.resolve()

  constructor(libraryDir: string) {
    this.#libraryDir = libraryDir
    this.#records = openJobRecords(libraryDir, (id) => this.#ours(id) !== undefined)
  }

  current = () => this.#progress
  lookFile = (id: number) => this.#records.lookFile(id)

  async list(): Promise<JobRecord[]> {
    const records = await this.#records.list()
    return records.map((record) => this.#ours(record.id)?.record ?? record)
  }

  async get(id: number): Promise<JobRecord | undefined> {
    return this.#ours(id)?.record ?? (await this.#records.get(id))
  }

  async add({ paths, aim }: NewJob): Promise<JobRecord> {
    return (await this.#enqueue(paths, aim)).record
  }

  async run(paths: string[], onProgress?: (progress: ImportProgress) => void): Promise<ImportEnd> {
    const ended = Promise.withResolvers<ImportEnd>()
    const job = await this.#enqueue(paths, 'import', { onProgress, onEnd: ended.resolve })
    const end = await ended.promise
    const foundNothing = end.kind === 'report' && !end.report.stopped && end.report.filesRead === 0
    if (foundNothing) await this.#records.remove(job.record.id)
    return end
  }

  async receive(): Promise<JobRecord> {
    const created = await this.#records.create(newRecord({ paths: [], aim: 'import', state: 'receiving' }))
    const job = new TrackedJob(created, this.#records)
    this.#receiving.set(created.id, job)
    const folder = await makeUploadFolder(this.#libraryDir, created.id)
    await job.set({ paths: [folder], upload: { files: 0, sizeBytes: 0, notTaken: [] } })
    return job.record
  }

  async arrived(id: number, file: { sizeBytes: number } | NotTaken): Promise<void> {
    const job = this.#receiving.get(id)
    const upload = job?.record.upload
    if (job === undefined || !upload) throw notNow()
    if ('name' in file) job.change({ upload: { ...upload, notTaken: [...upload.notTaken, file] } })
    else {
      const { files, sizeBytes } = upload
      job.change({ upload: { ...upload, files: files + 1, sizeBytes: sizeBytes + file.sizeBytes } })
    }
  }

  act(id: number, deed: JobDeed): Promise<JobRecord> {
    // One after the other: a button pressed twice does its deed once.
    const acted = this.#acting.then(() => this.#act(id, deed))
    this.#acting = acted.catch(() => {})
    return acted
  }

  async #act(id: number, deed: JobDeed): Promise<JobRecord> {
    const record = await this.get(id)
    if (record === undefined) throw noSuchJob(id)
    const ours = this.#ours(id)
    if (!deedsFor(record).includes(deed)) throw notNow()
    const job = ours ?? new TrackedJob(record, this.#records)
    // It has just come to its end, which is being written down.
    if (job === this.#active?.job && !isUnderWay(record)) await this.#active.settled
    this.#receiving.delete(id)
    if (deed === 'pause') await this.#halt(job, 'paused')
    else if (deed === 'cancel' && record.importId !== null) await this.#halt(job, 'cancelled')
    else if (deed === 'cancel' || deed === 'leave') await this.#leave(job)
    else await this.#wait({ job }, deed === 'resume' ? record.aim : deed)
    return job.record
  }

  async stop(): Promise<void> {
    this.#isClosed = true
    for (const { onEnd } of this.#waiting.splice(0)) onEnd?.(STOPPED)
    for (const job of this.#receiving.values()) await job.set({})
    await this.#active?.process.stop()
    await this.#running
  }

  #ours(id: number): TrackedJob | undefined {
    const waiting = this.#waiting.find(({ job }) => job.record.id === id)
    const active = this.#active?.job.record.id === id ? this.#active : undefined
    return (active ?? waiting)?.job ?? this.#receiving.get(id)
  }

  async #enqueue(paths: string[], aim: JobAim, listeners: Partial<Waiting> = {}): Promise<TrackedJob> {
    const before = aim === 'import' ? await takeUp(this.#records, paths) : undefined
    const record = before ?? (await this.#records.create(newRecord({ paths, aim, state: 'waiting' })))
    const job = new TrackedJob(record, this.#records)
    await this.#wait({ job, ...listeners }, aim)
    return job
  }

  async #wait(waiting: Waiting, aim: JobAim): Promise<void> {
    const { job } = waiting
    this.#waiting.push(waiting)
    job.record = { ...job.record, aim, state: 'waiting', pid: process.pid, endedAt: null }
    await job.set({})
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined
    })
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined && !this.#isClosed; next = this.#waiting[0]) {
      await this.#runJob(next)
    }
  }

  async #runJob(waiting: Waiting): Promise<void> {
    const { job, onEnd } = waiting
    const { id, aim, paths } = job.record
    const process = startImportProcess(
      { libraryDir: this.#libraryDir, paths, lookFile: aim === 'look' ? this.lookFile(id) : null },
      (message) => this.#hear(waiting, message),
    )
    const settled = Promise.withResolvers<void>()
    const active: Active = { ...waiting, process, stoppedAs: 'broken', settled: settled.promise }
    this.#active = active
    this.#waiting = this.#waiting.filter((each) => each !== waiting)
    if (aim === 'import') this.#progress = null
    await job.begin(aim === 'look' ? 'looking' : 'importing')
    const end = await process.ended
    const wasKilled = end.kind === 'failed' && (this.#isClosed || active.stoppedAs !== 'broken')
    if (wasKilled) await job.stoppedAs(active.stoppedAs)
    else await job.end(end, active.stoppedAs)
    this.#active = undefined
    settled.resolve()
    if (this.#progress !== null) this.#progress = { ...this.#progress, finished: true }
    onEnd?.(end)
  }

  #hear({ job, onProgress }: Waiting, message: ImportChildMessage): void {
    if (message.kind === 'begun') void job.set({ importId: message.importId })
    if (message.kind !== 'progress') return
    job.progress(message.progress)
    if (job.record.aim === 'import') this.#progress = { ...message.progress, finished: false }
    onProgress?.(message.progress)
  }

  async #halt(job: TrackedJob, as: JobState): Promise<void> {
    const active = this.#active
    if (active?.job === job) {
      active.stoppedAs = as
      await active.process.stop()
      await active.settled
      return
    }
    const waiting = this.#waiting.find((each) => each.job === job)
    this.#waiting = this.#waiting.filter((each) => each !== waiting)
    await job.stoppedAs(as)
    waiting?.onEnd?.(STOPPED)
  }

  /** Nothing of it was stored. Copies that came from a browser are not wanted then: the person has the files. */
  async #leave(job: TrackedJob): Promise<void> {
    await this.#halt(job, 'left')
    if (job.record.upload === null) return
    for (const path of job.record.paths) await discardUpload(this.#libraryDir, path)
  }
}

export function noSuchJob(id: number | string): ArchiveError {
  return new ArchiveError(
    'import/no-such-job',
    `There is no import ${id} in this library.`,
    'Those there are stand under “Imports”.',
  )
}

function notNow(): ArchiveError {
  return new ArchiveError(
    'import/not-now',
    'The import has come further since this page was made, so nothing was done.',
    'Look at its page again.',
  )
}
