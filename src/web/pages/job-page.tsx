/** One import: how far it is, what may be done with it, and what each file became or would become. */
import type { FC } from 'hono/jsx'
import type { LastDeed } from '../../archive/archive.ts'
import { isUnderWay, type JobRecord } from '../../jobs/job-record.ts'
import { JobButtons } from '../components/job-buttons.tsx'
import { JobFiles } from '../components/job-files.tsx'
import { JobProgress } from '../components/job-progress.tsx'
import type { JobRows } from '../components/job-rows.ts'
import { Layout } from '../components/layout.tsx'
import { LookReport } from '../components/look-report.tsx'
import { Pager } from '../components/pager.tsx'
import { UndoButton } from '../components/undo-button.tsx'
import type { Frame } from '../web.ts'
import { instantLabel } from '../words/dates.ts'
import { jobLabel, jobPlace, stateWords } from '../words/job-words.ts'

interface JobProps {
  frame: Frame
  job: JobRecord
  rows: JobRows
  page: number
  pages: number
  isUndone: boolean
  /** This import, where it is what can be taken back now. */
  lastDeed: LastDeed | null
}

export const JobPage: FC<JobProps> = (props) => {
  const { frame, job, isUndone, rows } = props
  const isOn = isUnderWay(job)
  return (
    <Layout frame={frame} title={jobLabel(job)} page="job" islands={['live']} isChanging={isOn}>
      <header class="page-head">
        <h1>{jobLabel(job)}</h1>
        <p class="list-said">
          begun {instantLabel(job.at)} · <a href="/jobs">all imports</a>
        </p>
      </header>
      <p class="soft small job-place">{jobPlace(job)}</p>
      <div data-live="state" data-live-on={isOn ? '' : undefined}>
        <p class="job-state lead" role="status">
          {stateWords(job, isUndone)}
        </p>
        {job.trouble?.hint && <p class="soft">{job.trouble.hint}</p>}
        <JobProgress job={job} />
      </div>
      <div data-live="buttons">{!isUndone && <JobEnd {...props} />}</div>
      <div data-live="files">
        <NotTakenFiles job={job} />
        {rows.kind === 'look' ? <LookReport rows={rows} job={job} /> : <JobFiles rows={rows} job={job} />}
        <Pager page={props.page} pages={props.pages} href={(page) => pageHref(job, rows, page)} />
      </div>
    </Layout>
  )
}

function pageHref({ id }: JobRecord, { only }: JobRows, page: number): string {
  return `/jobs/${id}?${new URLSearchParams({ ...(only !== null && { only }), page: `${page}` })}`
}

const JobEnd: FC<JobProps> = ({ job, lastDeed }) => (
  <>
    <JobButtons job={job} />
    {lastDeed !== null && !isUnderWay(job) && (
      <div class="last-deed">
        <p>Not what you wanted? All of it can be taken back.</p>
        <UndoButton deed={lastDeed} class="button small" />
      </div>
    )}
  </>
)

const NotTakenFiles: FC<{ job: JobRecord }> = ({ job: { upload } }) =>
  upload === null || upload.notTaken.length === 0 ? null : (
    <section class="not-taken">
      <h2>Did not come in</h2>
      <ul class="file-list">
        {upload.notTaken.map(({ name, reason, hint }) => (
          <li class="file refused">
            <p class="file-path">{name}</p>
            <p class="file-reason">
              {reason} <span class="soft">{hint}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
