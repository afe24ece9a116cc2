/** Stories in the public domain, from the shared corpus where it stands beside the project. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { extract } from 'tar'
import type { PlainStory } from './crossposts.ts'

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpora/stories')

/** @returns the first so many short ones; undefined where the corpus is not there. */
export async function corpusStories(
  count: number,
  words: { from: number; to: number },
): Promise<PlainStory[] | undefined> {
  if (!existsSync(join(CORPUS, 'stories.tar.gz'))) return undefined
  const [head = '', ...rows] = readFileSync(join(CORPUS, 'index.tsv'), 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  const cell = (row: string, name: string) => row.split('\t')[names.indexOf(name)] ?? ''
  const chosen = rows
    .filter((row) => Number(cell(row, 'words')) >= words.from && Number(cell(row, 'words')) <= words.to)
    .slice(0, count)
  const wanted = new Set(chosen.map((row) => `stories/${cell(row, 'id')}.txt`))
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-corpus-'))
  try {
    await extract({ file: join(CORPUS, 'stories.tar.gz'), cwd: folder, filter: (path) => wanted.has(path) })
    return chosen.map((row) => ({
      title: cell(row, 'title'),
      author: cell(row, 'author'),
      text: readFileSync(join(folder, `stories/${cell(row, 'id')}.txt`), 'utf8')
        .replace(/^## .*$/gm, '')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
