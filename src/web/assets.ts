/** Style sheets, fonts and client script as built, at addresses that change with their content. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const MEDIA_TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
}

export interface AssetFile {
  bytes: Uint8Array<ArrayBuffer>
  mediaType: string
}

export interface Assets {
  /** The address of an asset by its name in the folder: `main.css`, `islands/reading.js`. */
  assetUrl(name: string): string
  /** The file served at `/assets/<hash>/<name>`; undefined for any other hash or name. */
  read(hash: string, name: string): AssetFile | undefined
  /** Names that end so, in order: the fonts to load first. */
  names(ending: string): string[]
  /** Changes with the content of any asset. */
  hash: string
}

/** Reads a folder of built assets into memory (about 300 KB). A folder that is not there holds none. */
export function openAssets(assetsDir: string): Assets {
  const files = new Map<string, AssetFile>()
  const digest = createHash('sha256')
  for (const name of listFiles(assetsDir)) {
    const bytes = new Uint8Array(readFileSync(join(assetsDir, name)))
    digest.update(name).update(bytes)
    files.set(name, {
      bytes,
      mediaType: MEDIA_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    })
  }
  const hash = digest.digest('hex').slice(0, 12)
  return {
    hash,
    assetUrl: (name) => `/assets/${hash}/${name}`,
    read: (asked, name) => (asked === hash ? files.get(name) : undefined),
    names: (ending) => [...files.keys()].filter((name) => name.endsWith(ending)),
  }
}

function listFiles(folder: string, below = ''): string[] {
  try {
    return readdirSync(join(folder, below), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const name = below === '' ? entry.name : `${below}/${entry.name}`
        return entry.isDirectory() ? listFiles(folder, name) : [name]
      })
  } catch {
    return []
  }
}
