import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../../test/cli/run-fanfold.ts'
import { openReadPool } from './read-pool.ts'

/** Objects that never end, each read to the end of the file where there is no table of them: the time of pdf.js grows with their square. */
const ENDLESS = `%PDF-1.4\n${'62 0 obj\n<</S /Link\n/K [63 0 R <</P 1 0 R\n'.repeat(24_000)}`

test('a file made to be slow is cut off and refused by name, and others are read after it', async () => {
  const { folder, remove } = scratchFolder('slow')
  const pool = openReadPool({ fileMs: 6000 })
  const read = async (path: string, content: string) => {
    const absolutePath = join(folder, path)
    writeFileSync(absolutePath, content)
    const { size, mtimeMs } = statSync(absolutePath)
    const file = { path, absolutePath, sizeBytes: size, mtimeMs, named: true }
    const [result] = await pool.read({ files: [{ file, borders: [] }], libraryDir: null })
    return result?.outcome
  }
  try {
    expect(await read('endless.pdf', ENDLESS)).toMatchObject({ kind: 'refused', code: 'read/too-slow' })
    expect(await read('short.txt', 'The Lamp\nby Ann\n\nThe lamp was lit.')).toMatchObject({ kind: 'works' })
  } finally {
    await pool.close()
    remove()
  }
}, 60_000)
