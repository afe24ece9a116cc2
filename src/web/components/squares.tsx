/** Four squares that say at a glance rating, warnings, category and status: a sign in each, never colour alone. */
import type { FC } from 'hono/jsx'
import type { Category, Rating, Status, WorkFields } from '../../story/field.ts'
import { CATEGORY_LABELS, isWarningId, RATING_LABELS, STATUS_LABELS, warningLabel } from '../words/labels.ts'

interface Square {
  /** One or two letters, or the name of a drawn sign. */
  sign: string
  /** Class that colours it. */
  tone: 'general' | 'teen' | 'mature' | 'explicit' | 'amber' | 'accent' | 'none'
  /** In full, for screen readers and on hover. */
  text: string
}

const RATING_SQUARES: Record<Rating, Pick<Square, 'sign' | 'tone'>> = {
  general: { sign: 'G', tone: 'general' },
  teen: { sign: 'T', tone: 'teen' },
  mature: { sign: 'M', tone: 'mature' },
  explicit: { sign: 'E', tone: 'explicit' },
  'not-rated': { sign: '?', tone: 'none' },
}

const CATEGORY_SQUARES: Record<Category, Pick<Square, 'sign' | 'tone'>> = {
  gen: { sign: '&', tone: 'accent' },
  'f/m': { sign: 'both', tone: 'mature' },
  'm/m': { sign: 'male', tone: 'explicit' },
  'f/f': { sign: 'female', tone: 'amber' },
  multi: { sign: '+', tone: 'general' },
  other: { sign: '*', tone: 'accent' },
}

const STATUS_SQUARES: Record<Status, Pick<Square, 'sign' | 'tone'>> = {
  complete: { sign: 'tick', tone: 'general' },
  'in-progress': { sign: '…', tone: 'mature' },
  abandoned: { sign: '×', tone: 'none' },
}

/** Drawn, since few faces have these signs and some systems make pictures of them. */
const DRAWN: Record<string, string> = {
  male: 'M6.7 12.3a3 3 0 1 0 0-.1M12 7.5l3.5-3.5M12 4h3.5v3.5',
  female: 'M7 7.2a3 3 0 1 0 6 0 3 3 0 1 0-6 0M10 10.2V16M7.6 13.4h4.8',
  both: 'M5 9a2.7 2.7 0 1 0 5.4 0A2.7 2.7 0 1 0 5 9M9.7 7.1 14.5 3.4M11.6 3h3.2v3.2M7.7 11.7V17M5.7 14.5h4',
  tick: 'M5 10.5 8.5 14 15 6.5',
}

/** The squares of a work, in their lasting order. */
export function squaresOf(fields: WorkFields): Square[] {
  return [
    { ...RATING_SQUARES[fields.rating], text: `Rating: ${RATING_LABELS[fields.rating]}` },
    warningSquare(fields.warnings),
    categorySquare(fields.categories),
    statusSquare(fields.status),
  ]
}

function warningSquare(warnings: string[]): Square {
  const text = `Warnings: ${warnings.map(warningLabel).join(', ')}`
  if (warnings.length === 0) return { sign: '?', tone: 'none', text: 'Warnings: none given' }
  if (warnings.some((warning) => isWarningId(warning) && warning !== 'none-apply' && warning !== 'chose-not'))
    return { sign: '!', tone: 'explicit', text }
  if (warnings.includes('chose-not')) return { sign: '!?', tone: 'mature', text }
  return warnings.every((warning) => warning === 'none-apply')
    ? { sign: '–', tone: 'general', text }
    : { sign: '!', tone: 'amber', text }
}

function categorySquare(categories: Category[]): Square {
  const [first] = categories
  if (first === undefined) return { sign: '?', tone: 'none', text: 'Category: not given' }
  const text = `Category: ${categories.map((category) => CATEGORY_LABELS[category]).join(', ')}`
  return categories.length > 1 ? { ...CATEGORY_SQUARES.multi, text } : { ...CATEGORY_SQUARES[first], text }
}

function statusSquare(status: Status | null): Square {
  if (status === null) return { sign: '?', tone: 'none', text: 'Status: not known' }
  return { ...STATUS_SQUARES[status], text: `Status: ${STATUS_LABELS[status]}` }
}

export const Squares: FC<{ fields: WorkFields }> = ({ fields }) => (
  <ul class="squares">
    {squaresOf(fields).map(({ sign, tone, text }) => (
      <li class={`square ${tone}`} title={text}>
        <Sign sign={sign} />
        <span class="sr">{text}</span>
      </li>
    ))}
  </ul>
)

const Sign: FC<{ sign: string }> = ({ sign }) =>
  DRAWN[sign] === undefined ? (
    <span aria-hidden="true">{sign}</span>
  ) : (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d={DRAWN[sign]} />
    </svg>
  )
