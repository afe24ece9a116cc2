/** A source as it came in, with what every part of it became: said in words beside it, tinted and underlined. */
import type { FC } from 'hono/jsx'
import type { FieldName } from '../../story/field.ts'
import { CERTAINTY_WORDS, certaintyOf, placeWords, valueWords } from '../words/evidence-words.ts'
import type { Shown } from '../words/folds.ts'
import { FIELD_LABELS } from '../words/labels.ts'
import { countOf } from '../words/numbers.ts'
import type { BlockBecame, MappedBlock, PlacedEvidence } from '../words/source-map.ts'
import { tintClass } from './source-text.tsx'

export const BECAME_LABELS: Record<BlockBecame, string> = {
  header: 'Header',
  heading: 'Chapter heading',
  story: 'Story',
  break: 'Scene break',
  note: 'Note',
  'left-out': 'Left out',
}

interface EvidenceSourceProps {
  shown: Shown[]
  path: string
  isPlain: boolean
  openHref: (first: number) => string
}

export const EvidenceSource: FC<EvidenceSourceProps> = ({ shown, path, isPlain, openHref }) => {
  const told: Told = { seen: new Set(), field: null }
  let before: BlockBecame | null = null
  return (
    <section class={isPlain ? 'evidence-source plain' : 'evidence-source'} aria-label={`The source, ${path}`}>
      {shown.map((each) => {
        if (each.kind === 'fold') {
          before = null
          return <Fold fold={each} href={openHref(each.first)} />
        }
        const isFirst = each.block.became !== before
        before = each.block.became
        return <Block block={each.block} isFirst={isFirst} told={told} />
      })}
    </section>
  )
}

const Block: FC<{ block: MappedBlock; isFirst: boolean; told: Told }> = ({ block, isFirst, told }) => (
  <>
    {block.marks?.scene?.reason != null && (
      <p class="became-inferred">
        Inferred scene break: {block.marks.scene.reason || 'no glyph stands here'}
      </p>
    )}
    <div id={`b${block.index}`} class={`became is-${block.became}`}>
      <p class="became-label">
        {isFirst ? BECAME_LABELS[block.became] : ''}
        {block.marks?.chapter !== undefined && <ChapterName {...block.marks.chapter} />}
      </p>
      <div class="became-text">
        {block.pieces.map(({ text, placed }) =>
          placed === null ? text : <Placed text={text} placed={placed} told={told} />,
        )}
      </div>
    </div>
  </>
)

const ChapterName: FC<{ number: number; title: string | null }> = ({ number, title }) => (
  <span class="became-chapter">
    {' '}
    Chapter {number}
    {title !== null && `: ${title}`}
  </span>
)

/** What was said so far: the name of a field is not repeated at each entry of its list. */
interface Told {
  /** Values whose first stretch was shown. */
  seen: Set<number>
  field: FieldName | null
}

/** The name of the field stands at its first stretch; a line under it tells the kinds apart without colour. */
const Placed: FC<{ text: string; placed: PlacedEvidence; told: Told }> = ({ text, placed, told }) => {
  const isFirst = !told.seen.has(placed.number)
  const isNamed = isFirst && told.field !== placed.field
  told.seen.add(placed.number)
  told.field = placed.field
  return (
    <a
      id={isFirst ? `at-${placed.number}` : undefined}
      href={`#why-${placed.number}`}
      class={`tint ${tintClass(placed.field)}`}
    >
      {isNamed && <span class="field-mark">{FIELD_LABELS[placed.field]} </span>}
      {text}
      <span class="tip" aria-hidden="true">
        {FIELD_LABELS[placed.field]}: {valueWords(placed.evidence.value)} · {placeWords(placed.evidence)} ·{' '}
        {CERTAINTY_WORDS[certaintyOf(placed.evidence)]}
      </span>
    </a>
  )
}

const Fold: FC<{ fold: Extract<Shown, { kind: 'fold' }>; href: string }> = ({ fold, href }) => (
  <p class="source-gap">
    {countOf(fold.words, 'word', 'words')}
    {fold.breaks > 0 && ` and ${countOf(fold.breaks, 'scene break', 'scene breaks')}`} are folded ·{' '}
    <a href={href}>show them</a>
  </p>
)
