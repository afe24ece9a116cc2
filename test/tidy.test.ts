import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const MAX_FILE_LINES = 400
const MAX_FUNCTION_LINES = 70
const MAX_BLOB_BYTES = 2 * 1024 * 1024

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean)
const code = tracked.filter((path) => /^(src|bench|scripts|bin)\/.*\.(ts|tsx|mjs)$/.test(path))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Lines of each function that begins a line with a name: declarations, methods, arrows bound to a name. */
function longFunctions(text: string): string[] {
  const lines = text.split('\n')
  const long: string[] = []
  for (const [index, line] of lines.entries()) {
    const start =
      /^(\s*)(?:export )?(?:async )?(?:function\*? (\w+)|(?:const )?(\w+)(?: = (?:async )?\(.*=> \{$|\(.*\).*\{$))/.exec(
        line,
      )
    if (start === null || /^\s*(if|for|while|switch|return|else)\b/.test(line)) continue
    const end = lines.findIndex((other, at) => at > index && other.startsWith(`${start[1]}}`))
    if (end - index > MAX_FUNCTION_LINES) long.push(`${start[2] ?? start[3]}: ${end - index} lines`)
  }
  return long
}

test('no source file is longer than 400 lines', () => {
  const long = code.filter(
    (path) => !/\.test\.tsx?$/.test(path) && read(path).split('\n').length > MAX_FILE_LINES,
  )
  expect(long).toEqual([])
})

test('no function is longer than 70 lines', () => {
  const long = code
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .flatMap((path) => longFunctions(read(path)).map((each) => `${path} ${each}`))
  expect(long).toEqual([])
})

test('no name says nothing', () => {
  const vague = tracked.filter(
    (path) =>
      /^src\//.test(path) && /(^|[/-])(utils?|helpers?|common|misc|manager|service)([./-]|$)/.test(path),
  )
  expect(vague).toEqual([])
})

test('the lock file holds no address of a registry', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved":\s*"https?:/)
})

test('no large file is kept that is not a model', () => {
  const large = tracked.filter(
    (path) =>
      !path.startsWith('models/') &&
      !path.startsWith('docs/pictures/') &&
      readFileSync(join(root, path)).length > MAX_BLOB_BYTES,
  )
  expect(large).toEqual([])
})

test('nothing is promised in the code', () => {
  const promises = code.filter((path) => /\b(TODO|FIXME|XXX:)\b/.test(read(path)))
  expect(promises).toEqual([])
})
