import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archiveContract } from '../../test/contracts/archive-contract.ts'
import { openArchive } from './open-archive.ts'

const DAY_MS = 24 * 60 * 60 * 1000

archiveContract('SQLite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'fanfold-archive-'))
  let nowMs = Date.UTC(2026, 0, 1)
  // Each look at the clock is a millisecond later, so that what came first is seen to have come first.
  const now = () => new Date(nowMs++)
  const archive = await openArchive(dir, { now })
  return {
    archive,
    openAgain: () => openArchive(dir, { now }),
    daysLater(days) {
      nowMs += days * DAY_MS
    },
    async close() {
      await archive.close()
      await rm(dir, { recursive: true })
    },
  }
})
