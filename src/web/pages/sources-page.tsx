/** Every file that came in, what became of it, and why. */
import type { Child, FC } from 'hono/jsx'
import type { FileRow } from '../../archive/archive.ts'
import { Layout } from '../components/layout.tsx'
import { Pager } from '../components/pager.tsx'
import type { Frame } from '../web.ts'
import { instantLabel } from '../words/dates.ts'
import { OUTCOME_LABELS } from '../words/labels.ts'
import { count, countOf, fileSize } from '../words/numbers.ts'

export type Outcome = FileRow['outcome']

export interface SourcesProps {
  frame: Frame
  /** null for all of them. */
  outcome: Outcome | null
  totals: Record<Outcome | 'all', number>
  files: FileRow[]
  page: number
  pages: number
  roots: string[]
}

export const SourcesPage: FC<SourcesProps> = (props) => {
  const { frame, totals, files } = props
  return (
    <Layout frame={frame} title="Files" page="sources">
      <header class="page-head">
        <h1>Files</h1>
        <p class="list-said">
          {countOf(totals.all, 'file', 'files')} came in · <a href="/jobs">imports</a> ·{' '}
          <a href="/import">add stories</a>
        </p>
      </header>
      <Roots {...props} />
      {totals.all === 0 ? (
        <p class="empty">
          No file has been read yet. What becomes of each one will stand here, with the reason.
        </p>
      ) : (
        <>
          <OutcomeTabs {...props} />
          <ul class="file-list">
            {files.map((file) => (
              <FileLine file={file} />
            ))}
          </ul>
          {files.length === 0 && <p class="empty">There is no such file.</p>}
          <Pager page={props.page} pages={props.pages} href={(page) => outcomeHref(props.outcome, page)} />
        </>
      )}
    </Layout>
  )
}

function outcomeHref(outcome: Outcome | null, page = 1): string {
  const pairs: Record<string, string> = {}
  if (outcome !== null) pairs.outcome = outcome
  if (page > 1) pairs.page = `${page}`
  const query = new URLSearchParams(pairs).toString()
  return query === '' ? '/sources' : `/sources?${query}`
}

/** Files that were sent from the browser stand in a folder of the library itself, an import in each. */
function rootLabel(root: string): string {
  const upload = /[/\\]inbox[/\\](\d+)(?: \(\d+\))?$/.exec(root)?.[1]
  return upload === undefined ? root : `From your browser, import ${upload}`
}

const Roots: FC<SourcesProps> = ({ frame, roots }) =>
  roots.length === 0 ? null : (
    <section class="roots">
      <h2>Your folders</h2>
      <ul>
        {roots.map((root) => (
          <li>
            <span class="path">{rootLabel(root)}</span>
            <span class="root-links">
              <a href={`/?${new URLSearchParams({ folder: root })}`}>
                its stories<span class="sr"> in {root}</span>
              </a>
              <a href={`/correct?${new URLSearchParams({ folder: root })}`}>
                correct them together<span class="sr"> in {root}</span>
              </a>
            </span>
          </li>
        ))}
      </ul>
      <form method="post" action="/sources/look-again">
        <button type="submit" class="button main" disabled={frame.progress !== null}>
          Look again at my folders
        </button>
        <span class="soft">New and changed files are read; what you corrected stays.</span>
      </form>
    </section>
  )

const OutcomeTabs: FC<SourcesProps> = ({ outcome, totals }) => {
  const shown = (Object.keys(OUTCOME_LABELS) as Outcome[]).filter((each) => totals[each] > 0)
  return (
    <nav class="tabs" aria-label="What became of them">
      <a href="/sources" aria-current={outcome === null ? 'page' : undefined}>
        All <span class="tab-count">{count(totals.all)}</span>
      </a>
      {shown.map((each) => (
        <a href={outcomeHref(each)} aria-current={each === outcome ? 'page' : undefined}>
          {OUTCOME_LABELS[each]} <span class="tab-count">{count(totals[each])}</span>
        </a>
      ))}
    </nav>
  )
}

const FileLine: FC<{ file: FileRow }> = ({ file }) => (
  <li class={`file ${file.outcome}`}>
    <p class="file-path" title={file.absolutePath}>
      {file.path}
    </p>
    <p class="file-became">{became(file)}</p>
    {file.reason !== null && (
      <p class="file-reason">
        {file.reason}
        {file.hint !== null && <span class="soft"> {file.hint}</span>}
      </p>
    )}
    <p class="soft small">
      {fileSize(file.sizeBytes)} · seen {instantLabel(file.seenAt)}
      {file.vanished && ' · not in its folder any more; the kept copy and its story stay'}
    </p>
  </li>
)

function became({ outcome, workIds }: FileRow): Child {
  if (outcome !== 'works') return OUTCOME_LABELS[outcome]
  if (workIds.length === 0) return 'No story of its own'
  return workIds.slice(0, 5).map((id, index) => (
    <>
      {index > 0 && ', '}
      <a href={`/works/${id}`}>{workIds.length === 1 ? 'Its story' : `Story ${index + 1}`}</a>
    </>
  ))
}
