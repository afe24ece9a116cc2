/** A data file read whole, as text: JSON and tables cannot be read by halves. */
import { readFile } from 'node:fs/promises'
import { RefusedFile } from '../../../errors.ts'
import { decodeText } from '../../decode.ts'
import type { ContainerFile } from '../container.ts'

const LARGEST_BYTES = 256 * 1024 * 1024

/** @throws RefusedFile `read/too-large`. */
export async function textOfFile(file: ContainerFile): Promise<string> {
  if (file.sizeBytes > LARGEST_BYTES) {
    throw new RefusedFile(
      'read/too-large',
      `${file.path} is ${Math.round(file.sizeBytes / 1024 / 1024)} MB; a file of data of more than 256 MB is not read.`,
      'Export the same tables as SQL: a dump may be of any size.',
    )
  }
  return decodeText(await readFile(file.absolutePath)).text.replace(/^\ufeff/, '')
}
