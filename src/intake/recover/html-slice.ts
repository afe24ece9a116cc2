/** Cuts a stretch of words out of a block's HTML with its emphasis. */

const TOKEN = /<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>|&(?:amp|lt|gt|quot|nbsp|#39);|[^<&]+|[<&]/g
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': ' ',
  '&#39;': "'",
}
const INLINE = new Set([
  'em',
  'strong',
  'i',
  'b',
  'u',
  's',
  'a',
  'span',
  'sub',
  'sup',
  'small',
  'big',
  'q',
  'cite',
  'del',
  'ins',
  'code',
  'tt',
  'abbr',
  'font',
])
/** Longer blocks are not walked: their words go without emphasis. */
const MAX_HTML = 200_000

interface Walked {
  text: string
  /** For each character of `text`, where it begins in the HTML; one more for the end. */
  at: number[]
}

/**
 * @param html one block of allowed HTML. @param words a stretch of its plain text, "\n" for a line break.
 * @returns inline HTML of exactly these words, every tag closed; null where they are not found.
 */
export function sliceHtml(html: string, words: string): string | null {
  if (html.length > MAX_HTML || words === '') return null
  const walked = walk(html)
  const from = walked.text.indexOf(words)
  if (from < 0) return null
  const start = walked.at[from] as number
  const end =
    (walked.at[from + words.length - 1] as number) +
    widthAt(html, walked.at[from + words.length - 1] as number)
  const open = openAt(html.slice(0, start))
  return balanced(open.join('') + html.slice(start, end))
}

function walk(html: string): Walked {
  let text = ''
  const at: number[] = []
  for (const match of html.matchAll(TOKEN)) {
    const token = match[0]
    if (token[0] === '<' && match[2] !== undefined) {
      if (match[2] === 'br') {
        at.push(match.index)
        text += '\n'
      }
    } else if (token in ENTITIES) {
      at.push(match.index)
      text += ENTITIES[token]
    } else {
      for (let i = 0; i < token.length; i++) at.push(match.index + i)
      text += token
    }
  }
  return { text, at }
}

function widthAt(html: string, offset: number): number {
  return /^(?:&(?:amp|lt|gt|quot|nbsp|#39);|<br\s*\/?>)/.exec(html.slice(offset, offset + 8))?.[0].length ?? 1
}

/** Inline tags still open at the end of this HTML, as written. */
function openAt(html: string): string[] {
  const open: { name: string; tag: string }[] = []
  for (const match of html.matchAll(TOKEN)) {
    const name = match[2]
    if (name === undefined || !INLINE.has(name)) continue
    if (match[1] === '/') open.splice(open.map((each) => each.name).lastIndexOf(name), 1)
    else open.push({ name, tag: match[0] })
  }
  return open.map(({ tag }) => tag)
}

function balanced(html: string): string {
  const open: string[] = []
  const kept = html.replace(TOKEN, (token, slash: string | undefined, name: string | undefined) => {
    if (name === undefined || name === 'br') return token
    if (!INLINE.has(name)) return ''
    if (slash !== '/') {
      open.push(name)
      return token
    }
    if (open.at(-1) !== name) return ''
    open.pop()
    return token
  })
  const closed =
    kept +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  return closed.replace(/<(em|strong|i|b|u|s|span|small)(?:\s[^>]*)?>\s*<\/\1>/g, '')
}
