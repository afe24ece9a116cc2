/** One message in a file: saved mail, or an article of a news spool. What hangs on it, or is in the digest it is, are its members. */
import { readFile } from 'node:fs/promises'
import { noSuchMember } from '../no-such-member.ts'
import type { ContainerFile, ContainerFormat, OpenContainer } from './container.ts'
import type { FileHead } from './format.ts'
import { readMessage } from './mail/message-members.ts'

const EXTENSIONS = ['.eml', '.emlx', '.nws']

export const eml: ContainerFormat = {
  id: 'eml',
  label: 'a mail',
  extensions: EXTENSIONS,
  recognise: recogniseMail,
  async open(file: ContainerFile): Promise<OpenContainer> {
    const bytes = mailIn(await readFile(file.absolutePath))
    const { name, parts } = await readMessage({ bytes, fromLine: '', path: file.path })
    return {
      async *members() {
        for (const { suffix, sizeBytes } of parts) yield { name: name + suffix, sizeBytes }
      },
      async read(wanted) {
        const part = parts.find(({ suffix }) => name + suffix === wanted)
        if (part === undefined) throw noSuchMember(file.path, wanted)
        return part.content
      },
      original: async () => bytes,
      close: async () => {},
    }
  },
}

const HEADER = /^(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)+/
/** Header lines that only a program writes; a person's own text file may begin with From, Subject and Date. */
const MACHINE =
  /^(?:Received|Return-Path|Message-ID|MIME-Version|Path|Newsgroups|Delivered-To|X-Mailer|X-Newsreader|Content-Transfer-Encoding|References|NNTP-[\w-]+|Xref|Lines):/gim

const ENCODED = /^Content-Transfer-Encoding:\s*(?:quoted-printable|base64)|^Content-Type:\s*multipart\//im

function recogniseMail({ head, extension }: FileHead): number {
  const text = Buffer.from(head)
    .toString('latin1')
    .replace(/^(?:\d+\s*\n)/, '')
    .replace(/\r\n/g, '\n')
  const block = HEADER.exec(text)?.[0] ?? ''
  const isMail = /^(?:From|Subject|Newsgroups):/im.test(block)
  const machine = new Set(block.match(MACHINE)?.map((line) => line.toLowerCase())).size
  if (EXTENSIONS.includes(extension)) return isMail || machine > 0 ? 0.96 : 0
  if (!isMail || machine < 2) return 0
  // A text file with a post's header on top is read as the text it is, unless only a mail reader can undo it.
  if (extension === '.txt') return ENCODED.test(block) ? 0.6 : 0
  return extension === '' || /^\.(?:\d+|msg|mai|mail|news)$/.test(extension) ? 0.6 : 0
}

/** Apple's .emlx has the number of the mail's bytes before it, and settings after. */
function mailIn(bytes: Buffer): Buffer {
  const told = /^(\d{1,10})\s*\n/.exec(bytes.toString('latin1', 0, 20))
  if (told === null) return bytes
  const start = told[0].length
  return bytes.subarray(start, start + Number(told[1]))
}
