/** Chapter headings of Japanese, Chinese and Korean stories: "第三章　雨夜", "第1話「港」", "제2화 등대", "楔子", "番外". */

export interface EastAsianHeading {
  kind: 'word' | 'weak' | 'named'
  number: number | null
  title: string
  isPart: boolean
}

const NUMBER = '[0-9０-９]{1,4}|[〇零一二三四五六七八九十百]{1,6}'
/** A separator, a bracket or nothing must follow: "第三章是…" is a sentence. */
const COUNTED = new RegExp(
  `^[【［〔（(]?\\s*第\\s*(?<number>${NUMBER})\\s*(?<unit>章|話|话|回|節|节|部|巻|卷|幕|夜)(?<rest>$|[】］〕）)\\s　：:、.．·—–「『《〈-])`,
  'u',
)
const KOREAN = /^제?\s?(?<number>\d{1,4})\s?(?<unit>화|장|편|부)(?<rest>$|[\s.:)\]-])/u
const NAMED =
  /^[【［〔（(]?\s*(?<name>序章|終章|终章|プロローグ|エピローグ|楔子|引子|序幕|尾声|尾聲|番外編?|番外篇|프롤로그|에필로그|외전)(?:[】］〕）)\s　：:、·—–-]+|(?=[「『《〈])|$)/u

/** @param line one line. @returns null where it is none, or goes on as a sentence. Linear in the line. */
export function readEastAsianHeading(line: string): EastAsianHeading | null {
  const text = line.trim()
  if (text.length > 60 || /[。！？，]$|[。].|[」』].*[はがをにと]/u.test(text)) return null
  const named = NAMED.exec(text)
  if (named)
    return {
      kind: 'named',
      number: null,
      title: titleOf(text.slice(named[0].length)) || (named.groups?.name as string),
      isPart: false,
    }
  const { groups, 0: whole } = COUNTED.exec(text) ?? KOREAN.exec(text) ?? { groups: undefined, 0: '' }
  if (groups === undefined) return null
  const { number, unit, rest } = groups as Record<string, string>
  return {
    kind: /[章話话回화장]/u.test(unit as string) ? 'word' : 'weak',
    number: readNumber(number as string),
    title: titleOf(text.slice(whole.length - (rest as string).length)),
    isPart: /[部巻卷부]/u.test(unit as string),
  }
}

function titleOf(rest: string): string {
  const title = rest.replace(/^[】］〕）)\s　：:、.．·—–\]-]+/u, '').trim()
  return /^[「『《〈]([^「」『』《》〈〉]+)[」』》〉]$/u.exec(title)?.[1] ?? title
}

const DIGITS = '〇一二三四五六七八九'

/** "十二" → 12, "二十" → 20, "百五" → 105, "１２" → 12. */
function readNumber(text: string): number {
  const plain = text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
  if (/^\d+$/.test(plain)) return Number(plain)
  let sum = 0
  let digit = 0
  for (const sign of plain.replace(/零/g, '〇')) {
    const unit = sign === '十' ? 10 : sign === '百' ? 100 : 0
    if (unit === 0) digit = DIGITS.indexOf(sign) + (/[十百]/.test(plain) ? 0 : digit * 10)
    else {
      sum += Math.max(1, digit) * unit
      digit = 0
    }
  }
  return sum + digit
}
