/** An archive that says the number of the import it begins. */
import type { Archive } from '../archive/archive.ts'

export function tellingArchive(
  archive: Archive,
  onBegun: (importId: number) => void | Promise<void>,
): Archive {
  return {
    ...archive,
    async beginImport(roots) {
      const importId = await archive.beginImport(roots)
      await onBegun(importId)
      return importId
    },
  }
}
