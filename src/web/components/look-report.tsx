/** What each file would become, to be read before anything is stored. */
import type { FC } from 'hono/jsx'
import type { JobRecord } from '../../jobs/job-record.ts'
import type { LookKind, LookLine } from '../../jobs/look-report.ts'
import type { Rating } from '../../story/field.ts'
import { RATING_LABELS } from '../words/labels.ts'
import { count, countOf } from '../words/numbers.ts'
import type { LookRows } from './job-rows.ts'

interface LookProps {
  rows: LookRows
  job: JobRecord
}

export const LookReport: FC<LookProps> = ({ rows, job }) =>
  job.look === null ? null : (
    <section aria-labelledby="looked">
      <h2 id="looked" class="rows-head">
        What it would be
      </h2>
      <LookTabs rows={rows} job={job} />
      <ul class="file-list">
        {rows.lines.map((line) => (
          <LookRow line={line} />
        ))}
      </ul>
      {rows.lines.length === 0 && <p class="soft rows-none">There is none of this kind.</p>}
    </section>
  )

const LookTabs: FC<LookProps> = ({ rows, job: { id, look } }) => {
  const tabs: [kind: LookKind | null, label: string, number: number][] = [
    [null, 'All', (look?.works ?? 0) + (look?.refused ?? 0) + (look?.skipped ?? 0)],
    ['work', 'Stories', look?.works ?? 0],
    ['doubtful', 'Would need a look', look?.needALook ?? 0],
    ['known', 'In the library already', look?.known ?? 0],
    ['refused', 'Cannot be read', look?.refused ?? 0],
    ['skipped', 'Passed over', look?.skipped ?? 0],
  ]
  return (
    <nav class="tabs" aria-label="What they would be">
      {tabs
        .filter(([kind, , number]) => kind === null || number > 0 || kind === rows.only)
        .map(([kind, label, number]) => (
          <a
            href={kind === null ? `/jobs/${id}` : `/jobs/${id}?only=${kind}`}
            aria-current={rows.only === kind ? 'page' : undefined}
          >
            {label} <span class="tab-count">{count(number)}</span>
          </a>
        ))}
    </nav>
  )
}

const LookRow: FC<{ line: LookLine }> = ({ line }) => {
  if (line.kind === 'work') return <LookWork line={line} />
  return (
    <li class={`file ${line.kind}`}>
      <p class="file-path">{line.file}</p>
      <p class="file-became">{line.kind === 'refused' ? 'Cannot be read' : 'Passed over'}</p>
      <p class="file-reason">
        {line.reason} {line.kind === 'refused' && <span class="soft">{line.hint}</span>}
      </p>
    </li>
  )
}

const LookWork: FC<{ line: Extract<LookLine, { kind: 'work' }> }> = ({ line }) => (
  <li class="file works">
    <div class="file-path">
      {line.files.map((file) => (
        <p>{file}</p>
      ))}
    </div>
    <div class="file-work">
      <p>
        <span class="file-title">{line.title}</span>
        {line.authors.length > 0 && ` by ${line.authors.join(', ')}`}{' '}
        <span class="soft">{factsOf(line)}</span>
      </p>
      {line.joined?.map((told) => (
        <p class="soft">{told}</p>
      ))}
      {line.known.length > 0 && (
        <p class="soft">
          In the library already:{' '}
          {line.known.map((id) => (
            <a href={`/works/${id}`}>story {id}</a>
          ))}
        </p>
      )}
      {line.looks.map((reason) => (
        <p class="look-reason">Needs a look: {reason}</p>
      ))}
    </div>
  </li>
)

function factsOf({ fandoms, rating, chapters, words }: Extract<LookLine, { kind: 'work' }>): string {
  const facts = [
    ...fandoms.slice(0, 3),
    rating === 'not-rated' ? '' : (RATING_LABELS[rating as Rating] ?? rating),
    countOf(chapters, 'chapter', 'chapters'),
    countOf(words, 'word', 'words'),
  ]
  return facts.filter((fact) => fact !== '').join(' · ')
}
