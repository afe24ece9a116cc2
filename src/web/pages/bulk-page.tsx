/** One field for many stories: 'this creator for these 12'. */
import type { FC } from 'hono/jsx'
import type { WorkBlurb } from '../../archive/archive.ts'
import type { FieldName } from '../../story/field.ts'
import { FieldControl } from '../components/field-control.tsx'
import { Layout } from '../components/layout.tsx'
import { BULK_FIELDS } from '../forms/bulk-form.ts'
import { fieldText, isListField } from '../forms/field-text.ts'
import type { Frame } from '../web.ts'
import { FIELD_LABELS, facetValueLabel } from '../words/labels.ts'
import { count, countOf } from '../words/numbers.ts'

export interface BulkProps {
  frame: Frame
  /** What the stories were chosen by: name and value pairs of the address, without `field`. */
  chosenBy: [string, string][]
  /** For people: the folder, or null. */
  folder: string | null
  works: WorkBlurb[]
  total: number
  /** null where it is still to be chosen. */
  field: FieldName | null
  /** What was typed, after an error. */
  text: string
  error?: string
}

export const BulkPage: FC<BulkProps> = (props) => {
  const { frame, works, total, folder, field } = props
  return (
    <Layout frame={frame} title="Correct several together" page="bulk narrow">
      <header class="page-head">
        <h1>Correct {total === 1 ? 'one story' : `${count(total)} stories together`}</h1>
        {folder !== null && <p class="list-said">in {folder}</p>}
      </header>
      {works.length === 0 ? (
        <p class="empty">
          There is no story here to correct. Go to <a href="/">the library</a>, choose filters, and come back
          from there.
        </p>
      ) : (
        <>
          <FieldChoice {...props} />
          {field !== null && <BulkForm {...props} field={field} />}
        </>
      )}
    </Layout>
  )
}

const FieldChoice: FC<BulkProps> = ({ field, chosenBy }) => (
  <nav class="field-choice" aria-label="What to correct">
    {field === null && <p class="page-lead">What is to be the same for all of them?</p>}
    <ul class="chips">
      {BULK_FIELDS.map((name) => (
        <li>
          <a
            class="chip"
            href={`/correct?${new URLSearchParams([...chosenBy, ['field', name]])}`}
            aria-current={name === field ? 'true' : undefined}
          >
            {FIELD_LABELS[name]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const BulkForm: FC<BulkProps & { field: FieldName }> = ({ works, total, field, text, error, chosenBy }) => (
  <form method="post" action={`/correct?${new URLSearchParams(chosenBy)}`} class="pick-list">
    <input type="hidden" name="field" value={field} />
    <div class="field">
      <FieldControl name={field} text={text} error={error} />
      {error !== undefined && <p class="field-error">{error}</p>}
    </div>
    {isListField(field) && (
      <fieldset class="how">
        <legend class="sr">How</legend>
        <label class="box">
          <input type="radio" name="how" value="set" checked /> in place of what each has
        </label>
        <label class="box">
          <input type="radio" name="how" value="add" /> added to what each has
        </label>
      </fieldset>
    )}
    <fieldset>
      <legend class="field-label">For these</legend>
      {works.map((work) => (
        <label class="pick">
          <input type="checkbox" name="ids" value={work.id} checked />
          <span class="pick-title">{work.fields.title}</span>
          <span class="soft">{presentWords(work, field)}</span>
        </label>
      ))}
      {total > works.length && (
        <p class="soft small">
          These are the first {count(works.length)} of {count(total)}; the rest can be done after them.
        </p>
      )}
    </fieldset>
    <p class="buttons form-end">
      <button type="submit" class="button main">
        Save for {works.length === 1 ? 'it' : 'those ticked'}
      </button>
      <a class="button" href="/">
        Leave it
      </a>
    </p>
  </form>
)

/** What the story has now. */
function presentWords({ fields, words }: WorkBlurb, field: FieldName): string {
  const isLabelled =
    field === 'rating' || field === 'status' || field === 'warnings' || field === 'categories'
  const text = fieldText(field, fields)
    .split('\n')
    .map((value) => (isLabelled ? facetValueLabel(field, value) : value))
    .join(', ')
  return `${text === '' ? 'none' : text} · ${countOf(words, 'word', 'words')}`
}
