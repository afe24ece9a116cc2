/** Imports under way and past, and the last deed that can be taken back. */
import type { FC } from 'hono/jsx'
import type { LastDeed } from '../../archive/archive.ts'
import { isUnderWay, type JobRecord } from '../../jobs/job-record.ts'
import { JobButtons } from '../components/job-buttons.tsx'
import { JobProgress } from '../components/job-progress.tsx'
import { Layout } from '../components/layout.tsx'
import { isReading, MeaningLine, type MeaningState } from '../components/meaning-line.tsx'
import { UndoButton } from '../components/undo-button.tsx'
import type { Frame } from '../web.ts'
import { instantLabel } from '../words/dates.ts'
import { deedWords, jobLabel, stateWords } from '../words/job-words.ts'

interface JobsProps {
  frame: Frame
  /** Newest first. */
  jobs: JobRecord[]
  undone: Set<number>
  lastDeed: LastDeed | undefined
  meaning: MeaningState | undefined
}

export const JobsPage: FC<JobsProps> = ({ frame, jobs, undone, lastDeed, meaning }) => {
  const now = jobs.filter(isUnderWay)
  const isChanging = now.length > 0 || (meaning !== undefined && isReading(meaning))
  return (
    <Layout frame={frame} title="Imports" page="jobs narrow" islands={['live']} isChanging={isChanging}>
      <header class="page-head">
        <h1>Imports</h1>
        <p class="list-said">
          <a href="/import">Add stories</a>
        </p>
      </header>
      <div data-live="jobs" data-live-on={isChanging ? '' : undefined}>
        {meaning !== undefined && <MeaningLine meaning={meaning} />}
        {lastDeed !== undefined && !now.some(({ importId }) => importId === lastDeed.id) && (
          <div class="last-deed">
            <p>
              Last done: {deedWords(lastDeed)}, {instantLabel(lastDeed.at)}.
            </p>
            <UndoButton deed={lastDeed} class="button small" />
          </div>
        )}
        {jobs.length === 0 && (
          <p class="empty">
            Nothing was brought in yet. What you <a href="/import">add</a> stands here while it is read, and
            afterwards with what became of it.
          </p>
        )}
        <ul class="job-list">
          {jobs.map((job) => (
            <JobLine job={job} isUndone={job.importId !== null && undone.has(job.importId)} />
          ))}
        </ul>
      </div>
    </Layout>
  )
}

const JobLine: FC<{ job: JobRecord; isUndone: boolean }> = ({ job, isUndone }) => (
  <li class={`job ${job.state}`}>
    <div class="job-head">
      <h2>
        <a href={`/jobs/${job.id}`}>{jobLabel(job)}</a>
      </h2>
      <p class="soft small">{instantLabel(job.at)}</p>
    </div>
    <p class="job-state">{stateWords(job, isUndone)}</p>
    <JobProgress job={job} />
    {!isUndone && <JobButtons job={job} isSmall />}
  </li>
)
