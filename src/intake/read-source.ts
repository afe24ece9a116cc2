/** A file to the documents in it. */
import { detectFormat } from './detect.ts'
import type { SourceDocument } from './document.ts'
import type { SourceFile } from './formats/format.ts'
import { furnitureReason } from './furniture.ts'

export { furnitureReason } from './furniture.ts'

/**
 * @returns one document, several for a container of works, none for an archive's index page.
 * @throws RefusedFile saying what, where and what to do, when the file cannot be read.
 */
export async function readSource(file: SourceFile): Promise<SourceDocument[]> {
  if (file.bytes.length > 0 && furnitureReason(file.path, file.bytes) !== null) return []
  return await detectFormat(file).read(file)
}
