/** Whether a person paused the reading for meaning; kept beside the library, so that it outlives the program. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NAME = 'meaning-paused'

export function isMeaningPaused(libraryDir: string): boolean {
  return existsSync(join(libraryDir, NAME))
}

export function pauseMeaning(libraryDir: string): void {
  writeFileSync(join(libraryDir, NAME), '')
}

export function resumeMeaning(libraryDir: string): void {
  rmSync(join(libraryDir, NAME), { force: true })
}
