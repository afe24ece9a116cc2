/** The line under a field: where its value comes from, how sure it is, what else was found. */
import type { Child, FC } from 'hono/jsx'
import type { FacetCount, WorkDetail } from '../../archive/archive.ts'
import type { Evidence, FieldName } from '../../story/field.ts'
import { candidateKey, otherCandidates } from '../forms/candidates.ts'
import { isListField } from '../forms/field-text.ts'
import {
  CERTAINTY_WORDS,
  type Certainty,
  certaintyOf,
  placeWords,
  valueWords,
} from '../words/evidence-words.ts'
import { FIELD_LABELS, facetValueLabel } from '../words/labels.ts'
import { countOf } from '../words/numbers.ts'
import { Dots } from './certainty.tsx'

const PLACES_SHOWN = 3
const CANDIDATES_SHOWN = 6

interface EvidenceLineProps {
  field: FieldName
  work: WorkDetail
  /** Values other stories of the same folder have, most frequent first. */
  nearby: FacetCount[]
  /** Of the source shown beside the form. */
  path: string
}

export const EvidenceLine: FC<EvidenceLineProps> = ({ field, work, nearby, path }) => {
  const evidence = work.evidence[field] ?? []
  const isCorrected = work.corrected.includes(field)
  const chosen = strongest(evidence.filter((each) => each.chosen && each.from !== 'person'))
  const certainty = isCorrected ? 'said' : weakest(isListField(field) ? chosen : chosen.slice(0, 1))
  const others = otherCandidates(field, work).slice(0, CANDIDATES_SHOWN)
  return (
    <div class="evidence" id={`evidence-${field}`}>
      <Dots certainty={certainty} />
      <p>
        {isCorrected ? (
          <Corrected field={field} />
        ) : (
          <Places chosen={chosen} certainty={certainty} path={path} field={field} />
        )}
        {others.length > 0 && (
          <>
            {' '}
            · {isListField(field) ? 'add' : 'also'}:{' '}
            {between(others.map((each) => <CandidateButton field={field} candidate={each} />))}
          </>
        )}
        {chosen.length === 0 && !isCorrected && nearby.length > 0 && <Nearby field={field} nearby={nearby} />}
      </p>
    </div>
  )
}

/** The surest evidence of each value, the surest value first: what else agrees makes nothing less sure. */
function strongest(chosen: Evidence[]): Evidence[] {
  const best = new Map<string, Evidence>()
  for (const each of chosen) {
    const value = JSON.stringify(each.value)
    if ((best.get(value)?.confidence ?? -1) < each.confidence) best.set(value, each)
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence)
}

/** A list is as sure as its least sure entry. */
function weakest(chosen: Evidence[]): Certainty {
  const order: Certainty[] = ['nothing', 'guess', 'likely', 'sure', 'said']
  const all = chosen.map(certaintyOf)
  return order.find((certainty) => all.includes(certainty)) ?? 'nothing'
}

const Corrected: FC<{ field: FieldName }> = ({ field }) => (
  <>
    You said so ·{' '}
    <button type="submit" form="forget" name="field" value={field} class="link">
      forget my correction<span class="sr"> of {FIELD_LABELS[field]}</span>
    </button>
  </>
)

const Places: FC<{ chosen: Evidence[]; certainty: Certainty; path: string; field: FieldName }> = (props) => {
  const { chosen, certainty, path, field } = props
  if (chosen.length === 0) return <>Nothing found</>
  const places = new Map(chosen.map((evidence) => [placeWords(evidence), evidence]))
  const shown = [...places].slice(0, isListField(field) ? PLACES_SHOWN : 1)
  return (
    <>
      {between(
        shown.map(([words, evidence]) =>
          evidence.span !== null && evidence.from === path ? <a href={`#from-${field}`}>{words}</a> : words,
        ),
        '; ',
      )}
      {isListField(field) && places.size > shown.length && ' and elsewhere'} · {CERTAINTY_WORDS[certainty]}
    </>
  )
}

/** Takes the candidate over at once; with script it is only written into the field. */
const CandidateButton: FC<{ field: FieldName; candidate: Evidence }> = ({ field, candidate }) => {
  const value = candidateLabel(field, candidate)
  return (
    <button
      type="submit"
      form="choose"
      name="candidate"
      value={candidateKey(field, candidate)}
      class="link"
      title={`${placeWords(candidate)} · ${CERTAINTY_WORDS[certaintyOf(candidate)]}`}
      data-field={field}
      data-value={`${typeof candidate.value === 'object' ? candidate.value.name : candidate.value}`}
    >
      {value}
    </button>
  )
}

function candidateLabel(field: FieldName, { value }: Evidence): string {
  const isFacet =
    field === 'rating' ||
    field === 'status' ||
    field === 'language' ||
    field === 'warnings' ||
    field === 'categories'
  return isFacet ? facetValueLabel(field, `${value}`) : valueWords(value)
}

const Nearby: FC<{ field: FieldName; nearby: FacetCount[] }> = ({ field, nearby }) => (
  <>
    . In the same folder:{' '}
    {between(
      nearby.map(({ value, count }) => (
        <>
          <button
            type="submit"
            form="choose"
            name="nearby"
            value={`${field} ${value}`}
            class="link"
            data-field={field}
            data-value={value}
          >
            {value}
          </button>{' '}
          ({countOf(count, 'story', 'stories')})
        </>
      )),
    )}
  </>
)

function between(parts: Child[], sign = ', '): Child {
  return parts.map((part, index) => (
    <>
      {index > 0 && sign}
      {part}
    </>
  ))
}
