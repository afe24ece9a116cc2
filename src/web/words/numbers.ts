/** Numbers as a reader reads them. */

const grouped = new Intl.NumberFormat('en')
/** Silent reading of prose, words a minute: Brysbaert 2019 gives 238 for fiction-like text in English. */
const WORDS_A_MINUTE = 238

export function count(value: number): string {
  return grouped.format(value)
}

/** `1 story`, `1,284 stories`. */
export function countOf(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** Small numbers in words, as one says them: `two`, `12`. */
export function numberWord(value: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][value] ?? count(value)
}

/** Long sums in words: 9,123,456 → '9.1 million'. */
export function roughly(value: number): string {
  return value < 1_000_000 ? count(value) : `${(value / 1_000_000).toFixed(1).replace(/\.0$/, '')} million`
}

/** How long so many words take to read: '4 min', '3 h 10 min'. Never less than a minute. */
export function readingTime(words: number): string {
  const minutes = Math.max(1, Math.ceil(words / WORDS_A_MINUTE))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  const rest = Math.round((minutes % 60) / 5) * 5
  if (rest === 60) return `${hours + 1} h`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** 1,536 → '1.5 KB'. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < 1024 * 1024) return `${tidy(bytes / 1024)} KB`
  return `${tidy(bytes / 1024 / 1024)} MB`
}

function tidy(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/, '') : count(Math.round(value))
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
