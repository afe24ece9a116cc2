/** Where the program's own files are: in a checkout's sources, or in a build where every file stands in one folder. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Files that run in a process or thread of their own, by name; scripts/build.mjs builds one bundle for each. */
export const ENTRY_POINTS = {
  main: 'cli/main.ts',
  'read-worker': 'jobs/read-worker.ts',
  'container-worker': 'jobs/container-worker.ts',
  'import-child': 'jobs/import-child.ts',
  'index-child': 'find/index-child.ts',
  'meaning-child': 'find/meaning/meaning-child.ts',
  'encode-worker': 'find/meaning/encode-worker.ts',
} as const

export type EntryPoint = keyof typeof ENTRY_POINTS

const isSource = import.meta.url.endsWith('.ts')

/** The file to give to `new Worker` or `fork`. */
export function entryPoint(name: EntryPoint): URL {
  return new URL(isSource ? `./${ENTRY_POINTS[name]}` : `./${name}.js`, import.meta.url)
}

/** The folder of the package: where `examples/` and `models/` are. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'fanfold') return folder
    const parent = dirname(folder)
    if (parent === folder) throw new Error('Fanfold cannot find its own folder: package.json is missing.')
    folder = parent
  }
}

/** Built style sheets, fonts and client script, made by scripts/build.mjs. */
export function builtAssetsDir(): string {
  return isSource
    ? join(packageRoot(), 'dist', 'current', 'assets')
    : fileURLToPath(new URL('./assets', import.meta.url))
}
