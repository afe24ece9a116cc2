/** Mailboxes and batches of news → their messages, and what is in each. Read in a stream, however large. */
import { open } from 'node:fs/promises'
import { noSuchMember } from '../no-such-member.ts'
import type { ContainerFile, ContainerFormat, Member, MemberContent, OpenContainer } from './container.ts'
import type { FileHead } from './format.ts'
import { type ReadMessage, readMessage } from './mail/message-members.ts'
import { beginsAsMailbox, splitMailbox, unquoteFrom } from './mail/split-mailbox.ts'

const EXTENSIONS = ['.mbox', '.mbx', '.mboxrd']

export const mbox: ContainerFormat = {
  id: 'mbox',
  label: 'a mailbox',
  extensions: EXTENSIONS,
  recognise({ head, extension }: FileHead): number {
    if (beginsAsMailbox(Buffer.from(head).toString('latin1'))) return 0.97
    return EXTENSIONS.includes(extension) ? 0.3 : 0
  },
  open: openMailbox,
}

interface Place {
  offset: number
  length: number
  fromLine: string
}

async function openMailbox(file: ContainerFile): Promise<OpenContainer> {
  const places = new Map<string, Place>()
  let present: { message: ReadMessage; name: string } | undefined
  async function* messages(): AsyncGenerator<{ message: ReadMessage; name: string }> {
    const seen = new Set<string>()
    for await (const { bytes, fromLine, offset, length } of splitMailbox(file.absolutePath)) {
      if (bytes.length === 0 || isBlank(bytes)) continue
      const message = await readMessage({ bytes: unquoteFrom(bytes), fromLine, path: file.path })
      let { name } = message
      // The same message twice, as when two mailboxes were laid together.
      for (let copy = 2; seen.has(name); copy++) name = `${message.name} (${copy})`
      seen.add(name)
      places.set(name, { offset, length, fromLine })
      yield { message, name }
    }
  }
  const find = async (name: string) => {
    if (present && isOf(name, present)) return present
    if (places.size === 0) for await (const _ of messages());
    const own = [...places.keys()].find((each) => isOf(name, { name: each }))
    const place = own === undefined ? undefined : places.get(own)
    if (own === undefined || place === undefined) throw noSuchMember(file.path, name)
    const { bytes, fromLine } = await messageAt(file, place)
    return { name: own, message: await readMessage({ bytes: unquoteFrom(bytes), fromLine, path: file.path }) }
  }
  return {
    async *members(): AsyncGenerator<Member> {
      for await (const each of messages()) {
        present = each
        for (const { suffix, sizeBytes } of each.message.parts) yield { name: each.name + suffix, sizeBytes }
      }
    },
    async read(name): Promise<MemberContent> {
      const { name: own, message } = await find(name)
      const part = message.parts.find(({ suffix }) => own + suffix === name)
      if (part === undefined) throw noSuchMember(file.path, name)
      return part.content
    },
    async original(name) {
      const { name: own } = await find(name)
      return (await messageAt(file, places.get(own) as Place)).bytes
    },
    async close() {
      present = undefined
    },
  }
}

/** A part's name begins with its message's, and goes on with `/` or not at all. */
function isOf(name: string, { name: own }: { name: string }): boolean {
  return name === own || name.startsWith(`${own}/`)
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.length < 200 && Buffer.from(bytes).toString('latin1').trim() === ''
}

async function messageAt(file: ContainerFile, place: Place): Promise<{ bytes: Buffer; fromLine: string }> {
  const handle = await open(file.absolutePath, 'r')
  try {
    const bytes = Buffer.alloc(place.length)
    const { bytesRead } = await handle.read(bytes, 0, place.length, place.offset)
    const isMarked = /^(?:From |#! ?rnews )/.test(bytes.toString('latin1', 0, 10))
    const start = isMarked ? bytes.indexOf(10) + 1 : 0
    return { bytes: bytes.subarray(start, bytesRead), fromLine: place.fromLine }
  } finally {
    await handle.close()
  }
}
