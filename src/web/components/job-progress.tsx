/** How far an import is. */
import type { FC } from 'hono/jsx'
import { isUnderWay, type JobRecord } from '../../jobs/job-record.ts'

export const JobProgress: FC<{ job: JobRecord }> = ({ job }) => {
  const { progress, state } = job
  const isShown = isUnderWay(job) || state === 'paused' || state === 'broken'
  if (progress === null || !isShown) return null
  return (
    <progress
      class="job-progress"
      max={Math.max(1, progress.files)}
      value={progress.done}
      aria-label="Files read"
    />
  )
}
