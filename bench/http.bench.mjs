// Search through the server, in a process of its own: it fills a gigabyte.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export async function run() {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'http.ts')], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`bench/http.ts ended with ${status}`)
}
