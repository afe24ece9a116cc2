/** A form with files, read as it comes in: no file is ever held in memory. */
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { Context } from 'hono'
import { ArchiveError } from '../../errors.ts'
import { MAX_UPLOAD_FILE_BYTES } from '../../jobs/inbox.ts'
import type { NotTaken } from '../../jobs/job-record.ts'

/** More in one form is a mistake, or is better named as a folder. */
export const MAX_FILES_A_FORM = 20_000
const MAX_FIELD_BYTES = 8 * 1024

export interface UploadForm {
  /** The form's other fields; of several of one name the last. */
  fields: Map<string, string>
  notTaken: NotTaken[]
}

/**
 * @param take is handed one file after the other, and keeps it. Where it cannot, the rest of the form is read all the same.
 * @throws ArchiveError `web/bad-form` where what was sent is no form.
 */
export async function readUploadForm(
  c: Context,
  take: (name: string, bytes: Readable) => Promise<void>,
): Promise<UploadForm> {
  const contentType = c.req.header('content-type') ?? ''
  const { body } = c.req.raw
  if (!contentType.startsWith('multipart/form-data') || body === null) throw noForm()
  const form: UploadForm = { fields: new Map(), notTaken: [] }
  const parser = openParser(contentType)
  let taking: Promise<void> = Promise.resolve()
  const broken = new AbortController()
  parser.on('field', (name, value) => form.fields.set(name, value))
  parser.on('file', (_field, stream, name) => {
    if (name === '' || name === undefined) stream.resume()
    else taking = taking.then(() => takeOne(stream, name, { take, form, broken: broken.signal }))
  })
  parser.on('filesLimit', () => form.notTaken.push(tooMany))
  try {
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), parser)
  } catch (error) {
    broken.abort(error)
    await taking
    throw /multipart|boundary|unexpected end/i.test((error as Error).message) ? noForm() : error
  }
  await taking
  return form
}

function openParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType } as BusboyHeaders,
      preservePath: true,
      limits: { fileSize: MAX_UPLOAD_FILE_BYTES + 1, files: MAX_FILES_A_FORM, fieldSize: MAX_FIELD_BYTES },
    })
  } catch {
    throw noForm()
  }
}

interface Taking {
  take: (name: string, bytes: Readable) => Promise<void>
  form: UploadForm
  /** The form ended before it was complete. */
  broken: AbortSignal
}

/** The parser waits until a file is read to its end, also one that is not taken. */
async function takeOne(
  stream: BusboyFileStream,
  name: string,
  { take, form, broken }: Taking,
): Promise<void> {
  const bytes = new PassThrough({ signal: broken })
  bytes.on('error', () => {})
  stream.on('error', (error) => bytes.destroy(error))
  stream.pipe(bytes)
  try {
    await take(name, bytes)
  } catch (error) {
    stream.unpipe(bytes)
    stream.resume()
    form.notTaken.push(notTaken(name, error))
  }
}

export function notTaken(name: string, error: unknown): NotTaken {
  const hint = error instanceof ArchiveError ? (error.hint ?? '') : 'Send it again.'
  return { name, reason: error instanceof Error ? error.message : String(error), hint }
}

const tooMany: NotTaken = {
  name: 'The other files',
  reason: `One form may hold ${MAX_FILES_A_FORM} files.`,
  hint: 'Send the rest by themselves, or name their folder.',
}

function noForm(): ArchiveError {
  return new ArchiveError('web/bad-form', 'What was sent is no form with files.', 'Use the form on the page.')
}
