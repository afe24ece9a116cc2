/** Tar → its files, as with a zip. */
import { open } from 'node:fs/promises'
import type { ContainerFormat } from './container.ts'
import type { FileHead } from './format.ts'
import { isTarHeader } from './tar/entries.ts'
import { openTarAt } from './tar/open-tar.ts'

export const tar: ContainerFormat = {
  id: 'tar',
  label: 'a tar',
  extensions: ['.tar'],
  hasFolders: true,
  recognise: ({ head }: FileHead) => (isTarHeader(head) ? 0.97 : 0),

  async open(file) {
    const handle = await open(file.absolutePath, 'r')
    try {
      return await openTarAt(handle, file, () => handle.close())
    } catch (error) {
      await handle.close()
      throw error
    }
  },
}
