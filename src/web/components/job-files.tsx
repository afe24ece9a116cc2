/** What became of each file of an import: its stories by name, the doubtful ones to be put right, or why there is none. */
import type { FC } from 'hono/jsx'
import type { FileRow, WorkBlurb } from '../../archive/archive.ts'
import type { JobRecord } from '../../jobs/job-record.ts'
import { OUTCOME_LABELS } from '../words/labels.ts'
import { countOf } from '../words/numbers.ts'
import { lookLabel } from '../words/work-words.ts'
import type { FileRows } from './job-rows.ts'

interface JobFilesProps {
  rows: FileRows
  job: JobRecord
}

export const JobFiles: FC<JobFilesProps> = ({ rows, job }) => (
  <section aria-labelledby="files">
    <h2 id="files" class="rows-head">
      What became of them
    </h2>
    <FileTabs rows={rows} job={job} />
    <ul class="file-list">
      {rows.files.map((file) => (
        <FileRowLine file={file} works={rows.works} />
      ))}
    </ul>
    {rows.files.length === 0 && <p class="soft rows-none">No file was new or changed.</p>}
  </section>
)

const TABS: [only: FileRow['outcome'] | null, label: string][] = [
  [null, 'All'],
  ['works', OUTCOME_LABELS.works],
  ['refused', OUTCOME_LABELS.refused],
  ['skipped', OUTCOME_LABELS.skipped],
]

const FileTabs: FC<JobFilesProps> = ({ rows, job }) => (
  <nav class="tabs" aria-label="What became of them">
    {TABS.map(([only, label]) => (
      <a
        href={only === null ? `/jobs/${job.id}` : `/jobs/${job.id}?only=${only}`}
        aria-current={rows.only === only ? 'page' : undefined}
      >
        {label}
      </a>
    ))}
  </nav>
)

const FileRowLine: FC<{ file: FileRow; works: Map<string, WorkBlurb> }> = ({ file, works }) => (
  <li class={`file ${file.outcome}`}>
    <p class="file-path">{file.path}</p>
    {file.outcome !== 'works' && <p class="file-became">{OUTCOME_LABELS[file.outcome]}</p>}
    {file.reason !== null && (
      <p class="file-reason">
        {file.reason}
        {file.hint !== null && <span class="soft"> {file.hint}</span>}
      </p>
    )}
    {file.workIds.map((id) => {
      const work = works.get(id)
      return work && <BecameWork work={work} />
    })}
    {file.outcome === 'works' && file.workIds.length === 0 && (
      <p class="file-reason soft">Its story is not in the library any more.</p>
    )}
  </li>
)

const BecameWork: FC<{ work: WorkBlurb }> = ({ work }) => (
  <div class="file-work">
    <p>
      <a class="file-title" href={`/works/${work.id}`}>
        {work.fields.title}
      </a>
      {work.fields.authors.length > 0 && ` by ${work.fields.authors.join(', ')}`}{' '}
      <span class="soft">
        {[...work.fields.fandoms.slice(0, 3), countOf(work.words, 'word', 'words')].join(' · ')}
      </span>
    </p>
    {work.needsALook && (
      <p class="look-reason">
        <a href={`/works/${work.id}/correct`}>Needs a look: {lookLabel(work.looks)}</a>
      </p>
    )}
  </div>
)
