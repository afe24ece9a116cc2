/** What may be done with an import, a form a deed. */
import type { FC } from 'hono/jsx'
import { deedsFor, isElsewhere, type JobDeed, type JobRecord } from '../../jobs/job-record.ts'
import { deedLabel, jobLabel } from '../words/job-words.ts'

const MAIN: readonly JobDeed[] = ['import', 'resume']

export const JobButtons: FC<{ job: JobRecord; isSmall?: boolean }> = ({ job, isSmall }) => {
  const deeds = deedsFor(job)
  if (isElsewhere(job))
    return <p class="soft small">It runs in another window (process {job.pid}); Ctrl-C there stops it.</p>
  if (deeds.length === 0) return null
  return (
    <div class="buttons job-buttons">
      {deeds.map((deed) => (
        <form method="post" action={`/jobs/${job.id}/${deed}`}>
          <button type="submit" class={buttonClass(deed, isSmall)}>
            {deedLabel(deed, job)}
            <span class="sr">: {jobLabel(job)}</span>
          </button>
        </form>
      ))}
      {isSmall !== true && <p class="soft small">{consequence(job, deeds)}</p>}
    </div>
  )
}

function buttonClass(deed: JobDeed, isSmall: boolean | undefined): string {
  return `button${MAIN.includes(deed) && !isSmall ? ' main' : ''}${isSmall ? ' small' : ''}`
}

/** Said before it is done. */
function consequence({ upload, importId }: JobRecord, deeds: readonly JobDeed[]): string {
  if (deeds.includes('leave'))
    return upload === null
      ? 'Left, nothing is stored.'
      : 'Left, nothing is stored, and these copies are thrown away; your own files stay.'
  if (!deeds.includes('cancel')) return 'It goes on where it stopped.'
  if (importId !== null) return 'Cancelled, what is stored by then stays; it can be taken back in one go.'
  return upload === null
    ? 'Cancelled now, nothing is stored.'
    : 'Cancelled now, nothing is stored, and these copies are thrown away.'
}
