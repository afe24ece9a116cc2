/** Every value that was chosen: where it was read, by which rule, how sure it is; and what the tints mean. */
import type { FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import { type Evidence, FIELD_NAMES, type FieldName } from '../../story/field.ts'
import { certaintyOf, originWords, placeWords, valueWords } from '../words/evidence-words.ts'
import { FIELD_LABELS, facetValueLabel } from '../words/labels.ts'
import type { BlockBecame, PlacedEvidence, SourceMap } from '../words/source-map.ts'
import { CertaintyWords, Dots } from './certainty.tsx'
import { BECAME_LABELS } from './evidence-source.tsx'
import { tintClass } from './source-text.tsx'

export const EvidenceList: FC<{ placed: PlacedEvidence[]; work: WorkDetail; path: string }> = (props) => {
  const elsewhere = notPlaced(props.work, props.path)
  return (
    <>
      <h2>Read from the text</h2>
      {props.placed.length === 0 && <p class="soft">No field was read from this text.</p>}
      <ol class="why-list">
        {props.placed.map((each) => (
          <Why {...each} number={each.number} />
        ))}
      </ol>
      {elsewhere.length > 0 && (
        <>
          <h2>From elsewhere</h2>
          <ul class="why-list">
            {elsewhere.map((each) => (
              <Why {...each} number={null} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** What a person said, what stands in the file's name or its package, what another source gave. */
function notPlaced({ evidence }: WorkDetail, path: string): { field: FieldName; evidence: Evidence }[] {
  return FIELD_NAMES.flatMap((field) =>
    (evidence[field] ?? [])
      .filter((each) => each.chosen && (each.from !== path || each.span === null))
      .map((each) => ({ field, evidence: each })),
  )
}

interface WhyProps {
  field: FieldName
  evidence: Evidence
  /** null where it has no place in this text. */
  number: number | null
}

const Why: FC<WhyProps> = ({ field, evidence, number }) => (
  <li id={number === null ? undefined : `why-${number}`} class="why-line">
    <Dots certainty={certaintyOf(evidence)} />
    <div>
      <p>
        <span class={number === null ? 'why-field' : `why-field tint ${tintClass(field)}`}>
          {FIELD_LABELS[field]}
        </span>{' '}
        {valueLabel(field, evidence)}
      </p>
      <p class="soft small">
        {number === null ? placeWords(evidence) : <a href={`#at-${number}`}>{placeWords(evidence)}</a>}
        {evidence.span !== null && evidence.raw !== undefined && `, from ${originWords(evidence)}`} ·{' '}
        <CertaintyWords certainty={certaintyOf(evidence)} />
        <span class="rule"> {evidence.rule}</span>
      </p>
    </div>
  </li>
)

const NAMED: readonly FieldName[] = ['rating', 'warnings', 'categories', 'status', 'language']

function valueLabel(field: FieldName, { value }: Evidence): string {
  return NAMED.includes(field) ? facetValueLabel(field as 'rating', `${value}`) : valueWords(value)
}

const KINDS: Record<BlockBecame, string> = {
  header: 'lines that say what the story is',
  heading: 'begins a chapter; its words are the title',
  story: 'what is read as the story',
  break: 'the writer’s own; shown as ❦',
  note: 'kept with the story as a note',
  'left-out': 'of the page it stood on: kept in the file alone',
}

/** Only what is there. */
export const Legend: FC<{ map: SourceMap }> = ({ map }) => {
  const there = new Set(map.blocks.map(({ became }) => became))
  return (
    <dl class="legend">
      {(Object.keys(KINDS) as BlockBecame[])
        .filter((kind) => there.has(kind))
        .map((kind) => (
          <div class={`became is-${kind}`}>
            <dt>{BECAME_LABELS[kind]}</dt>
            <dd>{KINDS[kind]}</dd>
          </div>
        ))}
    </dl>
  )
}
