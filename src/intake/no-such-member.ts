/** The answer of every container that is asked for what it has not got. */
import { RefusedFile } from '../errors.ts'

export function noSuchMember(path: string, name: string): RefusedFile {
  return new RefusedFile(
    'read/no-member',
    `There is no "${name}" in "${path}".`,
    'It may have changed since it was listed: look through the folder again.',
  )
}
