/** A member that was asked for and is not there. */
import { RefusedFile } from '../../../errors.ts'

export function noSuchStory(path: string, name: string): RefusedFile {
  return new RefusedFile(
    'read/no-member',
    `There is no "${name}" in "${path}".`,
    'It may have changed since it was listed: look through the folder again.',
  )
}
