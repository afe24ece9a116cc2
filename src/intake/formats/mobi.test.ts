import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { RefusedFile } from '../../errors.ts'
import type { SourceDocument } from '../document.ts'
import { DEFAULT_LIMITS } from './format.ts'
import { openHuffCdic } from './mobi/huff-cdic.ts'
import { unpackPalmDoc } from './mobi/palm-doc.ts'
import { mobi } from './mobi.ts'

const made = resolve(import.meta.dirname, '../../../test/fixtures/ebooks/made')

interface Parts {
  records: Buffer[]
  kind?: string
  packing?: number
  encryption?: number
  /** 65001 or 1252. */
  encoding?: number
  trailing?: number
  huff?: [first: number, count: number]
  isMobi?: boolean
}

/** A Mobipocket file with nothing in it but what a test needs. */
function palmFile(parts: Parts): Uint8Array {
  const { records, kind = 'BOOKMOBI', packing = 1, encryption = 0, encoding = 65001 } = parts
  const header = Buffer.alloc(16 + (parts.isMobi === false ? 0 : 232))
  header.writeUInt16BE(packing, 0)
  header.writeUInt16BE(records.length - (parts.huff?.[1] ?? 0), 8)
  header.writeUInt16BE(encryption, 12)
  if (parts.isMobi !== false) {
    header.write('MOBI', 16, 'latin1')
    header.writeUInt32BE(232, 20)
    header.writeUInt32BE(encoding, 28)
    header.writeUInt32BE(6, 36)
    header.writeUInt32BE(parts.huff?.[0] ?? 0, 112)
    header.writeUInt32BE(parts.huff?.[1] ?? 0, 116)
    header.writeUInt16BE(parts.trailing ?? 0, 242)
    header.writeUInt32BE(0xffffffff, 244)
  }
  const all = [header, ...records]
  const front = Buffer.alloc(78 + all.length * 8)
  front.write(kind, 60, 'latin1')
  front.writeUInt16BE(all.length, 76)
  let offset = front.length
  for (const [index, record] of all.entries()) {
    front.writeUInt32BE(offset, 78 + index * 8)
    offset += record.length
  }
  return new Uint8Array(Buffer.concat([front, ...all]))
}

async function read(bytes: Uint8Array, path = 'book.mobi'): Promise<SourceDocument> {
  const [document] = await mobi.read({ path, bytes, limits: DEFAULT_LIMITS })
  return document as SourceDocument
}

async function refusal(bytes: Uint8Array, path = 'book.mobi'): Promise<string> {
  try {
    await read(bytes, path)
  } catch (error) {
    return (error as RefusedFile).code
  }
  return 'read'
}

const texts = ({ blocks }: SourceDocument) => blocks.map(({ text }) => text)

test('PalmDOC unpacks letters, spaces with a letter, runs kept as they are, and copies that overlap themselves', () => {
  // "ab", then ten letters copied from two back, a run of one raw byte, " x".
  const packed = Uint8Array.of(0x61, 0x62, 0x80 | ((2 << 3) >> 8), ((2 << 3) & 0xff) | 7, 1, 0xe9, 0xf8)
  expect(unpackPalmDoc(packed).toString('latin1')).toBe('abababababab\u00e9 x')
})

test('a copy from before the beginning of a record is passed over', () => {
  expect(unpackPalmDoc(Uint8Array.of(0x61, 0xbf, 0xff, 0x62)).toString()).toBe('ab')
})

/** Codes of 8 bits, the code of phrase n being 255 - n, as the most compact table has it. */
function huffRecord(): Buffer {
  const huff = Buffer.alloc(24 + 1024 + 256)
  huff.write('HUFF', 0, 'latin1')
  huff.writeUInt32BE(24, 8)
  huff.writeUInt32BE(24 + 1024, 12)
  for (let code = 0; code < 256; code++) huff.writeUInt32BE(((255 << 8) | 0x80 | 8) >>> 0, 24 + code * 4)
  return huff
}

function cdicRecord(phrases: { bytes: Buffer; isPlain: boolean }[]): Buffer {
  const head = Buffer.alloc(16 + phrases.length * 2)
  head.write('CDIC', 0, 'latin1')
  head.writeUInt32BE(phrases.length, 8)
  head.writeUInt32BE(8, 12)
  const bodies: Buffer[] = []
  let offset = phrases.length * 2
  for (const [index, { bytes, isPlain }] of phrases.entries()) {
    head.writeUInt16BE(offset, 16 + index * 2)
    const length = Buffer.alloc(2)
    length.writeUInt16BE(bytes.length | (isPlain ? 0x8000 : 0))
    bodies.push(length, bytes)
    offset += 2 + bytes.length
  }
  return Buffer.concat([head, ...bodies])
}

