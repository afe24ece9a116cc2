/** `/import`: stories from the browser. The plain form sends all at once; with script each file comes by itself. */
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { personsPath } from '../../config.ts'
import { ArchiveError } from '../../errors.ts'
import { findRoots } from '../../jobs/find-files.ts'
import { noSuchJob } from '../../jobs/import-queue.ts'
import { checkRoom, MAX_UPLOAD_FILE_BYTES, receiveFile, tooLarge } from '../../jobs/inbox.ts'
import type { JobAim, JobRecord } from '../../jobs/job-record.ts'
import { notTaken, readUploadForm } from '../forms/upload-form.ts'
import { statusOf } from '../middleware/errors.tsx'
import { ImportPage } from '../pages/import-page.tsx'
import { frameOf, type Web } from '../web.ts'

const JOBS_SHOWN = 5

/** Requests whose body is streamed to the disk: the limit for forms is not theirs. */
export function isUpload(path: string): boolean {
  return path === '/import' || /^\/import\/\d+\/file$/.test(path)
}

export function importRoutes(web: Web): Hono {
  return new Hono()
    .get('/import', (c) => showForm(web, c, { folder: '', error: null }))
    .post('/import', (c) => receiveAll(web, c))
    .post('/import/begin', async (c) => c.json({ id: (await web.imports.receive()).id }))
    .put('/import/:id{[0-9]+}/file', (c) => receiveOne(web, c))
    .post('/import/:id{[0-9]+}/end', async (c) => {
      const form = await c.req.formData()
      const { id } = await web.imports.act(Number(c.req.param('id')), aimOf(form.get('aim')))
      return c.json({ href: `/jobs/${id}` })
    })
}

const aimOf = (value: unknown): JobAim => (value === 'look' ? 'look' : 'import')

interface Typed {
  folder: string
  error: string | null
}

async function showForm(web: Web, c: Context, typed: Typed): Promise<Response> {
  const [frame, jobs] = await Promise.all([frameOf(web, c), web.imports.list()])
  c.header('Cache-Control', 'no-store')
  return c.html(
    <ImportPage frame={frame} isLocal={web.isLocal} jobs={jobs.slice(0, JOBS_SHOWN)} {...typed} />,
    typed.error === null ? 200 : 400,
  )
}

/** Files and folder in one form. A job is begun with the first file, so that a form without any leaves none behind. */
async function receiveAll(web: Web, c: Context): Promise<Response> {
  let job: JobRecord | undefined
  const { fields, notTaken } = await readUploadForm(c, async (name, bytes) => {
    job ??= await web.imports.receive()
    await keepFile(web, job, name, bytes)
  })
  const aim = aimOf(fields.get('aim'))
  const folder = fields.get('path')?.trim() ?? ''
  if (job !== undefined) {
    for (const each of notTaken) await web.imports.arrived(job.id, each)
    await web.imports.act(job.id, aim)
  }
  if (folder === '') {
    if (job !== undefined) return c.redirect(`/jobs/${job.id}`, 303)
    return showForm(web, c, { folder, error: whyNothing(notTaken) })
  }
  try {
    const begun = await beginFolder(web, folder, aim)
    return c.redirect(job === undefined ? `/jobs/${begun.id}` : '/jobs', 303)
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    return showForm(web, c, { folder, error: `${error.message} ${error.hint ?? ''}` })
  }
}

function whyNothing([first]: { reason: string; hint: string }[]): string {
  return first === undefined
    ? 'Nothing was chosen. Choose files or a folder first.'
    : `${first.reason} ${first.hint}`
}

/** @throws ArchiveError `import/not-here`, `import/no-such-path`. */
async function beginFolder(web: Web, folder: string, aim: JobAim): Promise<JobRecord> {
  if (!web.isLocal)
    throw new ArchiveError(
      'import/not-here',
      'Folders of the machine can only be named where nobody else on the network can reach the library.',
      'Send the files themselves, or use “fanfold import” at the machine.',
    )
  const [root] = await findRoots([personsPath(folder)])
  return web.imports.add({ paths: [root?.absolutePath ?? folder], aim })
}

async function keepFile(web: Web, job: JobRecord, name: string, bytes: Readable): Promise<void> {
  const { libraryDir } = web.archive
  const { sizeBytes } = await receiveFile({ libraryDir, folder: job.paths[0] as string, name, bytes })
  await web.imports.arrived(job.id, { sizeBytes })
}

/** One file, its name in `?path=`. The answer is JSON either way: a script asks. */
async function receiveOne(web: Web, c: Context): Promise<Response> {
  const id = Number(c.req.param('id'))
  const name = c.req.query('path') ?? 'unnamed'
  const job = await web.imports.get(id)
  try {
    if (job?.state !== 'receiving') throw noSuchJob(id)
    const sizeBytes = Number(c.req.header('content-length') ?? 0)
    if (sizeBytes > MAX_UPLOAD_FILE_BYTES) throw tooLarge(name)
    await checkRoom(web.archive.libraryDir, sizeBytes, name)
    const { body } = c.req.raw
    const bytes =
      body === null ? Readable.from([]) : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
    await keepFile(web, job, name, bytes)
    return c.json({ taken: true })
  } catch (error) {
    const refused = notTaken(name, error)
    if (job?.state === 'receiving') await web.imports.arrived(id, refused).catch(() => {})
    return c.json({ taken: false, ...refused }, error instanceof ArchiveError ? statusOf(error.code) : 400)
  }
}
