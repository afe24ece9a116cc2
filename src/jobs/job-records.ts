/** The imports written down in `<library>/jobs/`: a small file each, replaced whole. */
import { mkdir, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { putAsNew, putInPlace, syncFolder, writePartial } from '../storage/durable-file.ts'
import { isUnderWay, JobRecord } from './job-record.ts'

/** Older ones that have come to their end are forgotten; what they stored is not. */
const KEPT = 200

export interface JobRecords {
  /** Newest first. One at work on which no process is any more is `broken`. */
  list(): Promise<JobRecord[]>
  get(id: number): Promise<JobRecord | undefined>
  /** @returns it with the next free number. */
  create(record: Omit<JobRecord, 'id'>): Promise<JobRecord>
  save(record: JobRecord): Promise<void>
  remove(id: number): Promise<void>
  /** Where the report of a look is written. */
  lookFile(id: number): string
}

/** @param isOurs whether this process is at work on it: of its own number alone a record of a process before says nothing. */
export function openJobRecords(libraryDir: string, isOurs: (id: number) => boolean): JobRecords {
  const folder = join(libraryDir, 'jobs')
  const fileOf = (id: number) => join(folder, `${id}.json`)
  const lookFile = (id: number) => join(folder, `${id}.look.jsonl`)
  const get = async (id: number) => {
    const record = await readRecord(fileOf(id))
    return record && settled(record, isOurs)
  }
  const remove = async (id: number) => {
    for (const path of [fileOf(id), lookFile(id)]) await unlink(path).catch(() => {})
  }
  return {
    get,
    remove,
    lookFile,
    async list() {
      const ids = await idsIn(folder)
      const records = await Promise.all(ids.map(get))
      return records.filter((record) => record !== undefined)
    },
    async create(record) {
      await mkdir(folder, { recursive: true })
      const created = await createRecord(folder, record)
      for (const id of (await idsIn(folder)).slice(KEPT)) {
        const old = await get(id)
        if (old?.state === 'done' || old?.state === 'left' || old?.state === 'cancelled') await remove(id)
      }
      return created
    },
    async save(record) {
      await mkdir(folder, { recursive: true })
      await putInPlace(await writePartial(folder, encoded(record)), fileOf(record.id))
      await syncFolder(folder)
    },
  }
}

/** Two processes may begin an import at the same moment: the one that comes second takes the next number. */
async function createRecord(folder: string, record: Omit<JobRecord, 'id'>): Promise<JobRecord> {
  for (let id = ((await idsIn(folder))[0] ?? 0) + 1; ; id++) {
    const written = await writePartial(folder, encoded({ id, ...record }))
    try {
      await putAsNew(written, join(folder, `${id}.json`))
      await syncFolder(folder)
      return { id, ...record }
    } catch (error) {
      await unlink(written).catch(() => {})
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

async function readRecord(path: string): Promise<JobRecord | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JobRecord.parse(JSON.parse(text))
  } catch {
    // Of another version, or damaged: what it stored is in the archive, and nothing rests on this.
    return undefined
  }
}

function settled(record: JobRecord, isOurs: (id: number) => boolean): JobRecord {
  if (!isUnderWay(record)) return record
  const isAlive = record.pid === process.pid ? isOurs(record.id) : isRunning(record.pid)
  return isAlive ? record : { ...record, state: 'broken', pid: null }
}

/** Signal 0 asks whether a process is there; `EPERM` says it is, and belongs to someone else. */
function isRunning(pid: number | null): boolean {
  if (pid === null) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function idsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .flatMap((name) => {
      const id = /^(\d+)\.json$/.exec(name)?.[1]
      return id === undefined ? [] : [Number(id)]
    })
    .sort((a, b) => b - a)
}

function encoded(record: JobRecord): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(record, null, 1))
}
