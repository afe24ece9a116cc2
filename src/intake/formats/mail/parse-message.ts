/** One message's bytes → its header, its text, what hangs on it. MIME is postal-mime's; charsets that were not told are guessed here. */
import PostalMime, { type Email } from 'postal-mime'
import { decodePlainText, decodeText } from '../../decode.ts'

export interface Attachment {
  name: string
  bytes: Uint8Array
}

export interface Message {
  subject: string
  /** The display name, '' where there is none, and the address. */
  from: { name: string; address: string }
  /** As in the header. */
  date: string
  id: string
  /** The discussion it belongs to: the first message it refers to. */
  inReplyTo: string
  /** The list's or newsgroups' name; '' where none is told. */
  list: string
  text: string
  /** '' where there is a text that says as much. */
  unsafeHtml: string
  attachments: Attachment[]
  /** Messages inside: forwarded, or of a digest. */
  inner: Uint8Array[]
}

/** Text that stands for the HTML beside it. */
const SEE_HTML =
  /(?:this (?:is a|message is in|e-?mail (?:is|requires|contains)).{0,80}(?:mime|html)|(?:see|view).{0,40}html|does not support html)/i
/** Shorter than this share of the HTML's words, the text is a pretext. */
const LEAST_SHARE = 0.3

/** Never throws: what MIME cannot make sense of is one plain text. */
export async function parseMessage(raw: Uint8Array): Promise<Message> {
  const bytes = withCharsets(raw)
  const email = await parse(bytes)
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value ?? ''
  const text = plain(email.text ?? '')
  const unsafeHtml = email.html ?? ''
  const takesHtml = unsafeHtml !== '' && isPretext(text, unsafeHtml)
  const uuencoded = takeUuencoded(text)
  const messages = email.attachments.filter(isMessage)
  return {
    subject: oneLine(email.subject ?? ''),
    from: { name: oneLine(email.from?.name ?? ''), address: email.from?.address ?? '' },
    date: header('date') || header('nntp-posting-date'),
    id: email.messageId ?? '',
    inReplyTo: (email.references ?? email.inReplyTo ?? '').trim().split(/\s+/)[0] ?? '',
    list: listName(header),
    text: uuencoded.text,
    unsafeHtml: takesHtml ? unsafeHtml : '',
    attachments: [
      ...email.attachments
        .filter((each) => !isMessage(each))
        .map((each, index) => ({
          name: each.filename?.split(/[/\\]/).at(-1) || `part-${index + 1}${extensionFor(each.mimeType)}`,
          bytes: contentOf(each.content),
        })),
      ...uuencoded.attachments,
    ],
    inner: messages.map((each) => contentOf(each.content)),
  }
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true })
  } catch {
    const whole = Buffer.from(bytes).toString('latin1')
    const cut = /\r?\n\r?\n/.exec(whole)
    const body = cut === null ? whole : whole.slice(cut.index + cut[0].length)
    return {
      headers: [],
      headerLines: [],
      attachments: [],
      text: decodeText(Buffer.from(body, 'latin1')).text,
    }
  }
}

const isMessage = (each: { mimeType: string }) => each.mimeType === 'message/rfc822'

function contentOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}

function extensionFor(mimeType: string): string {
  if (mimeType === 'text/plain') return '.txt'
  return mimeType === 'text/html' ? '.html' : ''
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Mojibake, control signs and the like are mended as in any text. */
function plain(text: string): string {
  return text === '' ? '' : decodePlainText(Buffer.from(text.replace(/\r\n?/g, '\n'))).text
}

function isPretext(text: string, unsafeHtml: string): boolean {
  const words = text.split(/\s+/).length
  const inHtml = unsafeHtml
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .split(/\s+/).length
  if (text.trim() === '' || words < inHtml * LEAST_SHARE) return true
  return words < 60 && SEE_HTML.test(text)
}

function listName(header: (name: string) => string): string {
  const id = header('list-id') || header('mailing-list') || header('x-mailing-list') || header('newsgroups')
  const named = /<([^<>@]+)[^<>]*>\s*$/.exec(id)?.[1] ?? /list\s+([^@\s;]+)/i.exec(id)?.[1] ?? id
  return oneLine(named).toLowerCase()
}

const CONTENT_TYPE = /^Content-Type:[ \t]*text\/(?:plain|html)\b[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim
/** Names that say nothing of the bytes. */
const NO_CHARSET =
  /charset\s*=\s*"?(?:us-ascii|ascii|unknown[\w-]*|x-unknown|default_charset|iso-8859-1|iso8859-1)"?/i

/** Says the charset where none is told, or one that says nothing, and the bytes are more than ASCII. */
function withCharsets(raw: Uint8Array): Uint8Array {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  const cut = /\r?\n\r?\n/.exec(text)
  if (cut === null) return raw
  const charset = guessCharset(text.slice(cut.index))
  if (charset === undefined) return raw
  const head = text.slice(0, cut.index)
  const labelled = text.replace(CONTENT_TYPE, (line) => {
    if (NO_CHARSET.test(line)) return line.replace(NO_CHARSET, `charset=${charset}`)
    return /charset\s*=/i.test(line) ? line : `${line}; charset=${charset}`
  })
  const isTyped = /^Content-Type:/im.test(head)
  return Buffer.from(
    isTyped ? labelled : `Content-Type: text/plain; charset=${charset}\n${labelled}`,
    'latin1',
  )
}

function guessCharset(body: string): string | undefined {
  const decoded = body.replace(/(?:=[89A-F][0-9A-F])+/g, (run) =>
    String.fromCharCode(
      ...run
        .slice(1)
        .split('=')
        .map((code) => Number.parseInt(code, 16)),
    ),
  )
  if (!/[\x80-\xff]/.test(decoded)) return undefined
  return decodeText(Buffer.from(decoded, 'latin1')).encoding
}

const UUENCODED = /^begin [0-7]{3,4} (\S.*)\n((?:[!-`][ -`]{0,61}\n)+)(?:[` ]?\n)?end[ \t]*$/gm

function takeUuencoded(text: string): { text: string; attachments: Attachment[] } {
  const attachments: Attachment[] = []
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, attachments }
  const rest = text.replace(UUENCODED, (_, name: string, lines: string) => {
    attachments.push({ name: name.split(/[/\\]/).at(-1) ?? name, bytes: uudecode(lines) })
    return ''
  })
  return { text: rest, attachments }
}

function uudecode(lines: string): Uint8Array {
  const bytes: number[] = []
  for (const line of lines.split('\n')) {
    const length = (line.charCodeAt(0) - 32) & 63
    const start = bytes.length
    for (let at = 1; at < line.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(
        (i) => ((line.charCodeAt(at + i) || 32) - 32) & 63,
      )
      bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d)
    }
    bytes.length = Math.min(bytes.length, start + length)
  }
  return Uint8Array.from(bytes)
}
