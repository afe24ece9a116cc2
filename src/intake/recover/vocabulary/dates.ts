/** Dates as sites, writers and mail write them → ISO. */

export interface ReadDate {
  /** `YYYY-MM-DD`, or `YYYY-MM`, `YYYY` where no more is known. */
  date: string
  /** The other reading of 03/04/05: both are kept, neither is sure. */
  alternative?: string
}

const MONTHS: Record<string, number> = {}
const MONTH_NAMES = [
  'jan|january|januar|jänner|janvier|janv|enero|ene|janeiro|gennaio|gen|январь|января|янв',
  'feb|february|februar|février|fevrier|févr|febrero|fevereiro|febbraio|февраль|февраля|фев',
  'mar|march|märz|maerz|mars|marzo|março|март|марта',
  'apr|april|avril|avr|abril|aprile|апрель|апреля',
  'may|mai|mayo|maio|maggio|май|мая',
  'jun|june|juni|juin|junio|junho|giugno|июнь|июня',
  'jul|july|juli|juillet|julio|julho|luglio|июль|июля',
  'aug|august|août|aout|agosto|август|августа',
  'sep|sept|september|septembre|septiembre|setembro|settembre|сентябрь|сентября',
  'oct|okt|october|oktober|octobre|octubre|outubro|ottobre|октябрь|октября',
  'nov|november|novembre|noviembre|novembro|ноябрь|ноября',
  'dec|dez|december|dezember|décembre|decembre|diciembre|dezembro|dicembre|декабрь|декабря',
]
MONTH_NAMES.forEach((names, index) => {
  for (const name of names.split('|')) MONTHS[name] = index + 1
})

/** Letters month names are made of; \p{L} without regard to case takes a tenth of a second to set up. */
const MONTH = '[A-Za-zÀ-ÖØ-öø-ÿА-Яа-яёЁ]'
const ISO = /(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const DAY_MONTH_YEAR = new RegExp(
  String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s*(?:of\s+|de\s+)?[-\s]?(${MONTH}{3,12})\.?,?[-\s]+(?:of\s+|de\s+)?['’]?(\d{4}|\d\d)(?!\d)`,
  'i',
)
const MONTH_DAY_YEAR = new RegExp(
  String.raw`(?<!${MONTH})(${MONTH}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+['’]?(\d{4}|\d\d)(?!\d)`,
  'i',
)
const MONTH_YEAR = new RegExp(
  String.raw`(?<!${MONTH})(${MONTH}{3,12})\.?,?\s+(?:of\s+|de\s+)?((?:19|20)\d\d)(?!\d)`,
  'i',
)
const NUMERIC = /(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)/
const YEAR = /^\D{0,12}((?:19|20)\d\d)\D{0,3}$/
const UNIX = /^\s*(\d{9,10})\s*$/

/**
 * @param value a field's value; the first date in it counts.
 * @returns null where there is none or it is no day of the calendar. Two-digit years from 70 are of the 1900s.
 */
export function readDate(value: string): ReadDate | null {
  const text = value.slice(0, 200)
  const iso = ISO.exec(text)
  if (iso) return whole(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  return named(text) ?? numeric(text) ?? coarse(text)
}

function named(text: string): ReadDate | null {
  const dmy = DAY_MONTH_YEAR.exec(text)
  const month = dmy && MONTHS[(dmy[2] as string).toLowerCase()]
  if (dmy && month) return whole(yearOf(dmy[3] as string), month, Number(dmy[1]))
  const mdy = MONTH_DAY_YEAR.exec(text)
  const first = mdy && MONTHS[(mdy[1] as string).toLowerCase()]
  return mdy && first ? whole(yearOf(mdy[3] as string), first, Number(mdy[2])) : null
}

function numeric(text: string): ReadDate | null {
  const match = NUMERIC.exec(text)
  if (!match) return null
  const [a, b, year] = [Number(match[1]), Number(match[3]), yearOf(match[4] as string)]
  const dayFirst = whole(year, b, a)
  const monthFirst = whole(year, a, b)
  if (match[2] === '.' && dayFirst) return dayFirst
  if (!monthFirst || !dayFirst) return monthFirst ?? dayFirst
  return a === b ? monthFirst : { date: monthFirst.date, alternative: dayFirst.date }
}

function coarse(text: string): ReadDate | null {
  const monthYear = MONTH_YEAR.exec(text)
  const month = monthYear && MONTHS[(monthYear[1] as string).toLowerCase()]
  if (monthYear && month) return { date: `${monthYear[2]}-${pad(month)}` }
  const year = YEAR.exec(text)
  if (year) return { date: year[1] as string }
  const unix = UNIX.exec(text)
  return unix ? { date: new Date(Number(unix[1]) * 1000).toISOString().slice(0, 10) } : null
}

function whole(year: number, month: number, day: number): ReadDate | null {
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return year < 1970 || year > 2100 ? null : { date: `${year}-${pad(month)}-${pad(day)}` }
}

function yearOf(digits: string): number {
  const number = Number(digits)
  return digits.length === 4 ? number : number >= 70 ? 1900 + number : 2000 + number
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

/** Whether a whole short line is nothing but a date. */
export function isDateAlone(text: string): boolean {
  if (text.length > 40) return false
  const left = [ISO, DAY_MONTH_YEAR, MONTH_DAY_YEAR, NUMERIC].reduce(
    (rest, pattern) => rest.replace(pattern, ''),
    text,
  )
  return (
    left !== text &&
    !/[\p{L}\d]/u.test(
      left.replace(
        /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\bat\b/gi,
        '',
      ),
    )
  )
}
