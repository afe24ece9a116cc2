import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fanfold, root, scratchFolder } from './run-fanfold.ts'

const { folder, remove } = scratchFolder('meaning')
const library = join(folder, 'library')
const withEncoder = { env: { FANFOLD_MODEL: '' } }
const run = (...args: string[]) => fanfold([...args, '--library', library], withEncoder)

const STORIES = {
  'keeper.txt':
    'The Keeper\nby Ann\n\nThe old man climbed the spiral stair each evening with his can of oil, and lit the great lamp, and sat with it until dawn so that the ships would not break upon the rocks.',
  'ferment.txt':
    'Rising\nby Bo\n\nShe kneaded the dough at four in the morning, while the street was dark, and set forty loaves beneath their cloths beside the oven to swell.',
  'hund.txt':
    'Der Hund\nby Cy\n\nDer Hund lief durch den Wald und fand den Weg nach Hause nicht mehr, weil es dunkel war und der Schnee alle Spuren bedeckt hatte. Da setzte er sich hin und wartete auf den Morgen.',
}

beforeAll(() => {
  const stories = join(folder, 'stories')
  mkdirSync(stories)
  for (const [name, text] of Object.entries(STORIES)) writeFileSync(join(stories, name), text)
  expect(run('import', stories, '--words-only').stderr).toContain('3 new stories')
})
afterAll(remove)

const titles = (ran: { stdout: string }) =>
  JSON.parse(ran.stdout).results.map((found: { work: { title: string } }) => found.work.title)

test('imported for words only, stories wait to be read, and reindex reads them', () => {
  const before = JSON.parse(run('model', '--json').stdout)
  expect(before).toMatchObject({ model: 'bge-small-en-v1.5', works: 3, worksWaiting: 3 })
  const found = JSON.parse(run('find', 'lighthouse guardian', '--json').stdout)
  expect(found.results).toEqual([])
  expect(found.unreadForMeaning).toBe(3)
  expect(run('reindex').code).toBe(0)
  expect(JSON.parse(run('model', '--json').stdout).worksWaiting).toBe(0)
})

test('a story is found by what happens in it, in none of its words', () => {
  expect(titles(run('find', 'lighthouse guardian', '--json'))[0]).toBe('The Keeper')
  const baker = run('find', 'a baker makes bread before anyone is awake')
  expect(baker.stdout.indexOf('Rising')).toBeGreaterThanOrEqual(0)
  expect(titles(run('find', 'a baker makes bread before anyone is awake', '--json'))[0]).toBe('Rising')
})

test('a story in a language the encoder does not know is found by its words', () => {
  expect(titles(run('find', 'Hund Schnee Spuren', '--json'))[0]).toBe('Der Hund')
})

test('the encoder can be switched off for a library, named wrongly it is refused, and comes back', () => {
  expect(run('model', 'none').code).toBe(0)
  expect(titles(run('find', 'lighthouse guardian', '--json'))).toEqual([])
  const wrong = run('model', join(folder, 'nowhere'))
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('model.json')
  expect(run('model', 'own').code).toBe(0)
  expect(titles(run('find', 'lighthouse guardian', '--json'))[0]).toBe('The Keeper')
})

test('a story that is removed is not found by its meaning either', () => {
  const [{ work }] = JSON.parse(run('find', 'lighthouse guardian', '--json').stdout).results
  expect(run('remove', work.id, '--yes').code).toBe(0)
  expect(titles(run('find', 'lighthouse guardian', '--json'))).not.toContain('The Keeper')
})

test('another encoder reads all anew while the one before answers, and the doctor is content', () => {
  const own = join(root, 'models/bge-small-en-v1.5')
  const other = join(folder, 'other-encoder')
  cpSync(own, other, { recursive: true })
  const described = JSON.parse(readFileSync(join(own, 'model.json'), 'utf8'))
  writeFileSync(join(other, 'model.json'), JSON.stringify({ ...described, passagePrefix: 'passage: ' }))
  const vectors = join(library, 'meaning')
  const [before] = readdirSync(vectors)
  const baker = () => titles(run('find', 'a baker makes bread before anyone is awake', '--json'))[0]
  expect(run('model', other).stdout).toContain('0 of 2 stories')
  expect(baker()).toBe('Rising')
  expect(run('reindex').code).toBe(0)
  expect(readdirSync(vectors)).not.toContain(before)
  expect(baker()).toBe('Rising')
  const doctor = run('doctor')
  expect(doctor.stdout).toContain('All is well')
})

test('the doctor takes damaged vectors away, and they are made again', () => {
  const [encoder = ''] = readdirSync(join(library, 'meaning'))
  const data = join(library, 'meaning', encoder, 'passages.lance/data')
  for (const name of readdirSync(data)) truncateSync(join(data, name), 50)
  expect(run('doctor').stdout).toContain('doctor/meaning-unreadable')
  const repaired = run('doctor', '--repair')
  expect(repaired.stderr).toContain('2 stories are to be read for meaning again')
  expect(repaired.stdout).toContain('All is well')
  expect(JSON.parse(run('model', '--json').stdout).worksWaiting).toBe(2)
  expect(run('reindex').code).toBe(0)
  expect(JSON.parse(run('model', '--json').stdout).worksWaiting).toBe(0)
})
