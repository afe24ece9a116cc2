import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { RefusedFile } from '../errors.ts'
import { DEFAULT_LIMITS, type ReadLimits } from './formats/format.ts'
import { openZip } from './unzip.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const open = (bytes: Uint8Array, limits: ReadLimits = DEFAULT_LIMITS) =>
  openZip({ path: 'a.zip', bytes, limits })
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(RefusedFile)
    return (error as RefusedFile).code
  }
  return 'none'
}

/** Changes bytes wherever a signature stands. */
function patched(
  bytes: Uint8Array,
  signature: number,
  change: (view: DataView, at: number) => void,
): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 4 <= copy.length; at++) if (view.getUint32(at, true) === signature) change(view, at)
  return copy
}
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50

describe('what is read', () => {
  test('stored and packed members, by their names', () => {
    const zip = open(
      zipSync({
        'a.txt': [bytesOf('one'), { level: 0 }],
        'b/c.txt': bytesOf('two '.repeat(50)),
        'd/': new Uint8Array(),
      }),
    )
    expect(zip.names).toEqual(['a.txt', 'b/c.txt'])
    expect(text(zip.read('a.txt'))).toBe('one')
    expect(text(zip.read('b/c.txt'))).toBe('two '.repeat(50))
    expect(zip.remarks).toEqual([])
  })

  test('names in UTF-8, in the DOS code page, and with backslashes', () => {
    expect(open(zipSync({ 'é.txt': bytesOf('x') })).names).toEqual(['é.txt'])
    const dos = patched(zipSync({ 'e.txt': bytesOf('x') }), CENTRAL, (view, at) =>
      view.setUint8(at + 46, 0x82),
    )
    expect(open(dos).names).toEqual(['é.txt'])
    expect(open(zipSync({ 'a\\b.txt': bytesOf('x') })).names).toEqual(['a/b.txt'])
  })

  test('an archive with something in front of it', () => {
    const zip = zipSync({ 'a.txt': bytesOf('one') })
    const longer = new Uint8Array(zip.length + 100)
    longer.set(zip, 100)
    expect(text(open(longer).read('a.txt'))).toBe('one')
  })

  test('of two members of one name the first, and it is said', () => {
    const twice = patched(
      zipSync({ 'a.txt': bytesOf('one'), 'b.txt': bytesOf('two') }),
      CENTRAL,
      (view, at) => view.setUint8(at + 46, 0x61),
    )
    const zip = open(twice)
    expect(zip.names).toEqual(['a.txt'])
    expect(zip.remarks[0]).toContain('more than once')
  })

  test('a member whose bytes changed is read, and it is said', () => {
    const zip = open(
      patched(zipSync({ 'a.txt': [bytesOf('one'), { level: 0 }] }), LOCAL, (view, at) =>
        view.setUint8(at + 35, 0x21),
      ),
    )
    expect(text(zip.read('a.txt'))).toBe('!ne')
    expect(zip.remarks[0]).toContain('may be damaged')
  })
})

describe('what is refused', () => {
  test.each(['../a.txt', 'a/../../b.txt', '/etc/passwd', 'C:\\a.txt', '..\\a.txt', 'a/\0.txt'])(
    'a name that climbs out: %j',
    (name) => {
      expect(codeOf(() => open(zipSync({ 'ok.txt': bytesOf('x'), [name]: bytesOf('y') })))).toBe(
        'read/path-climbs',
      )
    },
  )

  test('a link', () => {
    const link = patched(zipSync({ 'a.txt': bytesOf('/etc/passwd') }), CENTRAL, (view, at) =>
      view.setUint32(at + 38, 0xa1ff0000, true),
    )
    expect(codeOf(() => open(link))).toBe('read/path-climbs')
  })

  test('a member that unpacks to far more than a story, whatever it declares', () => {
    const bomb = zipSync({ 'a.txt': new Uint8Array(40_000_000) })
    expect(bomb.length).toBeLessThan(300_000)
    const lying = patched(bomb, CENTRAL, (view, at) => view.setUint32(at + 24, 10, true))
    for (const bytes of [bomb, lying]) expect(codeOf(() => open(bytes).read('a.txt'))).toBe('read/zip-bomb')
  })

  test('members that unpack to more than the limit together', () => {
    const zip = open(zipSync({ 'a.txt': new Uint8Array(600), 'b.txt': new Uint8Array(600) }), {
      maxUnpackedBytes: 1_000,
      maxMembers: 10,
    })
    expect(zip.read('a.txt').length).toBe(600)
    expect(codeOf(() => zip.read('b.txt'))).toBe('read/zip-bomb')
  })

  test('more members than the limit', () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`${at}.txt`, bytesOf('x')])),
    )
    expect(codeOf(() => open(many, { maxUnpackedBytes: 1_000, maxMembers: 10 }))).toBe('read/zip-bomb')
  })

  test('an archive cut off, and a member that does not unpack', () => {
    const whole = zipSync({ 'a.txt': bytesOf('one two three '.repeat(100)) })
    expect(codeOf(() => open(whole.subarray(0, whole.length - 30)))).toBe('read/broken-zip')
    const spoiled = patched(whole, LOCAL, (view, at) => view.setUint8(at + 36, 0xff))
    expect(codeOf(() => open(spoiled).read('a.txt'))).toBe('read/broken-zip')
  })

  test('a password, and a way of packing that is not known', () => {
    const zip = zipSync({ 'a.txt': bytesOf('one') })
    expect(
      codeOf(() => open(patched(zip, CENTRAL, (view, at) => view.setUint16(at + 8, 1, true))).read('a.txt')),
    ).toBe('read/encrypted')
    expect(
      codeOf(() =>
        open(patched(zip, CENTRAL, (view, at) => view.setUint16(at + 10, 14, true))).read('a.txt'),
      ),
    ).toBe('read/zip-method')
  })

  test('the reason names file and member, and there is a hint', () => {
    try {
      open(zipSync({ '../x.txt': bytesOf('y') }))
    } catch (error) {
      expect((error as RefusedFile).message).toContain('"a.zip"')
      expect((error as RefusedFile).message).toContain('"../x.txt"')
      expect((error as RefusedFile).hint).not.toBe('')
    }
  })
})

test('any bytes are read or refused', () => {
  const zip = zipSync({
    'a.txt': bytesOf('one two three '.repeat(20)),
    'b.txt': [bytesOf('x'), { level: 0 }],
  })
  const changes = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 8 })
  fc.assert(
    fc.property(changes, fc.nat(zip.length), (edits, length) => {
      const bytes = Uint8Array.from(zip.subarray(0, length > zip.length / 2 ? zip.length : length))
      for (const [at, value] of edits) bytes[at % Math.max(1, bytes.length)] = value
      codeOf(() => {
        const opened = open(bytes)
        for (const name of opened.names) opened.read(name)
      })
    }),
    { numRuns: 500 },
  )
})
