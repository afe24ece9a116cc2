import { expect, test } from 'vitest'
import { contentDisposition } from '../routes/downloads.ts'
import { allowedHosts } from './host-check.ts'

test('a library answers to this machine’s own names and the one it was started with', () => {
  expect([...allowedHosts({ host: '127.0.0.1', port: 4114 })]).toEqual([
    '127.0.0.1:4114',
    'localhost:4114',
    '[::1]:4114',
  ])
  expect(allowedHosts({ host: 'Attic.local', port: 4114 })).toContain('attic.local:4114')
  expect(allowedHosts({ host: '::1', port: 4114 })).toContain('[::1]:4114')
})

test('on the web’s own port a name may stand alone', () => {
  expect(allowedHosts({ host: 'localhost', port: 80 })).toContain('localhost')
})

test('listening everywhere it answers to the machine’s addresses, and still to no other name', () => {
  const hosts = allowedHosts({ host: '0.0.0.0', port: 4114 })
  expect(hosts.size).toBeGreaterThan(4)
  expect(hosts).not.toContain('evil.example:4114')
})

test('a file keeps its name, and no name can break out of the header', () => {
  expect(contentDisposition('Ianto “Tea-boy”.epub')).toBe(
    'attachment; filename="Ianto _Tea-boy_.epub"; filename*=UTF-8\'\'Ianto%20%E2%80%9CTea-boy%E2%80%9D.epub',
  )
  expect(contentDisposition('a"\r\nX: y\ud800.txt')).toMatch(
    /^attachment; filename="[ -~]*"; filename\*=UTF-8''[\w%.!~-]+$/,
  )
})
