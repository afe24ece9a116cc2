/** Ranges of numbers and days as people type them: `>2000`, `1,000-5,000`, `2004..2006`, `<=10k`, `5000+`. Pure. */

export interface Range<Value> {
  from?: Value
  to?: Value
}

const LARGEST = 1_000_000_000
const DASH = '[-–—]'
const NUMBER = String.raw`\d[\d,._]*k?`

/** @returns undefined where it is no range of numbers. */
export function numberRange(text: string): Range<number> | undefined {
  return rangeOf(text, { value: NUMBER, read: readNumber, above: (n) => n + 1, below: (n) => n - 1 })
}

const DAY = String.raw`\d{4}(?:[-./]\d{1,2}(?:[-./]\d{1,2})?)?`

/** Days, months or years. @returns ends as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined where it is no range of days. */
export function dayRange(text: string): Range<string> | undefined {
  return rangeOf(text, {
    value: DAY,
    read: readDay,
    above: (day) => stepped(day, 1),
    below: (day) => stepped(day, -1),
  })
}

interface Reading<Value extends string | number> {
  /** A pattern without groups. */
  value: string
  read(text: string): Value | undefined
  above(value: Value): Value
  below(value: Value): Value
}

function rangeOf<Value extends string | number>(
  typed: string,
  reading: Reading<Value>,
): Range<Value> | undefined {
  const text = typed.trim().toLowerCase()
  const { value, read } = reading
  const sign = new RegExp(`^(>=|=>|≥|<=|=<|≤|>|<|=)\\s*(${value})$`).exec(text)
  if (sign) return signed(sign[1] as string, read(sign[2] as string), reading)
  const open = new RegExp(`^(?:(${value})(?:\\+|\\.\\.)|\\.\\.(${value}))$`).exec(text)
  if (open) return defined(open[1] && read(open[1]), open[2] && read(open[2]))
  const two = new RegExp(`^(${value})\\s*(?:\\.\\.\\.?|…|${DASH}|to)\\s*(${value})$`).exec(text)
  const exact = new RegExp(`^${value}$`).test(text) ? read(text) : undefined
  if (exact !== undefined) return { from: exact, to: exact }
  return two ? ordered(read(two[1] as string), read(two[2] as string)) : undefined
}

function signed<Value extends string | number>(
  sign: string,
  value: Value | undefined,
  { above, below }: Reading<Value>,
): Range<Value> | undefined {
  if (value === undefined) return undefined
  if (sign === '>') return { from: above(value) }
  if (sign === '<') return { to: below(value) }
  if (sign === '=') return { from: value, to: value }
  return /[>≥]/.test(sign) ? { from: value } : { to: value }
}

function defined<Value extends string | number>(
  from: Value | '' | undefined,
  to: Value | '' | undefined,
): Range<Value> | undefined {
  if (from !== undefined && from !== '') return { from }
  return to !== undefined && to !== '' ? { to } : undefined
}

/** Ends that were typed the wrong way round are turned. */
function ordered<Value extends string | number>(
  from: Value | undefined,
  to: Value | undefined,
): Range<Value> | undefined {
  if (from === undefined || to === undefined) return undefined
  return from <= to ? { from, to } : { from: to, to: from }
}

/** '1,500', '1.500', '1.5k', '10k'. */
function readNumber(text: string): number | undefined {
  const [, digits = '', thousand] = /^([\d,._]*?)(k?)$/.exec(text) ?? []
  const isFraction = thousand === 'k' && /^\d+[.,]\d{1,2}$/.test(digits)
  const isGrouped = /^\d{1,3}([,._]\d{3})+$/.test(digits)
  if (!isFraction && !isGrouped && !/^\d+$/.test(digits)) return undefined
  const number = Number(isFraction ? digits.replace(',', '.') : digits.replace(/[,._]/g, ''))
  return Math.min(LARGEST, Math.round(number * (thousand ? 1000 : 1)))
}

function readDay(text: string): string | undefined {
  const [year, month, day] = text.split(/[-./]/).map(Number) as [number, number?, number?]
  if (month === undefined) return written(year)
  if (month < 1 || month > 12) return undefined
  if (day === undefined) return written(year, month)
  const isThere = day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  return isThere ? written(year, month, day) : undefined
}

const two = (number: number) => String(number).padStart(2, '0')
const written = (year: number, ...rest: number[]) =>
  [String(year).padStart(4, '0'), ...rest.map(two)].join('-')

/** The next or last year, month or day, of the same exactness. */
function stepped(day: string, by: 1 | -1): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number?, number?]
  const clamped = Math.min(9999, Math.max(0, year + (month === undefined ? by : 0)))
  if (month === undefined) return written(clamped)
  if (date === undefined) {
    const then = new Date(Date.UTC(year, month - 1 + by, 1))
    return written(then.getUTCFullYear(), then.getUTCMonth() + 1)
  }
  const then = new Date(Date.UTC(year, month - 1, date + by))
  return written(then.getUTCFullYear(), then.getUTCMonth() + 1, then.getUTCDate())
}
