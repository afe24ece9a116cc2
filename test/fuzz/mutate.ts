/** Breaks a file in ways files break, and in ways somebody would break them on purpose. */
import { gunzipSync } from 'node:zlib'
import { gzipSync, unzipSync, zipSync } from 'fflate'
import type { Random } from './random.ts'

/** A broken file is no larger than this. */
const MAX_BYTES = 512 * 1024
const MAX_STEPS = 5
/** Of what is packed in it. */
const MAX_MEMBER_BYTES = 16 * 1024 * 1024

/** Words that mean something to one reader or another. */
const TOKENS = [
  '\0',
  '\ufeff',
  '\r',
  '\f',
  '\x1a',
  '\u2028',
  '\ud83d\ude00',
  '&#x110000;',
  '&#0;',
  '&amp;amp;',
  '%',
  '\\',
  '<',
  '>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<div>',
  '</p>',
  '<table><tr><td>',
  '<script>',
  '<p',
  '<br/>',
  '<hr>',
  '<!DOCTYPE html [<!ENTITY a "aaaa">]>',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<svg><p>',
  '<template>',
  '<w:p>',
  '<w:t>',
  '<w:tbl>',
  '<text:p>',
  '<text:list>',
  '<section>',
  '<binary id="x">',
  '<opf:meta/>',
  '<itemref/>',
  '{',
  '}',
  '{\\rtf1',
  '\\par',
  "\\'ff",
  '\\u-1?',
  '\\bin999999999 ',
  '{\\*\\',
  '\\uc99',
  '{\\fonttbl',
  '\\ansicpg0',
  '# ',
  '***',
  '---',
  '```',
  '> ',
  '* * *',
  '[a]: b',
  '\\*',
  '_',
  '| - |',
  '&nbsp;',
  'From me@x Mon Jan  1 00:00:00 2001\n',
  'Content-Type: multipart/mixed; boundary="x"\n\n--x\n',
  '=?utf-8?B?//8=?=',
  'Content-Transfer-Encoding: base64\n\n',
  'Content-Type: message/rfc822\n\n',
  '--x--\n',
  'Subject: ',
  '>From ',
  'Title: ',
  'Author: ',
  'Chapter 99999999999999999999',
  'Part 2/5',
  '1/0',
  'Rating: ',
  'Summary:',
  'Notes:',
  'PK\x03\x04',
  'PK\x01\x02',
  'PK\x05\x06',
  '%PDF-1.7',
  'endobj',
  'stream\n',
  'xref\n',
  '<</Type/Page>>',
  'BOOKMOBI',
  'EXTH',
  'TEXtREAd',
  '\xd0\xcf\x11\xe0',
  '[',
  ']',
  '{"',
  '"',
  ',',
  ';',
  "');\n",
  'INSERT INTO `fanfiction_stories` VALUES (',
  'NULL',
  '/*!40101',
  '\\N',
]
const NUMBERS = ['0', '-1', '4294967295', '2147483648', '9007199254740993', '1e309', '00000000000000000001']
const WORDS = [0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, 0xffffffff]

type Mutation = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array

const MUTATIONS: Mutation[] = [
  flipBytes,
  cutOut,
  cutOff,
  splice,
  repeat,
  insertToken,
  insertToken,
  changeNumber,
  changeWord,
]

/** @param others files of the same kind, to take pieces from. */
export function mutate(seed: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let bytes: Uint8Array = seed
  for (let steps = 1 + random.below(MAX_STEPS); steps > 0; steps--) {
    const inside = random.below(4) > 0 ? changeInside(bytes, random, others) : undefined
    bytes = inside ?? random.pick(MUTATIONS)(bytes, random, others)
    if (bytes.length > MAX_BYTES) bytes = bytes.subarray(0, MAX_BYTES)
  }
  return bytes
}

/** A change inside a packed file, which a change of its bytes would only make unreadable. */
function changeInside(
  bytes: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
): Uint8Array | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return changeMember(bytes, random, others)
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return changeContent(bytes, random, others)
  return undefined
}

function changeContent(
  bytes: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
): Uint8Array | undefined {
  try {
    const content = new Uint8Array(gunzipSync(bytes, { maxOutputLength: MAX_MEMBER_BYTES }))
    return gzipSync(random.pick(MUTATIONS)(content, random, others), { level: 1 })
  } catch {
    return undefined
  }
}

function changeMember(
  bytes: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
): Uint8Array | undefined {
  try {
    // A size that was broken before says anything, and is believed.
    const members: Record<string, Uint8Array> = unzipSync(bytes, {
      filter: ({ originalSize }) => originalSize <= MAX_MEMBER_BYTES,
    })
    const names = Object.keys(members)
    if (names.length === 0) return undefined
    const name = random.pick(names)
    const kind = random.below(12)
    if (kind === 0) delete members[name]
    else if (kind === 1) members[`${name}/../${random.pick(TOKENS)}`] = members[name] as Uint8Array
    else members[name] = random.pick(MUTATIONS)(members[name] as Uint8Array, random, others)
    return zipSync(members, { level: 1 })
  } catch {
    return undefined
  }
}

function flipBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = new Uint8Array(bytes)
  for (let count = 1 + random.below(16); count > 0 && changed.length > 0; count--)
    changed[random.below(changed.length)] = random.below(256)
  return changed
}

function range(bytes: Uint8Array, random: Random, longest = bytes.length): [from: number, until: number] {
  const from = random.below(bytes.length + 1)
  return [from, Math.min(bytes.length, from + random.below(longest + 1))]
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function cutOut(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, until] = range(bytes, random)
  return joined(bytes.subarray(0, from), bytes.subarray(until))
}

function cutOff(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.subarray(0, random.below(bytes.length + 1))
}

function splice(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  const other = others.length === 0 ? bytes : random.pick(others)
  const [from, until] = range(other, random, 4096)
  return insertAt(bytes, random, other.subarray(from, until))
}

function repeat(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, until] = range(bytes, random, random.pick([4, 64, 1024]))
  const piece = bytes.subarray(from, until)
  const times = Math.min(2 ** (1 + random.below(14)), Math.floor(MAX_BYTES / Math.max(1, piece.length)))
  return insertAt(bytes, random, new Uint8Array(Buffer.alloc(piece.length * times, piece)))
}

function insertToken(bytes: Uint8Array, random: Random): Uint8Array {
  const token = new TextEncoder().encode(random.pick(TOKENS))
  const times = random.below(10) === 0 ? 2 ** (3 + random.below(11)) : 1
  return insertAt(bytes, random, new Uint8Array(Buffer.alloc(token.length * times, token)))
}

function insertAt(bytes: Uint8Array, random: Random, piece: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1)
  return joined(bytes.subarray(0, at), piece, bytes.subarray(at))
}

/** Figures in text: counts, sizes, offsets. */
function changeNumber(bytes: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const start = random.below(text.length + 1)
  const found = /\d+/.exec(text.slice(start, start + 65_536))
  if (found === null) return flipBytes(bytes, random)
  const from = start + found.index
  const number = new TextEncoder().encode(random.pick(NUMBERS))
  return joined(bytes.subarray(0, from), number, bytes.subarray(from + found[0].length))
}

/** Figures in binary headers, of either byte order. */
function changeWord(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length < 4) return bytes
  const changed = new Uint8Array(bytes)
  const near = random.below(2) === 0 ? Math.min(changed.length, 1024) : changed.length
  const view = new DataView(changed.buffer, changed.byteOffset)
  view.setUint32(random.below(near - 3), random.pick(WORDS), random.below(2) === 0)
  return changed
}
