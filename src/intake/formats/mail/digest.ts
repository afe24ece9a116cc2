/** A digest cut into the messages it was made of: RFC 1153's, Mailman's, and those of Yahoo! Groups and its forebears. */

export interface DigestMessage {
  subject: string
  from: string
  date: string
  text: string
}

const RULE = /^\s*(?:-{20,}|_{20,}|={20,}|\*{20,})\s*$/
const FIELD =
  /^\s{0,3}(Date|From|Subject|To|Cc|Reply-To|Message-ID|Sender|Keywords|References|In-Reply-To|Content-[\w-]+|MIME-Version|X-[\w-]+|List-[\w-]+|Posted by):\s?(.*)$/i
const COUNT =
  /^\s*(?:Message|Digest item)\s*(?:#\s*)?:?\s*\d+\s*(?:of \d+)?\.?\s*$|^\s*\d+\.\s*(?:Re:|FIC:)?\s*.{0,80}$/i
const END = /^\s*End of .{1,80}(?:Digest|Issue)\b.*$/i
const STARS = /^\s*\*{5,}\s*$/

/** @returns the messages in order, [] where the text is no digest. */
export function messagesOfDigest(text: string): DigestMessage[] {
  const lines = text.split('\n')
  const found = lines.flatMap((line, index) => (RULE.test(line) ? (headAfter(lines, index) ?? []) : []))
  // Two rules above one header are one border.
  const heads = found.filter((head, index) => head.end !== found[index - 1]?.end)
  if (heads.length === 0) return []
  const messages = heads.map((head, index) => {
    const next = heads[index + 1]
    return { ...head.fields, text: bodyBetween(lines, head.end, next?.rule ?? lines.length) }
  })
  return messages
}

interface Head {
  /** The line of the rule above it. */
  rule: number
  /** The line after it. */
  end: number
  fields: Omit<DigestMessage, 'text'>
}

/** The small header below a rule: two fields at least, one of them the subject or sender. */
function headAfter(lines: readonly string[], rule: number): Head | undefined {
  let at = rule + 1
  while (
    at < lines.length &&
    (blank(lines[at]) || RULE.test(lines[at] as string) || COUNT.test(lines[at] as string))
  )
    at++
  const found = new Map<string, string>()
  let last = ''
  for (; at < lines.length; at++) {
    const line = lines[at] as string
    const field = FIELD.exec(line)
    if (field !== null) {
      last = (field[1] as string).toLowerCase()
      if (!found.has(last)) found.set(last, (field[2] as string).trim())
    } else if (last !== '' && /^\s{4,}\S|^\t\S/.test(line)) {
      found.set(last, `${found.get(last)} ${line.trim()}`)
    } else break
  }
  const from = found.get('from') ?? found.get('posted by') ?? ''
  if (found.size < 2 || (from === '' && !found.has('subject'))) return undefined
  const fields = { subject: found.get('subject') ?? '', from, date: found.get('date') ?? '' }
  return { rule, end: at, fields }
}

function bodyBetween(lines: readonly string[], from: number, to: number): string {
  const body = lines.slice(from, to)
  const end = body.findIndex(
    (line, at) => END.test(line) && (STARS.test(body[at + 1] ?? '') || at > body.length - 6),
  )
  const own = end < 0 ? body : body.slice(0, end)
  while (own.length > 0 && (blank(own.at(-1)) || RULE.test(own.at(-1) as string))) own.pop()
  return own.join('\n').replace(/^\s*\n/, '')
}

const blank = (line: string | undefined) => line === undefined || line.trim() === ''
