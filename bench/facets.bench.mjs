// Filters, counts and suggestions over a million works, in a process of its own.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export async function run() {
  const script = join(import.meta.dirname, 'facets.ts')
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`bench/facets.ts ended with ${status}`)
}
