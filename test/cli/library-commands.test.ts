import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples, fanfold, scratchFolder } from './run-fanfold.ts'

const { folder, remove } = scratchFolder('cli')
const hoard = join(folder, 'my stories')
const library = join(folder, 'library')
const run = (...args: string[]) => fanfold([...args, '--library', library])
const json = (...args: string[]) => JSON.parse(run(...args, '--json').stdout)

beforeAll(() => {
  cpSync(examples, hoard, { recursive: true })
  writeFileSync(join(hoard, '.DS_Store'), 'furniture')
})
afterAll(remove)

test('a dry run says what would be made of a folder and stores nothing', () => {
  const { code, stdout } = run('import', hoard, '--dry-run', '--json')
  const report = JSON.parse(stdout)
  expect(report.works.length).toBeGreaterThanOrEqual(12)
  expect(report.refused).toEqual([])
  expect(report.skipped.map((each: { file: string }) => each.file)).toContain('.DS_Store')
  expect(code).toBe(0)
  expect(existsSync(library)).toBe(false)
})

test('an import stores the same and gives each work an id', () => {
  const dry = json('import', hoard, '--dry-run')
  const stored = json('import', hoard)
  const titles = (report: { works: { title: string }[] }) => report.works.map((work) => work.title).sort()
  expect(titles(stored)).toEqual(titles(dry))
  for (const work of stored.works) expect(work.id).toMatch(/^\d+$/)
})

test('importing the same folder twice makes no second copy', () => {
  const before = json('list').works
  const { stderr, code } = run('import', hoard)
  expect(code).toBe(0)
  expect(stderr).toContain('unchanged')
  expect(json('list').works).toEqual(before)
})

test('a list is narrowed by the query language, and says what it does not understand', () => {
  const { works } = json('list')
  const short = json('list', 'words:<500').works
  expect(short.length).toBeGreaterThan(0)
  expect(short.map(({ id }: { id: string }) => id)).toEqual(
    works
      .filter(({ words }: { words: number }) => words < 500)
      .map(({ id }: { id: string }) => id)
      .reverse(),
  )
  const { stderr, code } = run('list', 'wrods:<500')
  expect(stderr).toContain('Did you mean “words:”?')
  expect(code).toBe(0)
})

test('a story is found by its words, at the passage, as soon as the import is over', () => {
  const [work] = json('list').works
  const shown = json('show', work.id)
  const paragraph = shown.chapters[0].text
    .split('\n\n')
    .find((each: string) => each.split(' ').length > 12) as string
  const { results } = json('find', paragraph)
  expect(results[0].work.id).toBe(work.id)
  const [passage] = results[0].passages
  const text = shown.chapters[passage.chapter - 1].text
  expect(text.slice(passage.start, passage.end)).toBe(passage.text)
})

test('a renamed file is known by its hash', () => {
  const before = json('list').works.length
  const [name] = readdirSync(hoard).filter((each) => each.endsWith('.txt'))
  renameSync(join(hoard, name as string), join(hoard, 'renamed.txt'))
  run('import', hoard)
  expect(json('list').works.length).toBe(before)
})

test('a changed file becomes a new revision of its work', () => {
  const file = join(hoard, 'renamed.txt')
  const before = json('list').works
  writeFileSync(
    file,
    `${readFileSync(file, 'latin1')}\r\n\r\nAnd one more paragraph that was not there before, about a narwhal.`,
    'latin1',
  )
  run('import', hoard)
  expect(json('list').works.length).toBe(before.length)
  const { results } = json('find', 'narwhal')
  expect(results.length).toBe(1)
})

test('every story can be written out, one file a work', () => {
  for (const format of ['epub', 'html', 'txt']) {
    const out = join(folder, format)
    expect(run('export', '--all', '--to', format, '--out', out).code).toBe(0)
    expect(readdirSync(out).length).toBe(json('list').works.length)
  }
})

test('a story goes to standard output where no folder is named', () => {
  const [work] = json('list').works
  expect(run('export', work.id, '--to', 'txt').stdout).toContain(work.title)
})

test('a removed story is gone from the list and from finding, and undo brings it back', () => {
  const [{ work }] = json('find', 'narwhal').results
  expect(run('remove', work.id, '--yes').code).toBe(0)
  expect(json('list').works.map((each: { id: string }) => each.id)).not.toContain(work.id)
  expect(json('find', 'narwhal').results).toEqual([])
  run('import', hoard)
  expect(json('list').works.map((each: { id: string }) => each.id)).not.toContain(work.id)
  expect(json('undo').undone.works[0].id).toBe(work.id)
  expect(json('find', 'narwhal').results[0].work.id).toBe(work.id)
})

test('removing without a person to ask and without --yes is refused', () => {
  const [work] = json('list').works
  expect(run('remove', work.id).code).toBe(2)
})

test('the doctor finds all well, and says so when a source is lost', () => {
  const well = run('doctor')
  expect(well.stdout).toContain('All is well')
  expect(well.code).toBe(0)
})

test('a backup brings back the whole library elsewhere', () => {
  const file = join(folder, 'library.backup')
  expect(run('backup', file).code).toBe(0)
  const elsewhere = join(folder, 'restored')
  expect(fanfold(['restore', file, '--library', elsewhere]).code).toBe(0)
  const restored = JSON.parse(fanfold(['list', '--json', '--library', elsewhere]).stdout)
  expect(restored.works).toEqual(json('list').works)
  expect(fanfold(['doctor', '--library', elsewhere]).code).toBe(0)
  expect(fanfold(['restore', file, '--library', elsewhere]).code).not.toBe(0)
})

test('a file that cannot be read is refused by name and the rest is imported', () => {
  const mixed = join(folder, 'mixed')
  mkdirSync(mixed)
  writeFileSync(join(mixed, 'letter.docx'), 'PK\u0003\u0004 not a real one')
  copyFileSync(join(hoard, 'renamed.txt'), join(mixed, 'fine.txt'))
  const { code, stdout } = fanfold(['import', mixed, '--dry-run', '--json', '--library', library])
  const report = JSON.parse(stdout)
  expect(code).toBe(1)
  expect(report.works.length).toBe(1)
  expect(report.refused[0]).toMatchObject({ file: 'letter.docx' })
})

test('a wrong use is exit 2 and says what is wrong', () => {
  expect(run('show', '99999').code).toBe(2)
  expect(run('export', '--to', 'pdf', '--all').code).toBe(2)
  expect(fanfold(['import', join(folder, 'nowhere'), '--library', library])).toMatchObject({ code: 2 })
  expect(fanfold(['no-such-command']).code).toBe(2)
})

test('a library that cannot be used is exit 3', () => {
  const file = join(folder, 'a file')
  writeFileSync(file, 'x')
  expect(fanfold(['list', '--library', file]).code).toBe(3)
})

test('every command has help', () => {
  for (const command of [
    'open',
    'import',
    'serve',
    'list',
    'show',
    'find',
    'export',
    'remove',
    'undo',
    'doctor',
    'backup',
    'restore',
    'reindex',
  ]) {
    const { code, stdout } = fanfold([command, '--help'])
    expect({ command, code, usage: stdout.includes('Usage:') }).toEqual({ command, code: 0, usage: true })
  }
}, 120_000)
