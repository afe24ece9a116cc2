/** Writes down what became of a file. */
import { prepared } from '../../storage/prepared.ts'
import type { FilesTable } from '../../storage/tables/files.ts'
import type { FileOutcome, SeenFile } from '../archive.ts'
import { rememberFile } from '../deeds/remember.ts'
import type { Writing } from '../library.ts'

const findFile = prepared<{ path: string }, FilesTable>((db, value) =>
  db.selectFrom('files').selectAll().where('absolute_path', '=', value('path')),
)
const putFile = prepared<FilesTable>((db, value) => {
  const values = {
    path: value('path'),
    size_bytes: value('size_bytes'),
    mtime_ms: value('mtime_ms'),
    sha256: value('sha256'),
    outcome: value('outcome'),
    code: value('code'),
    reason: value('reason'),
    hint: value('hint'),
    seen_at: value('seen_at'),
    vanished: value('vanished'),
  }
  return db
    .insertInto('files')
    .values({ absolute_path: value('absolute_path'), ...values })
    .onConflict((conflict) => conflict.column('absolute_path').doUpdateSet(values))
})

export async function knownFile({ db }: Writing, absolutePath: string): Promise<FilesTable | null> {
  return (await findFile(db, { path: absolutePath }))[0] ?? null
}

interface WriteFile {
  importId: number
  file: SeenFile
  outcome: FileOutcome
  /** Its works had been removed by a person, and stay so. */
  isRemoved: boolean
  before: FilesTable | null
}

export async function writeFile(
  writing: Writing,
  { importId, file, outcome, isRemoved, before }: WriteFile,
): Promise<void> {
  await rememberFile(writing, importId, file.absolutePath, before)
  await putFile(writing.db, {
    absolute_path: file.absolutePath,
    path: file.path,
    size_bytes: file.sizeBytes,
    mtime_ms: file.mtimeMs,
    sha256: file.sha256,
    outcome: isRemoved ? 'removed' : outcome.kind,
    code: outcome.kind === 'refused' ? outcome.code : null,
    reason: outcome.kind === 'works' ? null : outcome.reason,
    hint: outcome.kind === 'refused' ? outcome.hint : null,
    seen_at: writing.at,
    vanished: 0,
  })
}
