/** Standing filters: what is never shown, wherever stories are listed, until it is let go here. */
import type { FC } from 'hono/jsx'
import type { StandingFilters } from '../../archive/tags/tag-deeds.ts'
import { RATINGS } from '../../story/field.ts'
import { Layout } from '../components/layout.tsx'
import { NEVER_FIELDS, type NeverField } from '../forms/never-form.ts'
import type { Frame } from '../web.ts'
import { FACET_LABELS, facetValueLabel, RATING_LABELS } from '../words/labels.ts'
import { countOf } from '../words/numbers.ts'

export interface NeverLine {
  field: NeverField
  value: string
  /** Stories that have it. */
  works: number
}

interface NeverProps {
  frame: Frame
  lines: NeverLine[]
  ratingUpTo: StandingFilters['ratingUpTo']
  /** Stories held back by all of it. */
  hidden: number
}

export const NeverPage: FC<NeverProps> = ({ frame, lines, ratingUpTo, hidden }) => (
  <Layout frame={frame} title="Never show me" page="never narrow" islands={['suggest']}>
    <header class="page-head">
      <h1>Never show me</h1>
    </header>
    <p class="page-lead">
      Stories with any of this are left out of the library, of what is found, of every count and suggestion.
      Each list says how many it left out, and shows them when you ask.
      {hidden > 0 && ` At present that is ${countOf(hidden, 'story', 'stories')}.`}
    </p>
    {lines.length > 0 && (
      <ul class="never-list">
        {lines.map((line) => (
          <Line line={line} />
        ))}
      </ul>
    )}
    <form method="post" action="/never" class="never-form">
      <div class="never-value">
        <label for="never-value">A tag, character, fandom, creator …</label>
        <input
          type="text"
          id="never-value"
          name="value"
          maxlength={300}
          required
          autocomplete="off"
          data-suggest="values"
        />
      </div>
      <div>
        <label for="never-field">where</label>
        <select id="never-field" name="field">
          {NEVER_FIELDS.map((field) => (
            <option value={field}>{fieldLabel(field)}</option>
          ))}
        </select>
      </div>
      <button type="submit" name="deed" value="add" class="button main">
        Never show it
      </button>
    </form>
    <RatingForm ratingUpTo={ratingUpTo} />
  </Layout>
)

function fieldLabel(field: NeverField): string {
  return field === 'any' ? 'anywhere' : FACET_LABELS[field].toLowerCase()
}

const Line: FC<{ line: NeverLine }> = ({ line: { field, value, works } }) => {
  const name = field === 'any' ? value : facetValueLabel(field, value)
  return (
    <li class="never-line">
      <span class="never-name">{name}</span>
      <span class="soft">
        {fieldLabel(field)} · {works === 0 ? 'no story has it' : countOf(works, 'story', 'stories')}
      </span>
      <form method="post" action="/never">
        <input type="hidden" name="field" value={field} />
        <input type="hidden" name="value" value={value} />
        <button type="submit" name="deed" value="remove" class="link">
          Let go<span class="sr"> of {name}</span>
        </button>
      </form>
    </li>
  )
}

const RatingForm: FC<{ ratingUpTo: NeverProps['ratingUpTo'] }> = ({ ratingUpTo }) => (
  <form method="post" action="/never" class="never-form">
    <div>
      <label for="never-rating">Highest rating to be shown</label>
      <select id="never-rating" name="rating">
        <option value="">all</option>
        {RATINGS.filter((rating) => rating !== 'not-rated').map((rating) => (
          <option value={rating} selected={rating === ratingUpTo}>
            {RATING_LABELS[rating]}
          </option>
        ))}
      </select>
    </div>
    <button type="submit" name="deed" value="rating" class="button">
      Set
    </button>
    <p class="soft small">Stories without a rating are shown all the same.</p>
  </form>
)
