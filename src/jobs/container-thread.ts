/** A container opened in a thread of its own: its members come out in batches, and one that hangs it is cut off. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { entryPoint } from '../entry-points.ts'
import { RefusedFile } from '../errors.ts'
import type { ContainerMessage, ContainerOrder, ThreadMember } from './container-messages.ts'
import { YOUNG_MEGABYTES } from './read-pool.ts'

export interface ContainerLimits {
  /** A batch may take this long, and a second more for each MB of the container. */
  batchMs: number
  threadMegabytes: number
}

const DEFAULTS: ContainerLimits = { batchMs: 60_000, threadMegabytes: 512 }

export interface OpenedContainer {
  /** Of its kept bytes. */
  sha256: string
  members: AsyncGenerator<ThreadMember[]>
  /** 'a mailbox: 12 files in it', once all members are out. */
  reason(): string
}

/**
 * Keeps a container's bytes, where there is a library, and opens it.
 * @returns undefined where it is no container after all.
 * @throws RefusedFile when it cannot be opened; `members` throws it where the container breaks off.
 */
export async function openContainer(
  order: Omit<ContainerOrder, 'tempDir'>,
  limits: Partial<ContainerLimits> = {},
): Promise<OpenedContainer | undefined> {
  const tempDir = await mkdtemp(join(tmpdir(), 'fanfold-'))
  const thread = startThread({ ...order, tempDir }, { ...DEFAULTS, ...limits })
  const opened = await thread.next()
  if (opened.kind !== 'opened') {
    await thread.end()
    if (opened.kind === 'refused') throw new RefusedFile(opened.code, opened.reason, opened.hint)
    return undefined
  }
  let reason = ''
  async function* members(): AsyncGenerator<ThreadMember[]> {
    try {
      for (let next = thread.next(); ; ) {
        const message = await next
        if (message.kind === 'refused') throw new RefusedFile(message.code, message.reason, message.hint)
        if (message.kind === 'end') {
          reason = message.reason
          return
        }
        if (message.kind !== 'members') continue
        // The thread gets the next ones while these are read.
        next = thread.next()
        next.catch(() => {})
        yield message.members
      }
    } finally {
      await thread.end()
    }
  }
  return { sha256: opened.sha256, members: members(), reason: () => reason }
}

interface Thread {
  next(): Promise<ContainerMessage>
  end(): Promise<void>
}

function startThread(order: ContainerOrder, limits: ContainerLimits): Thread {
  const worker = new Worker(entryPoint('container-worker'), {
    workerData: order,
    resourceLimits: {
      maxOldGenerationSizeMb: limits.threadMegabytes,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
  })
  worker.unref()
  const limitMs = limits.batchMs + order.file.sizeBytes / 1024
  const { path } = order.file
  let failed: ContainerMessage | undefined
  worker.on('error', (error: NodeJS.ErrnoException) => {
    failed = brokeOff(path, error, limits)
  })
  return {
    next: () =>
      new Promise((resolve) => {
        if (failed) return resolve(failed)
        const settle = (message: ContainerMessage) => {
          clearTimeout(timer)
          worker.removeListener('message', settle).removeListener('error', fail)
          resolve(message)
        }
        const fail = (error: NodeJS.ErrnoException) => settle(brokeOff(path, error, limits))
        const timer = setTimeout(() => {
          failed = tooSlow(path, limitMs)
          settle(failed)
        }, limitMs)
        worker.once('message', settle).once('error', fail)
        worker.postMessage('more')
      }),
    // A thread that is stopped clears nothing away itself.
    async end() {
      await worker.terminate()
      await rm(order.tempDir, { recursive: true, force: true })
    },
  }
}

const CUT_OFF_HINT = 'The file may be broken, or made to be slow. Unpack it, and add what is in it.'

function tooSlow(path: string, limitMs: number): ContainerMessage {
  return {
    kind: 'refused',
    code: 'read/too-slow',
    reason: `Opening ${path} took longer than ${Math.round(limitMs / 1000)} seconds, and was cut off.`,
    hint: CUT_OFF_HINT,
  }
}

function brokeOff(path: string, error: NodeJS.ErrnoException, limits: ContainerLimits): ContainerMessage {
  const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return {
    kind: 'refused',
    code: isMemory ? 'read/too-much-memory' : 'read/crashed',
    reason: isMemory
      ? `Opening ${path} needed more than ${limits.threadMegabytes} MB of memory, and was cut off.`
      : `Opening ${path} broke off: ${error.message}`,
    hint: CUT_OFF_HINT,
  }
}
