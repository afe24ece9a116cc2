/** Dates as a reader reads them; a date of which only the year is known stays a year. */

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const DAY_MS = 86_400_000

/** `2011-05-03` → '3 May 2011', `2011-05` → 'May 2011', `2011` → '2011'; anything else as it stands. */
export function dateLabel(iso: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso)
  if (match === null) return iso
  const [, year, month, day] = match
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1]
  if (name === undefined) return year as string
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`
}

/** When a story was added, near at hand in words: 'today', 'yesterday', '3 May 2011'. @param now ms since 1970. */
export function dayLabel(instant: string, now = Date.now()): string {
  const at = new Date(instant)
  const days = Math.round((startOfDay(now) - startOfDay(at.getTime())) / DAY_MS)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return dateLabel(localIsoDay(at))
}

/** An instant to the minute: 'today 14:05', '3 May 2011 14:05'. */
export function instantLabel(instant: string, now = Date.now()): string {
  const at = new Date(instant)
  const clock = `${`${at.getHours()}`.padStart(2, '0')}:${`${at.getMinutes()}`.padStart(2, '0')}`
  return `${dayLabel(instant, now)} ${clock}`
}

function startOfDay(ms: number): number {
  const at = new Date(ms)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

function localIsoDay(at: Date): string {
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => `${part}`.padStart(2, '0'))
    .join('-')
}
