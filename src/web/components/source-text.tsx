/** A source as it came in, each stretch a field was read from tinted and leading to that field. */
import type { FC } from 'hono/jsx'
import { FIELD_NAMES, type FieldEvidence, type FieldName } from '../../story/field.ts'
import { countWords } from '../../story/word-count.ts'
import { FIELD_LABELS } from '../words/labels.ts'
import { countOf } from '../words/numbers.ts'
import { cut } from '../words/source-map.ts'

/** Shown of the source round each span; the story itself is read elsewhere. */
const BEFORE = 300
const AFTER = 700
const AT_START = 1500
const AT_END = 500
const MAX_SPANS = 400

/** Which of the six tints a field has; neighbours in a header differ. */
const TINTS: Partial<Record<FieldName, number>> = {
  title: 1,
  authors: 4,
  fandoms: 5,
  rating: 3,
  warnings: 4,
  categories: 6,
  relationships: 5,
  characters: 2,
  tags: 3,
  summary: 2,
  series: 6,
  language: 1,
  status: 6,
  published: 1,
  updated: 4,
  declaredWords: 2,
  notesBefore: 1,
  notesAfter: 1,
  disclaimer: 6,
  giftedTo: 5,
}

export function tintClass(field: FieldName): string {
  return `tint-${TINTS[field] ?? 1}`
}

interface FieldSpan {
  field: FieldName
  start: number
  end: number
}

export interface Segment {
  text: string
  field: FieldName | null
}

/** What is chosen and stands in this source, in order of the text. */
export function fieldSpans(evidence: FieldEvidence, path: string): FieldSpan[] {
  const spans = FIELD_NAMES.flatMap((field) =>
    (evidence[field] ?? []).flatMap(({ chosen, from, span }) =>
      chosen && from === path && span !== null && span.end > span.start
        ? [{ field, start: span.start, end: span.end }]
        : [],
    ),
  )
  return spans.slice(0, MAX_SPANS).sort((a, b) => a.start - b.start)
}

/** Cuts a stretch of text where fields begin and end; where they overlap the shorter one shows. */
export function segments(text: string, spans: FieldSpan[], from: number, until: number): Segment[] {
  return cut(text, spans, from, until).map(({ text: words, span }) => ({
    text: words,
    field: span?.field ?? null,
  }))
}

/** Stretches of the text to show: its start, its end, and all round the spans, in whole lines. */
export function shownStretches(
  text: string,
  spans: Pick<FieldSpan, 'start' | 'end'>[],
): { from: number; until: number }[] {
  const wanted = [
    { from: 0, until: AT_START },
    ...spans.map(({ start, end }) => ({ from: start - BEFORE, until: end + AFTER })),
    { from: text.length - AT_END, until: text.length },
  ].sort((a, b) => a.from - b.from)
  const stretches: { from: number; until: number }[] = []
  for (const stretch of wanted) {
    const from = text.lastIndexOf('\n', Math.max(0, stretch.from)) + 1
    const lineEnd = stretch.until >= text.length ? -1 : text.indexOf('\n', stretch.until)
    const until = lineEnd === -1 ? text.length : lineEnd + 1
    const last = stretches.at(-1)
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until)
    else stretches.push({ from: stretch.from <= 0 ? 0 : from, until })
  }
  return stretches
}

interface SourceTextProps {
  text: string
  evidence: FieldEvidence
  path: string
  isPlain: boolean
  /** The whole of it, or only what is round the fields. */
  all: boolean
  allHref: string
}

export const SourceText: FC<SourceTextProps> = ({ text, evidence, path, isPlain, all, allHref }) => {
  const spans = fieldSpans(evidence, path)
  const stretches = all ? [{ from: 0, until: text.length }] : shownStretches(text, spans)
  const seen = new Set<FieldName>()
  return (
    <section
      class={isPlain ? 'source-text plain' : 'source-text'}
      tabindex={0}
      aria-label={`The source, ${path}`}
    >
      {stretches.map(({ from, until }, index) => (
        <>
          {index > 0 && <Gap text={text.slice(stretches[index - 1]?.until, from)} href={allHref} />}
          <div class="source-stretch">
            {segments(text, spans, from, until).map((segment) => (
              <SourceSegment segment={segment} seen={seen} />
            ))}
          </div>
        </>
      ))}
    </section>
  )
}

/** Each field's first stretch has an address, for the line under the field. */
const SourceSegment: FC<{ segment: Segment; seen: Set<FieldName> }> = ({
  segment: { text, field },
  seen,
}) => {
  if (field === null) return <>{text}</>
  const isFirst = !seen.has(field)
  seen.add(field)
  return (
    <a
      id={isFirst ? `from-${field}` : undefined}
      href={`#field-${field}`}
      class={`tint ${tintClass(field)}`}
      title={FIELD_LABELS[field]}
    >
      {text}
    </a>
  )
}

const Gap: FC<{ text: string; href: string }> = ({ text, href }) => (
  <p class="source-gap">
    {countOf(countWords(text), 'word', 'words')} of the story are not shown ·{' '}
    <a href={href}>show all of it</a>
  </p>
)
