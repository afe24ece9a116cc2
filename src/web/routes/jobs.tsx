/** `/jobs`: imports under way and past, and what may be done with each. */
import { type Context, Hono } from 'hono'
import type { FileRow } from '../../archive/archive.ts'
import { noSuchJob } from '../../jobs/import-queue.ts'
import type { JobDeed, JobRecord } from '../../jobs/job-record.ts'
import { type LookKind, readLookReport } from '../../jobs/look-report.ts'
import type { JobRows } from '../components/job-rows.ts'
import type { MeaningState } from '../components/meaning-line.tsx'
import { JobPage } from '../pages/job-page.tsx'
import { JobsPage } from '../pages/jobs-page.tsx'
import { frameOf, type Web } from '../web.ts'

const ROWS_A_PAGE = 100
const DEEDS: readonly JobDeed[] = ['pause', 'resume', 'cancel', 'import', 'look', 'leave']
const LOOK_KINDS: readonly LookKind[] = ['work', 'doubtful', 'known', 'refused', 'skipped']
const OUTCOMES: readonly FileRow['outcome'][] = ['works', 'refused', 'skipped', 'removed']

export function jobRoutes(web: Web): Hono {
  const app = new Hono()
    .get('/jobs', async (c) => {
      const [frame, jobs, undone, lastDeed, meaning] = await Promise.all([
        frameOf(web, c),
        web.imports.list(),
        web.archive.undoneImports(),
        web.archive.lastDeed(),
        readMeaning(web),
      ])
      c.header('Cache-Control', 'no-store')
      return c.html(<JobsPage {...{ frame, jobs, undone, lastDeed, meaning }} />)
    })
    .post('/jobs/meaning/pause', (c) => {
      web.meaning?.pause()
      return c.redirect('/jobs', 303)
    })
    .post('/jobs/meaning/resume', (c) => {
      web.meaning?.resume()
      return c.redirect('/jobs', 303)
    })
    .get('/jobs/:id{[0-9]+}', (c) => showJob(web, c))
  for (const deed of DEEDS) {
    app.post(`/jobs/:id{[0-9]+}/${deed}`, async (c) => {
      const { id } = await web.imports.act(Number(c.req.param('id')), deed)
      return c.redirect(`/jobs/${id}`, 303)
    })
  }
  return app
}

async function readMeaning({ meaning }: Web): Promise<MeaningState | undefined> {
  return (
    meaning && { ...(await meaning.progress()), isPaused: meaning.isPaused(), failure: meaning.failure() }
  )
}

async function showJob(web: Web, c: Context): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const job = await web.imports.get(Number(id))
  if (job === undefined) throw noSuchJob(id)
  const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
  const [frame, undone, lastDeed, rows] = await Promise.all([
    frameOf(web, c),
    web.archive.undoneImports(),
    web.archive.lastDeed(),
    rowsOf(web, c, job, page),
  ])
  c.header('Cache-Control', 'no-store')
  return c.html(
    <JobPage
      {...{ frame, job, rows, page }}
      pages={Math.ceil(rows.total / ROWS_A_PAGE)}
      isUndone={job.importId !== null && undone.has(job.importId)}
      lastDeed={lastDeed !== undefined && lastDeed.id === job.importId ? lastDeed : null}
    />,
  )
}

async function rowsOf(web: Web, c: Context, job: JobRecord, page: number): Promise<JobRows> {
  const asked = c.req.query('only')
  if (job.importId === null) {
    const only = LOOK_KINDS.find((kind) => kind === asked) ?? null
    const report = await readLookReport(web.imports.lookFile(job.id), {
      kind: only,
      page,
      pageSize: ROWS_A_PAGE,
    })
    return { kind: 'look', only, ...report }
  }
  const only = OUTCOMES.find((outcome) => outcome === asked) ?? null
  const { files, total } = await web.archive.listFiles({
    importId: job.importId,
    outcome: only ?? undefined,
    page,
    pageSize: ROWS_A_PAGE,
  })
  const ids = [...new Set(files.flatMap(({ workIds }) => workIds))]
  const { works } =
    ids.length === 0 ? { works: [] } : await web.archive.listWorks({ ids, pageSize: ids.length })
  return { kind: 'files', only, files, total, works: new Map(works.map((work) => [work.id, work])) }
}
