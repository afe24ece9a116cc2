import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { RefusedFile } from '../../../errors.ts'
import { recoverFile } from '../../recover-file.ts'
import { splitMailbox, unquoteFrom } from './split-mailbox.ts'

const scratch = mkdtempSync(join(tmpdir(), 'fanfold-mbox-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const path = join(scratch, 'a.mbox')

async function split(bytes: Uint8Array) {
  writeFileSync(path, bytes)
  const messages = []
  for await (const message of splitMailbox(path)) messages.push(message)
  return messages
}

const DATE = 'Sat Mar  4 10:11:12 2000'
const message = (body: string, more = '') =>
  `From a@example.org ${DATE}\nFrom: A <a@example.org>\nSubject: FIC: The Lamp\n${more}\n${body}\n`
const bodies = (found: { bytes: Buffer }[]) =>
  found.map(({ bytes }) =>
    bytes
      .toString()
      .replace(/^[\s\S]*?\r?\n\r?\n/, '')
      .trim(),
  )

test('messages begin at From_ lines of every kind', async () => {
  const lines = [
    `From a@example.org ${DATE}`,
    `From - ${DATE}`,
    'From MAILER-DAEMON Sat Mar  4 10:11 2000',
    'From a@example.org Sat Mar  4 10:11:12 EST 2000',
    'From a@example.org Sat Mar  4 10:11:12 2000 +0100',
    'From -1234567890123',
    'From "a b"@example.org Sat, 4 Mar 2000 10:11:12 +0000',
    'From news!a Sat Mar  4 10:11:12 2000 remote from news',
  ]
  const text = lines.map((line, index) => `${line}\nSubject: ${index}\n\nbody ${index}\n\n`).join('')
  expect(bodies(await split(Buffer.from(text)))).toEqual(lines.map((_, index) => `body ${index}`))
})

test('a line of a story that begins with From is no border', async () => {
  const body = `From the door she saw him.\n\nFrom Sat to Mar 4 nobody spoke.\n\nFrom jack ${DATE}\nno header follows.`
  expect(await split(Buffer.from(message(body)))).toHaveLength(1)
})

test('a told length keeps a mail inside a story whole', async () => {
  const body = `He read:\n\n${message('come home')}\nand wept.\n`
  const whole = message(body, `Content-Length: ${body.length}\n`) + message('next')
  expect(await split(Buffer.from(whole))).toHaveLength(2)
})

test('a told length that is wrong is not believed', async () => {
  for (const told of [3, 100_000, 99_999_999_999]) {
    const whole = message('one', `Content-Length: ${told}\n`) + message('two')
    expect(bodies(await split(Buffer.from(whole)))).toEqual(['one', 'two'])
  }
})

test('what was quoted for the sake of the mailbox is as it was', () => {
  const raw = Buffer.from('Subject: x\n\n>From here.\n>>From there.\n> From a quote\n')
  expect(unquoteFrom(raw).toString()).toBe('Subject: x\n\nFrom here.\n>From there.\n> From a quote\n')
})

test('the messages laid together are the file, byte for byte', async () => {
  const piece = fc.oneof(
    fc.constant(message('a body', '')),
    fc.constant(`\nFrom x ${DATE}\n`),
    fc.constant('#! rnews 20\n'),
    fc.constant('Content-Length: 7\n'),
    fc.constant('\r\n'),
    fc.constant('\n\n'),
    fc.string({ maxLength: 40 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const bytes = Buffer.from(pieces.join(''))
      const found = await split(bytes)
      let at = 0
      for (const { offset, length } of found) {
        expect(offset).toBe(at)
        at += length
      }
      expect(at).toBe(bytes.length)
    }),
    { numRuns: 200 },
  )
})

test('a mutated mailbox is read or refused, and nothing else', async () => {
  const whole = Buffer.from(
    message(
      'Title: The Lamp\nAuthor: A\n\nShe turned to the door, and he said nothing.\n',
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n',
    ).repeat(3) +
      message(
        '--x\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n=E9t=E9=\n\n--x--\n',
      ),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 30 }),
      fc.nat(whole.length),
      async (changes, length) => {
        const bytes = Buffer.from(whole.subarray(0, length))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        writeFileSync(path, bytes)
        try {
          await recoverFile({ absolutePath: path, path: 'a.mbox', sizeBytes: bytes.length })
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedFile)
        }
      },
    ),
    { numRuns: 150 },
  )
}, 60_000)
