// Search by words, in a process of its own: it fills a gigabyte.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export async function run() {
  const script = join(import.meta.dirname, 'search.ts')
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`bench/search.ts ended with ${status}`)
}
