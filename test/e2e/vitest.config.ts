import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What people do, in a real browser: one at a time, since each has a server and a Chromium of its own. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