const dictionary = cdicRecord([
  { bytes: Buffer.from('The house '), isPlain: true },
  { bytes: Buffer.from('ran away. '), isPlain: true },
  // Packed itself: phrases 0 and 1.
  { bytes: Buffer.from([255, 254]), isPlain: false },
  // Holds itself.
  { bytes: Buffer.from([255 - 3, 255]), isPlain: false },
])

test('HUFF/CDIC unpacks phrases, and phrases within phrases', () => {
  const unpack = openHuffCdic([huffRecord(), dictionary])
  expect(unpack?.(Buffer.from([255, 254, 253, 254])).toString()).toBe(
    'The house ran away. The house ran away. ran away. ',
  )
})

test('a phrase that holds itself comes to an end', () => {
  const unpack = openHuffCdic([huffRecord(), dictionary])
  expect(unpack?.(Buffer.from([252])).length).toBeLessThan(100)
})

test('a book packed with HUFF/CDIC is read', async () => {
  const records = [Buffer.from([255, 254]), huffRecord(), dictionary]
  const document = await read(palmFile({ records, packing: 17480, huff: [2, 2] }))
  expect(texts(document)).toEqual(['The house ran away.'])
})

test('a letter cut in two by the end of a record is whole', async () => {
  const bytes = Buffer.from('<p>café noir</p>')
  const cut = bytes.indexOf(0xc3) + 1
  // The first record holds the letter's second byte once more behind its end, and says how many there are.
  const records = [Buffer.concat([bytes.subarray(0, cut), Buffer.from([0x00])]), bytes.subarray(cut)]
  const second = Buffer.concat([records[1] as Buffer, Buffer.from([0x00])])
  const document = await read(palmFile({ records: [records[0] as Buffer, second], trailing: 1 }))
  expect(texts(document)).toEqual(['café noir'])
})

test('windows-1252 is read as the header says', async () => {
  const records = [Buffer.from('<p>\x93Don\x92t\x94 \x97 caf\xe9</p>', 'latin1')]
  expect(texts(await read(palmFile({ records, encoding: 1252 })))).toEqual(['“Don’t” — café'])
})

test('a PalmDOC is a plain text', async () => {
  const records = [Buffer.from('The Ferry\r\n\r\nby Osier\r\n\r\nIt ran no more.', 'latin1')]
  const document = await read(palmFile({ records, kind: 'TEXtREAd', isMobi: false }), 'ferry.pdb')
  expect(document.format).toBe('palmdoc/text')
  expect(texts(document)).toEqual(['The Ferry', 'by Osier', 'It ran no more.'])
})

test('text all of which has a margin is no quotation; what stands in further is', async () => {
  const story = 'She went down to the river in the morning, and it had gone out, as rivers do not. '.repeat(3)
  const quoted = (depth: number, text: string) =>
    `${'<blockquote>'.repeat(depth)}${text}${'</blockquote>'.repeat(depth)}`
  const page = [quoted(2, story), quoted(3, 'Gone out. Back soon. R.'), quoted(2, story)].join('')
  const document = await read(palmFile({ records: [Buffer.from(page)] }))
  expect(document.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'quote', 'paragraph'])
})

test('a locked book is refused by name, and so are the shop’s other shapes', async () => {
  expect(await refusal(palmFile({ records: [Buffer.from('x')], encryption: 2 }))).toBe('read/drm')
  expect(await refusal(new Uint8Array(Buffer.from('TPZ0 and so on')), 'a.azw')).toBe('read/drm')
  expect(await refusal(new Uint8Array(Buffer.from('\xeaDRMION\xee', 'latin1')), 'a.azw')).toBe('read/drm')
})

test('what is called a Kindle book and is none is refused', async () => {
  expect(await refusal(new Uint8Array(Buffer.from('no book at all')))).toBe('read/not-mobi')
  expect(await refusal(new Uint8Array(0))).toBe('read/not-mobi')
})

test('a book without a text is refused', async () => {
  expect(await refusal(palmFile({ records: [] }))).toBe('read/no-text')
  expect(await refusal(palmFile({ records: [Buffer.from('x')], packing: 9 }))).toBe('read/no-text')
})

test('more than a book can hold is refused', async () => {
  const bytes = palmFile({ records: [Buffer.from('<p>a b c d e f g h</p>')] })
  const limits = { ...DEFAULT_LIMITS, maxUnpackedBytes: 10 }
  await expect(async () => mobi.read({ path: 'b.mobi', bytes, limits })).rejects.toMatchObject({
    code: 'read/zip-bomb',
  })
})

test('a file that was cut off is read as far as it goes, and says so', async () => {
  const whole = new Uint8Array(readFileSync(resolve(made, 'ferry.mobi')))
  const document = await read(whole.slice(0, 11_000), 'ferry.mobi')
  expect(document.blocks.length).toBeGreaterThan(3)
  expect(document.diagnostics.map(({ rule }) => rule)).toEqual(['mobi/cut-off'])
})
