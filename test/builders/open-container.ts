/** A container's members read to works, as an import would, straight from a folder. */

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { recoverFile } from '../../src/intake/recover-file.ts'

export type Files = Record<string, string | Uint8Array>

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** @param name of the container among the files. */
export async function recoverFiles(files: Files, name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-test-'))
  try {
    writeFiles(folder, files)
    const absolutePath = join(folder, name)
    const found = await recoverFile({ absolutePath, path: name, sizeBytes: statSync(absolutePath).size })
    return { ...found, takes: found.takes.map((path) => path.slice(folder.length + 1)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
