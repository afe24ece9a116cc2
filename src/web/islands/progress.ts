/** Keeps the line about an import under way fresh. Without it the line is as fresh as the page. */
import type { ImportProgress } from '../../jobs/import-sources.ts'
import { progressWords } from '../words/progress-words.ts'

const POLL_MS = 1500
const line = document.querySelector<HTMLElement>('[data-progress]')
const words = line?.querySelector('p')
const link = line?.querySelector('a')
const bar = line?.querySelector('progress')

async function poll(): Promise<void> {
  const response = await fetch('/progress.json').catch(() => undefined)
  const answer: { progress: ImportProgress | null } | undefined = await response
    ?.json()
    .catch(() => undefined)
  if (answer === undefined) return again()
  if (answer.progress === null) return finish()
  show(answer.progress)
  // Nobody reads an empty shelf: the first stories are shown as soon as they are there.
  if (answer.progress.works > 0 && document.querySelector('[data-empty]') !== null) location.reload()
  else again()
}

function again(): void {
  setTimeout(poll, POLL_MS)
}

function show(progress: ImportProgress): void {
  if (link) link.textContent = progressWords(progress)
  if (bar) {
    bar.max = Math.max(1, progress.files)
    bar.value = progress.done
  }
}

function finish(): void {
  if (document.querySelector('[data-empty]') !== null) location.reload()
  const again = document.createElement('a')
  again.href = location.href
  again.textContent = 'Show what came in'
  words?.replaceChildren('Your files are read. ', again)
  bar?.remove()
}

if (line !== null) again()
