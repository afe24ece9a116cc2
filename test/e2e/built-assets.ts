/** Style sheets, fonts and client script built for these tests alone, as scripts/build.mjs builds them. */
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const web = resolve(import.meta.dirname, '../../src/web')

/** @returns the folder they are in. */
export async function buildAssets(): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'fanfold-assets-'))
  const islands = join(web, 'islands')
  const scripts = existsSync(islands) ? readdirSync(islands).filter((name) => name.endsWith('.ts')) : []
  const common = { bundle: true, minify: true, logLevel: 'error' } as const
  await Promise.all([
    build({
      ...common,
      entryPoints: scripts.map((name) => join(islands, name)),
      outdir: join(outdir, 'islands'),
      format: 'esm',
      target: 'es2022',
    }),
    build({
      ...common,
      entryPoints: [join(web, 'styles/main.css')],
      outdir,
      loader: { '.woff2': 'file' },
      assetNames: '[name]',
    }),
  ])
  return outdir
}
