/** Why a zip is refused, whether it is read whole from memory (unzip.ts) or member by member from a file (formats/zip.ts). */
import { RefusedFile } from '../errors.ts'

export function brokenZip({ path }: { path: string }, what: string): RefusedFile {
  return new RefusedFile(
    'read/broken-zip',
    `"${path}" is damaged: ${what}.`,
    'Copy or download it again; the original may be whole.',
  )
}

export function tooManyMembers(
  { path, limits }: { path: string; limits: { maxMembers: number } },
  count: number,
): RefusedFile {
  return new RefusedFile(
    'read/zip-bomb',
    `"${path}" holds ${count} files, more than the ${limits.maxMembers} that are read from one archive.`,
    'Unpack it and add the folders one by one.',
  )
}

export function unreadMethod(
  { path }: { path: string },
  { name, method }: { name: string; method: number },
): RefusedFile {
  return new RefusedFile(
    'read/zip-method',
    `"${name}" in "${path}" is packed in a way that is not read here (method ${method}).`,
    'Unpack it with the program it was made with, and pack it again as a plain zip.',
  )
}
