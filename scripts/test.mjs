// The one test command: lint, types, build, unit and property tests, then people's deeds in a real browser.
// Every step runs even when one before it failed, so that one run tells all; the exit code is that of the worst.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (name) => join(root, 'node_modules', '.bin', name)

const STEPS = [
  ['lint', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['build', process.execPath, ['scripts/build.mjs']],
  ['unit and property tests', process.execPath, ['node_modules/vitest/vitest.mjs', 'run']],
  [
    'end-to-end tests',
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/e2e/vitest.config.ts'],
  ],
]

const failed = []
for (const [name, command, args] of STEPS) {
  const startedMs = performance.now()
  process.stdout.write(`\n── ${name}\n`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  process.stdout.write(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`)
  if (status !== 0) failed.push(name)
}

process.stdout.write(`\n${STEPS.length - failed.length} passed, ${failed.length} failed\n`)
if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(', ')}\n`)
process.exitCode = failed.length > 0 ? 1 : 0
