/** The control a field is written in. */
import type { FC } from 'hono/jsx'
import { CATEGORIES, type FieldName, RATINGS, STATUSES, WARNING_IDS } from '../../story/field.ts'
import { isListField, isProseField } from '../forms/field-text.ts'
import { LANGUAGE_NAMES } from '../forms/languages.ts'
import {
  CATEGORY_LABELS,
  FIELD_LABELS,
  isWarningId,
  RATING_LABELS,
  STATUS_LABELS,
  warningLabel,
} from '../words/labels.ts'

interface ControlProps {
  name: FieldName
  /** As forms/field-text.ts makes it. */
  text: string
  /** What was wrong with it, or undefined. */
  error?: string
  /** Of the element that says where it comes from. */
  describedBy?: string
}

/** With its label; `id="field-<name>"` is its address. */
export const FieldControl: FC<ControlProps> = (props) => {
  const { name } = props
  if (name === 'warnings' || name === 'categories') return <Boxes {...props} name={name} />
  return (
    <>
      <label class="field-label" for={`field-${name}`}>
        {FIELD_LABELS[name]}
        {hintOf(name) !== null && <span class="field-hint"> {hintOf(name)}</span>}
      </label>
      <Single {...props} />
    </>
  )
}

function hintOf(name: FieldName): string | null {
  if (name === 'series') return 'one a line, with #2 for the second part'
  if (isListField(name)) return 'one a line'
  if (name === 'published' || name === 'updated') return 'year-month-day, or as much as is known'
  return null
}

const Single: FC<ControlProps> = ({ name, text, error, describedBy }) => {
  const shared = {
    id: `field-${name}`,
    name,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-describedby': describedBy,
  }
  if (name === 'rating')
    return <Select {...shared} text={text} options={RATINGS.map((id) => [id, RATING_LABELS[id]])} />
  if (name === 'status')
    return (
      <Select
        {...shared}
        text={text}
        options={[['', 'Not known'], ...STATUSES.map((id) => [id, STATUS_LABELS[id]] as [string, string])]}
      />
    )
  if (isProseField(name) || isListField(name) || name === 'series')
    return (
      <textarea {...shared} class={isProseField(name) ? 'prose-input' : undefined} rows={rowsFor(name, text)}>
        {text}
      </textarea>
    )
  return <Line {...shared} name={name} text={text} />
}

interface SharedProps {
  id: string
  name: FieldName
  text: string
}

const Line: FC<SharedProps> = ({ text, ...shared }) => (
  <>
    <input
      {...shared}
      type="text"
      value={text}
      required={shared.name === 'title'}
      list={shared.name === 'language' ? 'languages' : undefined}
      inputmode={shared.name === 'declaredWords' ? 'numeric' : undefined}
      autocomplete="off"
      maxlength={2000}
    />
    {shared.name === 'language' && (
      <datalist id="languages">
        {LANGUAGE_NAMES.map((language) => (
          <option value={language} />
        ))}
      </datalist>
    )}
  </>
)

const Select: FC<SharedProps & { options: [value: string, label: string][] }> = ({
  text,
  options,
  ...shared
}) => (
  <select {...shared}>
    {options.map(([value, label]) => (
      <option value={value} selected={value === text}>
        {label}
      </option>
    ))}
  </select>
)

function rowsFor(name: FieldName, text: string): number {
  const lines = text === '' ? 1 : text.split('\n').length
  const longest = isProseField(name) ? Math.ceil(text.length / 60) : 0
  return Math.min(isProseField(name) ? 10 : 6, Math.max(1, lines, longest))
}

/** Warnings and categories: those with a name as boxes; warnings in the writer's own words as lines below. */
const Boxes: FC<ControlProps & { name: 'warnings' | 'categories' }> = ({
  name,
  text,
  error,
  describedBy,
}) => {
  const values = text.split('\n')
  const options: [string, string][] =
    name === 'warnings'
      ? WARNING_IDS.map((id) => [id, warningLabel(id)])
      : CATEGORIES.map((id) => [id, CATEGORY_LABELS[id]])
  const own = values.filter((value) => !isWarningId(value)).join('\n')
  return (
    <fieldset id={`field-${name}`} tabindex={-1} aria-describedby={describedBy}>
      <legend class="field-label">{FIELD_LABELS[name]}</legend>
      <div class="boxes">
        {options.map(([value, label]) => (
          <label class="box">
            <input type="checkbox" name={name} value={value} checked={values.includes(value)} /> {label}
          </label>
        ))}
      </div>
      {name === 'warnings' && (
        <textarea
          name="warnings"
          rows={rowsFor(name, own)}
          aria-label="Warnings in the writer’s own words, one a line"
          aria-invalid={error === undefined ? undefined : 'true'}
          placeholder="in the writer’s own words, one a line"
        >
          {own}
        </textarea>
      )}
    </fieldset>
  )
}
