import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fanfold, scratchFolder, startFanfold } from '../cli/run-fanfold.ts'

/** Often enough to hit reading, keeping, storing and indexing; FANFOLD_CRASHES asks for more. */
const ROUNDS = Number(process.env.FANFOLD_CRASHES ?? 50)
const STORIES = 400

function writeStories(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (let number = 0; number < STORIES; number++) {
    const paragraphs = Array.from(
      { length: 12 },
      (_, index) =>
        `Paragraph ${index} of story ${number}, in which the lighthouse keeper counts to ${number * index} and the sea says nothing.`,
    )
    writeFileSync(
      join(folder, `story ${number}.txt`),
      `Title: The Keeper, ${number}\nAuthor: quillfeather\n\n${paragraphs.join('\n\n')}\n`,
    )
  }
}

test(`an import killed at any of ${ROUNDS} instants loses nothing, doubles nothing, and is completed by the next`, async () => {
  const { folder, remove } = scratchFolder('crash')
  try {
    const hoard = join(folder, 'hoard')
    const library = join(folder, 'library')
    writeStories(hoard)
    for (let round = 0; round < ROUNDS; round++) {
      const child = startFanfold(['import', hoard, '--library', library])
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await Promise.race([sleep(150 + Math.random() * 1200), ended])
      child.kill('SIGKILL')
      await ended
    }
    const { code, stderr } = fanfold(['import', hoard, '--library', library])
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    const { works } = JSON.parse(fanfold(['list', '--json', '--library', library]).stdout)
    expect(works.length).toBe(STORIES)
    expect(new Set(works.map((work: { title: string }) => work.title)).size).toBe(STORIES)
    const doctor = fanfold(['doctor', '--library', library])
    expect(doctor.stdout).toContain('All is well')
    expect(doctor.code).toBe(0)
    const found = JSON.parse(
      fanfold(['find', 'lighthouse keeper', '--json', '--limit', '1000', '--library', library]).stdout,
    )
    expect(new Set(found.results.map((result: { work: { id: string } }) => result.work.id)).size).toBe(
      STORIES,
    )
  } finally {
    remove()
  }
}, 300_000)
