// Bundles the program into dist/<stamp>/: every entry point and shared chunk in one folder, assets beside them.
// A build is written whole under a name of its own and `dist/current.json` then points to it, so that two commands
// started at the same time, or a server still running on the build before, never see half of one.

import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const BUILDS_KEPT = 3
/**
 * Native modules, and what must be the same instance as theirs. All else goes into the bundle: reading a library's
 * hundreds of small files takes longer at start than everything the program does before its first page.
 */
const NOT_BUNDLED = ['@lancedb/lancedb', 'apache-arrow', 'esbuild', 'onnxruntime-node']

/** Every file a build depends on, as `path size mtime` lines hashed: cheap enough to ask at every start. */
export function sourceStamp() {
  const hash = createHash('sha256')
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) visit(path)
      else if (!/\.test\.tsx?$/.test(entry.name)) {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${path} ${size} ${mtimeMs}\n`)
      }
    }
  }
  visit(join(root, 'src'))
  for (const file of ['package.json', 'scripts/build.mjs']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}

/** The folder of an up-to-date build, making it first where it is missing. */
export async function ensureBuilt() {
  const stamp = sourceStamp()
  const folder = join(dist, stamp)
  if (!existsSync(join(folder, 'main.js'))) await makeBuild(stamp, folder)
  return folder
}

async function makeBuild(stamp, folder) {
  const scratch = join(dist, `${stamp}.${process.pid}.tmp`)
  mkdirSync(scratch, { recursive: true })
  await Promise.all([buildProgram(scratch), buildAssets(join(scratch, 'assets'))])
  try {
    renameSync(scratch, folder)
  } catch (error) {
    // Another command built the same stamp in the meantime: its build is as good.
    rmSync(scratch, { recursive: true, force: true })
    if (!existsSync(join(folder, 'main.js'))) throw error
  }
  pointCurrentTo(stamp)
  removeOldBuilds(stamp)
}

async function buildProgram(outdir) {
  const entries = readEntryPoints()
  await build({
    entryPoints: Object.fromEntries(entries.map(([name, path]) => [name, join(root, 'src', path)])),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: NOT_BUNDLED,
    // Some libraries still ask for their parts by require, which a module does not have of itself.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'linked',
    chunkNames: 'chunk-[hash]',
    logLevel: 'error',
  })
}

function readEntryPoints() {
  const text = readFileSync(join(root, 'src/entry-points.ts'), 'utf8')
  const table = text.slice(text.indexOf('ENTRY_POINTS = {'), text.indexOf('} as const'))
  return [...table.matchAll(/'?([\w-]+)'?: '([^']+)'/g)]
    .map(([, name, path]) => [name, path])
    .filter(([, path]) => existsSync(join(root, 'src', path)))
}

async function buildAssets(outdir) {
  mkdirSync(outdir, { recursive: true })
  const islands = join(root, 'src/web/islands')
  const scripts = existsSync(islands) ? readdirSync(islands).filter((name) => /^[\w-]+\.ts$/.test(name)) : []
  const style = join(root, 'src/web/styles/main.css')
  const common = { bundle: true, minify: true, logLevel: 'error' }
  await Promise.all([
    scripts.length > 0 &&
      build({
        ...common,
        entryPoints: scripts.map((name) => join(islands, name)),
        outdir: join(outdir, 'islands'),
        format: 'esm',
        target: 'es2022',
      }),
    existsSync(style) &&
      build({
        ...common,
        entryPoints: [style],
        outdir,
        loader: { '.woff2': 'file', '.svg': 'file' },
        assetNames: '[name]',
        absWorkingDir: root,
      }),
  ])
}

function pointCurrentTo(stamp) {
  const link = join(dist, `current.${process.pid}.tmp`)
  rmSync(link, { force: true })
  symlinkSync(stamp, link, 'junction')
  renameSync(link, join(dist, 'current'))
}

function removeOldBuilds(stamp) {
  const builds = readdirSync(dist)
    .filter((name) => /^[0-9a-f]{12}$/.test(name) && name !== stamp)
    .map((name) => ({ name, mtimeMs: statSync(join(dist, name)).mtimeMs }))
    .sort((a, b) => b.mtimeMs - a.mtimeMs)
  for (const { name } of builds.slice(BUILDS_KEPT)) rmSync(join(dist, name), { recursive: true, force: true })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(1, `${await ensureBuilt()}\n`)
}
