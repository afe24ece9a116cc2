import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findFiles, findRoots } from './find-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'fanfold-find-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

mkdirSync(join(folder, 'sub/.git'), { recursive: true })
mkdirSync(join(folder, 'library'))
for (const name of ['b10.txt', 'b9.txt', 'sub/a.txt', 'sub/.git/config', 'library/fanfold.sqlite'])
  writeFileSync(join(folder, name), name)
symlinkSync(folder, join(folder, 'sub/round'))

async function paths(root: string, leaveOut: string[] = []): Promise<string[]> {
  const found: string[] = []
  for (const each of await findRoots([root]))
    for await (const file of findFiles(each, new Set(leaveOut))) found.push(file.path)
  return found
}

test('files come in the order of their names, numbers as numbers', async () => {
  expect(await paths(folder, [join(folder, 'library')])).toEqual([
    'b9.txt',
    'b10.txt',
    'sub/a.txt',
    'sub/round',
  ])
})

test('a file named itself is found by its bare name', async () => {
  expect(await paths(join(folder, 'sub/a.txt'))).toEqual(['a.txt'])
})

test('a path that is not there is said by name', async () => {
  await expect(paths(join(folder, 'nowhere'))).rejects.toThrow('nowhere')
})

test('a link to nothing and a link to a folder are told of, not followed', async () => {
  symlinkSync(join(folder, 'nothing'), join(folder, 'sub/dangling'))
  const reasons: string[] = []
  for (const root of await findRoots([join(folder, 'sub')]))
    for await (const { trouble } of findFiles(root, new Set()))
      if (trouble?.kind === 'skipped') reasons.push(trouble.reason)
  expect(reasons).toEqual(['a link to nothing', 'a link to a folder'])
})
