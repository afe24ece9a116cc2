/** Putting a story's fields right: the source at the left, every field with its evidence at the right. */
import type { FC } from 'hono/jsx'
import type { FacetCount, WorkDetail } from '../../archive/archive.ts'
import type { SourceDocument } from '../../intake/document.ts'
import { FIELD_NAMES, type FieldName } from '../../story/field.ts'
import { EvidenceLine } from '../components/evidence-line.tsx'
import { FieldControl } from '../components/field-control.tsx'
import { Layout } from '../components/layout.tsx'
import { SourceText } from '../components/source-text.tsx'
import { textMark } from '../forms/field-text.ts'
import type { Frame } from '../web.ts'
import { evidenceHref } from '../words/evidence-words.ts'
import { count } from '../words/numbers.ts'
import { lookFieldLabel } from '../words/work-words.ts'

/** Where one is in the queue of stories that need a look; null outside it. */
export interface QueuePlace {
  /** From 1. */
  number: number
  of: number
  nextId: string | null
  previousId: string | null
}

export interface CorrectProps {
  frame: Frame
  work: WorkDetail
  /** The source shown; undefined where it could not be read. */
  source: SourceDocument | undefined
  path: string
  showAll: boolean
  queue: QueuePlace | null
  /** As shown or as just submitted. */
  texts: Record<FieldName, string>
  /** As stored: what a change is measured against. */
  storedTexts: Record<FieldName, string>
  errors: Partial<Record<FieldName, string>>
  nearby: Partial<Record<FieldName, FacetCount[]>>
}

export const CorrectPage: FC<CorrectProps> = (props) => {
  const { frame, work, queue } = props
  return (
    <Layout
      frame={frame}
      title={`Correct ${work.fields.title}`}
      page="correct"
      islands={queue === null ? ['candidates'] : ['candidates', 'queue']}
    >
      <header class="page-head">
        <h1>
          <a href={`/works/${work.id}`}>{work.fields.title}</a>
        </h1>
        {queue === null ? (
          <p class="list-said">
            <a href={`/works/${work.id}/borders`}>Where it begins, ends and breaks</a>
          </p>
        ) : (
          <QueueBar queue={queue} workId={work.id} />
        )}
      </header>
      {work.looks.length > 0 && <Looks work={work} />}
      {Object.keys(props.errors).length > 0 && (
        <p class="notice error" role="alert">
          Nothing is saved yet: {errorFields(props.errors)}.
        </p>
      )}
      <div class="correct-columns">
        <Source {...props} />
        <FieldsForm {...props} />
      </div>
      <form id="forget" method="post" action={`/works/${work.id}/forget${queueQuery(queue)}`} />
      <form id="choose" method="post" action={`/works/${work.id}/choose${queueQuery(queue)}`} />
    </Layout>
  )
}

function queueQuery(queue: QueuePlace | null): string {
  return queue === null ? '' : '?queue=1'
}

const QueueBar: FC<{ queue: QueuePlace; workId: string }> = ({ queue, workId }) => (
  <>
    <p class="list-said">
      {count(queue.number)} of {count(queue.of)} that need a look
    </p>
    <nav class="queue-keys" aria-label="The queue">
      {queue.nextId !== null && (
        <a href={`/works/${queue.nextId}/correct?queue=1`} data-key="j">
          <kbd>J</kbd> next
        </a>
      )}
      {queue.previousId !== null && (
        <a href={`/works/${queue.previousId}/correct?queue=1`} data-key="k">
          <kbd>K</kbd> back
        </a>
      )}
      <form method="post" action={`/works/${workId}/confirm?queue=1`}>
        <button type="submit" class="link" data-key="Enter">
          <kbd>Enter</kbd> all is right
        </button>
      </form>
    </nav>
  </>
)

const Looks: FC<{ work: WorkDetail }> = ({ work }) => (
  <ul class="looks">
    {work.looks.map(({ field, reason }) => (
      <li>
        <a href={field === 'story' ? `/works/${work.id}/borders` : `#field-${field}`}>
          {lookFieldLabel(field)}
        </a>
        : {reason}
      </li>
    ))}
  </ul>
)

function errorFields(errors: CorrectProps['errors']): string {
  return (Object.keys(errors) as FieldName[]).map((field) => lookFieldLabel(field).toLowerCase()).join(', ')
}

const Source: FC<CorrectProps> = ({ work, source, path, showAll, queue }) => {
  const paths = [...new Set(work.sources.map((each) => each.path))]
  const href = (of: string, all: boolean) =>
    `/works/${work.id}/correct?${new URLSearchParams({ ...(queue && { queue: '1' }), source: of, ...(all && { all: '1' }) })}`
  return (
    <div class="source-column">
      {paths.length > 1 && (
        <nav class="source-tabs" aria-label="Sources">
          {paths.map((each) => (
            <a href={href(each, false)} aria-current={each === path ? 'page' : undefined}>
              {each}
            </a>
          ))}
        </nav>
      )}
      {source === undefined ? (
        <p class="source-text empty">
          The source {path} cannot be shown. The story stands as it was read from it; “fanfold doctor” tells
          whether the file is still whole.
        </p>
      ) : (
        <SourceText
          text={source.text}
          evidence={work.evidence}
          path={path}
          isPlain={source.format === 'text'}
          all={showAll}
          allHref={href(path, true)}
        />
      )}
      {source !== undefined && (
        <p class="source-more small">
          <a href={evidenceHref(work.id, path)}>What every part of it became, and why</a>
        </p>
      )}
    </div>
  )
}

const FieldsForm: FC<CorrectProps> = (props) => {
  const { work, queue } = props
  return (
    <form class="fields" method="post" action={`/works/${work.id}/correct${queueQuery(queue)}`} novalidate>
      {FIELD_NAMES.map((field) => (
        <Field {...props} field={field} />
      ))}
      <div class="buttons form-end">
        {queue === null ? (
          <button type="submit" class="button main">
            Save
          </button>
        ) : (
          <>
            <button type="submit" class="button main">
              Save and next
            </button>
            <a
              class="button"
              href={queue.nextId === null ? '/look' : `/works/${queue.nextId}/correct?queue=1`}
            >
              Skip
            </a>
          </>
        )}
        {queue === null && work.needsALook && (
          <button type="submit" class="button" name="confirm" value="1">
            Save, and all is right
          </button>
        )}
      </div>
    </form>
  )
}

const Field: FC<CorrectProps & { field: FieldName }> = ({
  field,
  work,
  texts,
  storedTexts,
  errors,
  nearby,
  path,
}) => {
  const isDoubtful = work.looks.some((look) => look.field === field)
  return (
    <div class={isDoubtful ? 'field doubtful' : 'field'}>
      <FieldControl
        name={field}
        text={texts[field]}
        error={errors[field]}
        describedBy={`evidence-${field}`}
      />
      <input type="hidden" name={`was-${field}`} value={textMark(storedTexts[field])} />
      {errors[field] !== undefined && <p class="field-error">{errors[field]}</p>}
      <EvidenceLine field={field} work={work} nearby={nearby[field] ?? []} path={path} />
    </div>
  )
}
