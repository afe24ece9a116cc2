/** A test with a library of its own. */
import { test } from 'vitest'
import type { OpenTestArchive, TestArchive } from './test-archive.ts'

export function archiveTests(open: OpenTestArchive) {
  return (title: string, check: (parts: TestArchive) => Promise<void>): void => {
    test(title, async () => {
      const parts = await open()
      try {
        await check(parts)
      } finally {
        await parts.close()
      }
    })
  }
}
