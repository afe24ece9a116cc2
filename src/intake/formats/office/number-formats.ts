/** Numbers as programs write them before headings: 3, III, c, Three, Third. */

const ROMAN: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]
const CARDINALS =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty'.split(
    ' ',
  )
const ORDINALS =
  'Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth'.split(
    ' ',
  )

/** @param format as Word names it: `upperRoman`, `cardinalText` …; anything else is decimal. */
export function inFormat(number: number, format: string): string {
  if (format === 'upperRoman') return roman(number)
  if (format === 'lowerRoman') return roman(number).toLowerCase()
  if (format === 'upperLetter') return letter(number)
  if (format === 'lowerLetter') return letter(number).toLowerCase()
  if (format === 'cardinalText') return CARDINALS[number] ?? String(number)
  if (format === 'ordinalText') return ORDINALS[number] ?? String(number)
  if (format === 'decimalZero') return String(number).padStart(2, '0')
  return String(number)
}

function roman(number: number): string {
  if (number > 4_000) return String(number)
  let left = number
  let written = ''
  for (const [value, letters] of ROMAN) {
    while (left >= value) {
      written += letters
      left -= value
    }
  }
  return written
}

function letter(number: number): string {
  return number < 1
    ? ''
    : String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.min(9, Math.ceil(number / 26)))
}
