/** Names of files from elsewhere, made safe to stand below a folder of ours. */
import { extname } from 'node:path'

const MAX_SEGMENTS = 32
/** What every file system allows for one name, with room for a number. */
const MAX_NAME_BYTES = 240
/** Longer paths are cut to their last folders. */
const MAX_PATH_BYTES = 1500
/** Windows allows none of these, nor a dot or space at the end. */
const WINDOWS = /[<>:"|?*]|[. ]+$/g
const WINDOWS_NAMES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * The path as it was, without what would lead out of the folder or that a file system refuses.
 * @returns at least one name, parted by `/`; never absolute, no `.` or `..` among the names.
 */
export function cleanPath(path: string, platform: NodeJS.Platform = process.platform): string {
  const names = path
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]+/)
    .map((name) => cleanName(name, platform))
    .filter((name) => name !== '' && name !== '.' && name !== '..')
    .slice(-MAX_SEGMENTS)
  while (names.length > 1 && Buffer.byteLength(names.join('/')) > MAX_PATH_BYTES) names.shift()
  return names.join('/') || 'unnamed'
}

function cleanName(name: string, platform: NodeJS.Platform): string {
  const printable = name.replace(/\p{Cc}/gu, '').trim()
  if (platform !== 'win32') return shortened(printable)
  return shortened(printable.replace(WINDOWS, '_').replace(WINDOWS_NAMES, '_$&'))
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name
  const extension = Buffer.byteLength(extname(name)) <= 12 ? extname(name) : ''
  const characters = [...name.slice(0, name.length - extension.length)]
  while (Buffer.byteLength(characters.join('')) + extension.length > MAX_NAME_BYTES) characters.pop()
  return characters.join('') + extension
}

/** `a/b.txt` → `a/b (2).txt`. */
export function withNumber(path: string, number: number): string {
  const extension = extname(path)
  return `${path.slice(0, path.length - extension.length)} (${number})${extension}`
}
