/** Names in a container that would lead out of the folder it is unpacked to. */
import { RefusedFile } from '../../errors.ts'
import type { ContainerFile } from './container.ts'

/** @throws RefusedFile `read/path-climbs`. */
export function refuseClimbing(name: string, isLink: boolean, file: Pick<ContainerFile, 'path'>): void {
  const climbs =
    name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split('/').includes('..')
  if (!climbs && !isLink) return
  throw new RefusedFile(
    'read/path-climbs',
    `"${name.slice(0, 200)}" in "${file.path}" is ${isLink ? 'a link' : 'a name that leads out of its folder'}, and was not read.`,
    'If it holds a story, unpack it by itself and add that.',
  )
}
