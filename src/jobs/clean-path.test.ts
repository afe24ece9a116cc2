import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanPath, withNumber } from './clean-path.ts'

test.each([
  ['my fics/What the Sky Does?.txt', 'my fics/What the Sky Does?.txt'],
  ['../../etc/passwd', 'etc/passwd'],
  ['/etc/./passwd', 'etc/passwd'],
  ['C:\\Users\\me\\fic.txt', 'C:/Users/me/fic.txt'],
  ['a//b///c.txt', 'a/b/c.txt'],
  ['a\u0000b\u0007.txt', 'ab.txt'],
  [' .. ', 'unnamed'],
  ['', 'unnamed'],
  ['re\u0301sume\u0301.txt', 'résumé.txt'],
])('%j is kept as %j', (path, clean) => {
  expect(cleanPath(path, 'linux')).toBe(clean)
})

test('on Windows what it does not allow is an underscore', () => {
  expect(cleanPath('What?/CON.txt', 'win32')).toBe('What_/_CON.txt')
})

test('a long name keeps its extension', () => {
  const clean = cleanPath(`${'ü'.repeat(400)}.epub`, 'linux')
  expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(240)
  expect(clean.endsWith('.epub')).toBe(true)
})

test('no path leads out of its folder, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (path) => {
      const names = cleanPath(path, 'linux').split('/')
      expect(names.length).toBeGreaterThan(0)
      for (const name of names) {
        expect(['', '.', '..']).not.toContain(name)
        expect(name).not.toMatch(/[\\\0]/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240)
      }
    }),
  )
})

test('a second file of the same name gets a number before its extension', () => {
  expect(withNumber('a/b.txt', 2)).toBe('a/b (2).txt')
})
