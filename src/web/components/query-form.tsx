/** Every part of the query language as a form, filled in with the search one is looking at. */
import type { Child, FC } from 'hono/jsx'
import type { FacetField } from '../../archive/archive.ts'
import type { FacetCounts } from '../../find/facets/filter.ts'
import { CATEGORIES, RATINGS, STATUSES, WARNING_IDS } from '../../story/field.ts'
import { type FindAddress, findPairs } from '../forms/find-address.ts'
import { NAME_KEYS, PLACES, type QueryForm } from '../forms/query-form.ts'
import { CATEGORY_LABELS, RATING_LABELS, STATUS_LABELS, warningLabel } from '../words/labels.ts'

interface FormProps {
  address: FindAddress
  form: QueryForm
  /** What names are offered of. */
  counts: FacetCounts
}

export const QueryFormPanel: FC<FormProps & { isOpen: boolean }> = ({ isOpen, ...props }) => (
  <details class="query-form" id="form" open={isOpen}>
    <summary>Search by form</summary>
    <form action="/find" method="get">
      <input type="hidden" name="form" value="1" />
      {findPairs({ ...props.address, query: '', page: 1, more: undefined }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Words {...props} />
      <Names {...props} />
      <Kinds {...props} />
      <Ranges {...props} />
      <Texts {...props} />
      <p class="query-form-end">
        <button type="submit" class="button main">
          Find these
        </button>
        <a href="/about#searching">How to type all this</a>
      </p>
    </form>
  </details>
)

const Words: FC<FormProps> = ({ form }) => (
  <fieldset>
    <legend>Words</legend>
    <Text name="text" label="What happens, or any words" value={form.text} />
    {[...form.exact, ''].map((phrase) => (
      <Text name="exact" label="Exactly these words" value={phrase} />
    ))}
    <Text name="without" label="None of these words" value={form.without} />
    <Choice
      name="place"
      label="Look for them in"
      value={form.place}
      options={[['', 'the story and all about it'], ...PLACES.map((place) => [place, `the ${place}`])]}
    />
  </fieldset>
)

const NAMES: Record<(typeof NAME_KEYS)[number], { label: string; field: FacetField }> = {
  fandom: { label: 'Fandom', field: 'fandoms' },
  relationship: { label: 'Relationship', field: 'relationships' },
  character: { label: 'Character', field: 'characters' },
  tag: { label: 'Tag', field: 'tags' },
  by: { label: 'Creator', field: 'authors' },
  series: { label: 'Series', field: 'series' },
}
/** Of the most frequent, so that the page stays small; any other can be typed. */
const OFFERED = 40

const Names: FC<FormProps> = ({ form, counts }) => (
  <fieldset>
    <legend>Names and tags</legend>
    {NAME_KEYS.map((key) => {
      const { label, field } = NAMES[key]
      const [wanted, left] = [form.with[key] ?? [], form.not[key] ?? []]
      const [also, nor] = [`and ${label.toLowerCase()}`, `nor ${label.toLowerCase()}`]
      return (
        <>
          <NameFields name={key} labels={[label, also]} values={wanted} list={`names-${key}`} />
          <NameFields
            name={`not-${key}`}
            labels={[`Not ${label.toLowerCase()}`, nor]}
            values={left}
            list={`names-${key}`}
          />
          <datalist id={`names-${key}`}>
            {(counts[field] ?? []).slice(0, OFFERED).map(({ value }) => (
              <option value={value} />
            ))}
          </datalist>
        </>
      )
    })}
  </fieldset>
)

interface NameFieldsProps {
  name: string
  /** Of the first field, and of those after it. */
  labels: [string, string]
  values: string[]
  list: string
}

/** Those that are filled in, and one more. */
const NameFields: FC<NameFieldsProps> = ({ name, labels, values, list }) => (
  <div class="query-names-field">
    {[...values, ''].map((value, at) => (
      <Text name={name} label={labels[at === 0 ? 0 : 1]} value={value} list={list} />
    ))}
  </div>
)

const Kinds: FC<FormProps> = ({ form }) => (
  <fieldset class="query-kinds">
    <legend>What kind</legend>
    <Boxes
      name="rating"
      label="Rating"
      chosen={form.choices.rating ?? []}
      options={[...RATINGS.slice(1), 'none'].map((value) => [
        value,
        RATING_LABELS[value as keyof typeof RATING_LABELS] ?? RATING_LABELS['not-rated'],
      ])}
    />
    <Boxes
      name="category"
      label="Category"
      chosen={form.choices.category ?? []}
      options={CATEGORIES.map((value) => [value, CATEGORY_LABELS[value]])}
    />
    <Boxes
      name="status"
      label="Status"
      chosen={form.choices.status ?? []}
      options={[...STATUSES.map((value) => [value, STATUS_LABELS[value]]), ['none', 'Not known']]}
    />
    <Boxes
      name="not-warning"
      label="Stay away from"
      chosen={form.notWarning}
      options={WARNING_IDS.filter((value) => value !== 'none-apply').map((value) => [
        value,
        warningLabel(value),
      ])}
    />
    <Choice
      name="crossover"
      label="Crossovers"
      value={form.yesNo.crossover ?? ''}
      options={[
        ['', 'with the others'],
        ['yes', 'only crossovers'],
        ['no', 'none'],
      ]}
    />
    <Choice
      name="look"
      label="Needs a look"
      value={form.yesNo.look ?? ''}
      options={[
        ['', 'either'],
        ['yes', 'only what does'],
        ['no', 'only what does not'],
      ]}
    />
  </fieldset>
)

const RANGES: [string, string, string][] = [
  ['words', 'Words', '1000'],
  ['chapters', 'Chapters', '1'],
  ['updated', 'Updated', '2010-05'],
  ['published', 'Published', '2004'],
  ['added', 'Added', '2024'],
]

const Ranges: FC<FormProps> = ({ form }) => (
  <fieldset>
    <legend>Length and dates</legend>
    {RANGES.map(([key, label, example]) => (
      <div class="query-range">
        <Text
          name={`${key}-from`}
          label={`${label} from`}
          value={form.ranges[key]?.from ?? ''}
          placeholder={example}
        />
        <Text name={`${key}-to`} label={`${label} to`} value={form.ranges[key]?.to ?? ''} />
      </div>
    ))}
  </fieldset>
)

const TEXTS: [string, string][] = [
  ['title', 'In the title'],
  ['summary', 'In the summary'],
  ['notes', 'In the notes'],
  ['source', 'In the name or folder of its file'],
  ['language', 'Language'],
]

const Texts: FC<FormProps> = ({ form }) => (
  <fieldset>
    <legend>Elsewhere</legend>
    {TEXTS.map(([key, label]) => (
      <Text name={`in-${key}`} label={label} value={form.texts[key] ?? ''} />
    ))}
  </fieldset>
)

interface TextProps {
  name: string
  label: string
  value: string
  list?: string
  placeholder?: string
}

const Text: FC<TextProps> = ({ name, label, value, list, placeholder }) => (
  <label>
    <span>{label}</span>
    <input
      type="text"
      name={name}
      value={value}
      list={list}
      placeholder={placeholder}
      maxlength={2000}
      autocomplete="off"
    />
  </label>
)

interface ChoiceProps {
  name: string
  label: string
  value: string
  /** Value and words of each. */
  options: string[][]
}

const Choice: FC<ChoiceProps> = ({ name, label, value, options }) => (
  <label>
    <span>{label}</span>
    <select name={name}>
      {options.map(([option, words]) => (
        <option value={option} selected={option === value}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

interface BoxesProps extends Omit<ChoiceProps, 'value'> {
  chosen: string[]
}

const Boxes: FC<BoxesProps> = ({ name, label, chosen, options }): Child => (
  <fieldset class="query-boxes">
    <legend>{label}</legend>
    {options.map(([value = '', words]) => (
      <label>
        <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
        {words}
      </label>
    ))}
  </fieldset>
)
