/** Writes the cases of whole archives into a folder: `node test/builders/write-archive-cases.ts test/fixtures/recover`. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ARCHIVE_CASES } from './archive-cases.ts'
import { writeFiles } from './open-container.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder the cases go to.')
for (const [name, make] of Object.entries(ARCHIVE_CASES)) {
  const { files, works } = make()
  rmSync(join(folder, name), { recursive: true, force: true })
  writeFiles(join(folder, name), files)
  writeFileSync(join(folder, `${name}.expected.json`), `${JSON.stringify({ works }, null, 2)}\n`)
}
