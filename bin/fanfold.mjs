#!/usr/bin/env node
// Starts Fanfold under the Node that came with it: the machine's own may be older than the program needs.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NODE_MAJOR = 24
/** Node takes up to 200 MB for what is thrown away at once, and is no quicker for it. Children are given the same. */
const YOUNG = '--max-semi-space-size=8'
/** What a machine of 8 GB gives by itself. With more Node lets what is thrown away pile up to four times what is needed. */
const OLD = '--max-old-space-size=2000'
/** The C library of Linux takes memory by the thread and seldom gives it back: two heaps are enough. Read at a start only. */
process.env.MALLOC_ARENA_MAX ??= '2'
const { enableCompileCache } = module
const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) await runHere()
else runUnderPinnedNode()

async function runHere() {
  const built = join(root, 'dist', 'package', 'main.js')
  const folder = existsSync(built) ? dirname(built) : await buildCheckout()
  // The compiled form of the program is kept beside it: a start takes half the time, in children and threads too.
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compile-cache')
  enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
  await import(pathToFileURL(join(folder, 'main.js')).href)
}

async function buildCheckout() {
  const { ensureBuilt } = await import(pathToFileURL(join(root, 'scripts/build.mjs')).href)
  return ensureBuilt()
}

function runUnderPinnedNode() {
  const node = pinnedNode()
  if (node === undefined) {
    console.error(
      `Fanfold needs Node ${NODE_MAJOR} or later, and this is ${process.version}. The one that comes with Fanfold is not installed.\n` +
        'Run "npm install" again (without --omit=optional), or install Node 24 yourself.',
    )
    process.exit(3)
  }
  const child = spawn(node, [YOUNG, OLD, ...process.argv.slice(1)], { stdio: 'inherit' })
  // A terminal's Ctrl-C reaches the child by itself; a signal sent to this process alone does not.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function pinnedNode() {
  const require = createRequire(import.meta.url)
  const names = [
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ]
  for (const name of names) {
    try {
      const folder = dirname(require.resolve(`${name}/package.json`))
      const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
      if (existsSync(file)) return file
    } catch {
      // Not this platform's package: look for the next.
    }
  }
  return undefined
}
