import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededLibrary, seededLibrary } from '../../test/e2e/seeded-library.ts'
import { createApp } from './server.ts'
import type { MeaningJob, MeaningProgress } from './web-context.ts'

let library: SeededLibrary
let progress: MeaningProgress
let paused: boolean
let failure: string | undefined

const meaning: MeaningJob = {
  progress: async () => progress,
  isPaused: () => paused,
  failure: () => failure,
  pause: () => {
    paused = true
  },
  resume: () => {
    paused = false
  },
}

beforeAll(async () => {
  library = await seededLibrary('no-such-folder')
})
afterAll(() => library.close())

async function imports(): Promise<string> {
  const response = await createApp({ ...library.context, meaning }).request('/jobs')
  return (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

const press = (deed: string) =>
  createApp({ ...library.context, meaning }).request(`/jobs/meaning/${deed}`, {
    method: 'POST',
    headers: { origin: 'http://localhost' },
  })

test('the page of imports tells how far the library is read for meaning, and how long it takes', async () => {
  ;[progress, paused, failure] = [{ works: 40, worksWaiting: 30, wordsWaiting: 1_500_000 }, false, undefined]
  const page = await imports()
  expect(page).toContain('10 of 40 stories read, about 5 minutes left.')
  expect(page).toContain('Pause')
})

test('reading is paused and gone on with', async () => {
  ;[progress, paused, failure] = [{ works: 40, worksWaiting: 30, wordsWaiting: 9000 }, false, undefined]
  expect((await press('pause')).status).toBe(303)
  expect(await imports()).toContain('10 of 40 stories read; paused.')
  expect((await press('resume')).status).toBe(303)
  expect(await imports()).toContain('about a minute left')
})

test('why it broke off is said', async () => {
  ;[progress, paused, failure] = [{ works: 4, worksWaiting: 3, wordsWaiting: 9 }, false, 'The disk is full.']
  expect(await imports()).toContain('The disk is full.')
})

test('where all is read nothing is said', async () => {
  ;[progress, paused, failure] = [{ works: 4, worksWaiting: 0, wordsWaiting: 0 }, false, undefined]
  expect(await imports()).not.toContain('Reading for meaning')
})
