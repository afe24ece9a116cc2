/** Where a story's fields come from, in a few lines; the correct page has every one with its place. */
import type { FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import type { FieldName } from '../../story/field.ts'
import { CERTAINTY_WORDS, type Certainty, certaintyOf, originWords } from '../words/evidence-words.ts'
import { FIELD_LABELS } from '../words/labels.ts'
import { CertaintyWords, Dots } from './certainty.tsx'

interface Origin {
  certainty: Certainty
  from: string
  fields: FieldName[]
}

/** Fields a reader misses when they are not there. */
const EXPECTED: FieldName[] = ['authors', 'fandoms', 'rating']
const ORDER: Certainty[] = ['said', 'sure', 'likely', 'guess', 'nothing']

/** Fields that share an origin and a certainty, the surest first. */
export function originsOf(work: Pick<WorkDetail, 'evidence' | 'corrected'>): Origin[] {
  const origins = new Map<string, Origin>()
  const add = (field: FieldName, certainty: Certainty, from: string) => {
    const key = `${certainty} ${from}`
    const origin = origins.get(key) ?? { certainty, from, fields: [] }
    origin.fields.push(field)
    origins.set(key, origin)
  }
  for (const field of Object.keys(FIELD_LABELS) as FieldName[]) {
    const chosen = work.evidence[field]?.find((evidence) => evidence.chosen)
    if (work.corrected.includes(field)) add(field, 'said', CERTAINTY_WORDS.said)
    else if (chosen !== undefined) add(field, certaintyOf(chosen), `from ${originWords(chosen)}`)
    else if (EXPECTED.includes(field)) add(field, 'nothing', CERTAINTY_WORDS.nothing)
  }
  return [...origins.values()].sort((a, b) => ORDER.indexOf(a.certainty) - ORDER.indexOf(b.certainty))
}

export const WhereFrom: FC<{ work: WorkDetail }> = ({ work }) => (
  <section>
    <h2>Where this comes from</h2>
    <ul class="origins">
      {originsOf(work).map(({ certainty, from, fields }) => (
        <li>
          <Dots certainty={certainty} />
          <span>
            {sentence(fields.map((field) => FIELD_LABELS[field]))}: {from}
            {certainty === 'likely' || certainty === 'guess' ? (
              <span class="soft">
                {' '}
                · <CertaintyWords certainty={certainty} />
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
    <p class="side-links">
      <a href={`/works/${work.id}/evidence`}>See it in the source</a> ·{' '}
      <a href={`/works/${work.id}/correct`}>Correct it</a> ·{' '}
      <a href={`/works/${work.id}/borders`}>Move its borders</a>
    </p>
  </section>
)

/** `Title, rating, tags`. */
function sentence(labels: string[]): string {
  return labels
    .map((label, index) => (index === 0 ? label : label.charAt(0).toLowerCase() + label.slice(1)))
    .join(', ')
}
