/** Bringing stories in from the browser: files, a folder, or a folder of the machine the library is on. */
import type { FC } from 'hono/jsx'
import type { JobRecord } from '../../jobs/job-record.ts'
import { Layout } from '../components/layout.tsx'
import type { Frame } from '../web.ts'
import { instantLabel } from '../words/dates.ts'
import { jobLabel, stateWords } from '../words/job-words.ts'

interface ImportProps {
  frame: Frame
  /** Folders of the machine may be named: only where nobody else can reach the library. */
  isLocal: boolean
  /** As typed. */
  folder: string
  error: string | null
  /** The last few. */
  jobs: JobRecord[]
}

export const ImportPage: FC<ImportProps> = (props) => (
  <Layout frame={props.frame} title="Add stories" page="import narrow" islands={['upload']}>
    <header class="page-head">
      <h1>Add stories</h1>
      <p class="list-said">
        <a href="/jobs">Imports so far</a>
      </p>
    </header>
    <p class="page-lead">
      Text, web pages, EPUB, Word and more, as many as you like; zips and mailboxes are opened. Every file is
      kept as it is. A single one may have up to 2 GB.
    </p>
    {props.error !== null && (
      <p class="notice error" role="alert">
        {props.error}
      </p>
    )}
    <form class="upload" method="post" action="/import" enctype="multipart/form-data">
      <div class="drop">
        <p class="drop-words with-drop" hidden>
          Drop files or folders here, or choose them:
        </p>
        <Choice id="files" label="Files">
          <input type="file" id="files" name="files" multiple />
        </Choice>
        <Choice id="folder" label="A whole folder">
          <input type="file" id="folder" name="files" multiple {...{ webkitdirectory: '' }} />
        </Choice>
        <ul class="upload-list" data-uploads hidden aria-label="Chosen files" />
        <p class="soft small upload-sum" data-upload-sum role="status" />
      </div>
      {props.isLocal && (
        <div class="choice">
          <label class="field-label" for="path">
            Or a folder of this machine
          </label>
          <input
            type="text"
            id="path"
            name="path"
            value={props.folder}
            placeholder="/home/me/my stories"
            autocomplete="off"
            spellcheck={false}
            aria-describedby="path-hint"
          />
          <p class="soft small" id="path-hint">
            It is read where it is, and never changed. New files in it are found with “Look again” under{' '}
            <a href="/sources">Files</a>.
          </p>
        </div>
      )}
      <div class="buttons">
        <button type="submit" class="button main" name="aim" value="import">
          Add them
        </button>
        <button type="submit" class="button" name="aim" value="look">
          Look first
        </button>
        <span class="soft small">Look first: you read what each would become, and nothing is stored.</span>
      </div>
    </form>
    {props.jobs.length > 0 && <Lately jobs={props.jobs} />}
  </Layout>
)

const Choice: FC<{ id: string; label: string; children: unknown }> = ({ id, label, children }) => (
  <div class="choice">
    <label class="field-label" for={id}>
      {label}
    </label>
    {children}
  </div>
)

const Lately: FC<{ jobs: JobRecord[] }> = ({ jobs }) => (
  <section class="lately">
    <h2>Lately</h2>
    <ul>
      {jobs.map((job) => (
        <li>
          <a href={`/jobs/${job.id}`}>{jobLabel(job)}</a>{' '}
          <span class="soft">
            {instantLabel(job.at)} · {stateWords(job, false)}
          </span>
        </li>
      ))}
    </ul>
  </section>
)
