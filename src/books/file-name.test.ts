import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bookFileName } from './file-name.ts'

test('a name has title and creators', () => {
  expect(bookFileName({ title: 'The Quiet Berth', authors: ['quillfeather', 'marrowbone'] }, '.epub')).toBe(
    'The Quiet Berth - quillfeather, marrowbone.epub',
  )
})

test('characters that some file system refuses are left out', () => {
  expect(bookFileName({ title: 'What/If: "Yes"? <no>|*\u0007', authors: [] }, '.txt')).toBe(
    "What If 'Yes' no.txt",
  )
})

test('a name that Windows keeps for a device is not used', () => {
  expect(bookFileName({ title: 'CON', authors: [] }, '.txt')).toBe('CON_.txt')
})

test('any title gives a name that is short and safe', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      const name = bookFileName({ title, authors: [] }, '.epub')
      expect(Buffer.byteLength(name)).toBeLessThan(160)
      expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}]+\.epub$/u)
      expect(name).not.toMatch(/^[.\s]|[.\s]\.epub$/)
    }),
  )
})
