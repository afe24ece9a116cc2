// The same story twice among 100,000 works: the library's own index on disk, grown from 25,000 to 100,000, and the exact
// comparison of all pairs of a sample beside it.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openArchive } from '../src/archive/open-archive.ts'
import { COMMON_KEY, findCandidates } from '../src/intake/duplicates/candidates.ts'
import { comparedStory, compareStories } from '../src/intake/duplicates/compare-stories.ts'
import { signatureOf } from '../src/intake/duplicates/signature.ts'
import { storyWords } from '../src/intake/duplicates/story-words.ts'
import { inScratch } from './measure.mjs'

const WORKS = Number(process.env.FANFOLD_BENCH_WORKS ?? 100_000)
const WORDS_A_WORK = 400
const STEP = 500
const SAMPLE = 400
/** Every so many-th work is an earlier one with a word in a hundred edited. */
const TWIN_EVERY = 20

export async function run() {
  sayReading()
  await inScratch(async (folder) => {
    const dir = join(folder, 'library')
    const archive = await openArchive(dir)
    const database = new DatabaseSync(join(dir, 'library.db'))
    database.exec('pragma synchronous = off; pragma foreign_keys = off')
    const seconds = await grow(archive, database)
    database.close()
    await archive.close()
    const last = seconds.at(-1)
    console.log(
      `ratio: ${(allPairsSeconds() / last.perWork).toFixed(0)} times the exact comparison of all pairs, a work among ${WORKS}`,
    )
    rmSync(dir, { recursive: true })
  })
}

/** What making the signature adds to reading. */
function sayReading() {
  const html = Array.from({ length: 2000 }, (_, seed) => storyHtml(seed)).join('')
  for (let round = 0; round < 3; round++) signatureOf(storyWords([html]))
  const started = performance.now()
  signatureOf(storyWords([html]))
  console.log(
    `signatures: ${(html.length / 1e3 / (performance.now() - started)).toFixed(0)} MB/s of HTML on one core`,
  )
}

async function grow(archive, database) {
  const addWork = database.prepare(
    `insert into works (id, revision, text_id, title_key, creator_key, words, chapters, scenes, scenes_inferred,
      needs_a_look, fields, relationships_resolved, looks, added_at, changed_at, seq, stale)
     values (?, 1, ?, '', '', 0, 1, 1, 0, 0, '{}', '[]', '[]', '', '', 0, 0)`,
  )
  const addText = database.prepare(`insert into texts (id, work_id, made_at) values (?, ?, '')`)
  const marks = [WORKS / 4, WORKS / 2, WORKS]
  const seconds = []
  const tally = { ms: 0, found: 0, wanted: 0, wrong: 0, compared: 0 }
  let from = 0
  for (let id = 1; id <= WORKS; id += STEP) {
    const batch = Array.from({ length: STEP }, (_, at) => ({ id: id + at, html: htmlOf(id + at) }))
    database.exec('begin')
    for (const { id: each } of batch) {
      addWork.run(each, each)
      addText.run(each, each)
    }
    database.exec('commit')
    await settle(archive, batch, tally)
    if (!marks.includes(id + STEP - 1)) continue
    const perWork = tally.ms / 1000 / (id + STEP - 1 - from)
    console.log(
      `${id + STEP - 1} works: ${(1 / perWork).toFixed(0)} works/s in the last ${id + STEP - 1 - from}; found ${tally.found} of ${tally.wanted} twins, ${tally.wrong} wrong, ${tally.compared} pairs compared word by word`,
    )
    from = id + STEP - 1
    tally.ms = 0
    seconds.push({ works: from, perWork })
  }
  const [first, , last] = seconds
  console.log(
    `growth: a work among ${last.works} takes ${(last.perWork / first.perWork).toFixed(2)} times one among ${first.works}`,
  )
  return seconds
}

/** As jobs/settle-duplicates.ts does: signatures kept, looked up, candidates compared exactly. */
async function settle(archive, batch, tally) {
  const started = performance.now()
  const texts = batch.map(({ id, html }) => ({ textId: id, signature: signatureOf(storyWords([html])) }))
  await archive.keepSignatures(texts)
  for (const { textId, signature } of texts) {
    const found = await archive.worksWith(signature.keys, COMMON_KEY + 1)
    const candidates = findCandidates(signature, (key) => found.get(key) ?? []).map(Number)
    const pairs = candidates.filter((other) => other < textId)
    const twin = twinOf(textId)
    if (twin !== null) tally.wanted++
    for (const other of pairs) {
      tally.compared++
      const verdict = compareStories(story(htmlOf(textId)), story(htmlOf(other)))
      if (verdict.kind !== 'same') continue
      if (other === twin) tally.found++
      else if (rootOf(other) !== rootOf(textId)) tally.wrong++
    }
  }
  tally.ms += performance.now() - started
}

/** A work among all of them, by comparing with each: from what a pair of a sample costs. */
function allPairsSeconds() {
  const stories = Array.from({ length: SAMPLE }, (_, at) => story(htmlOf(at + 1)))
  const started = performance.now()
  for (const [at, one] of stories.entries())
    for (const other of stories.slice(0, at)) compareStories(one, other)
  const perPair = (performance.now() - started) / 1000 / ((SAMPLE * (SAMPLE - 1)) / 2)
  console.log(
    `exact, all pairs: ${(1 / perPair).toFixed(0)} pairs/s, so ${(perPair * WORKS).toFixed(2)} s for a work among ${WORKS}`,
  )
  return perPair * WORKS
}

const story = (html) => comparedStory([html], { title: '', authors: [] })
/** The work that this one is an edited copy of, or null. */
function twinOf(id) {
  if (id % TWIN_EVERY !== 0) return null
  return 1 + Math.floor(randomly(id + 77)() * (id - 1))
}

function rootOf(id) {
  const twin = twinOf(id)
  return twin === null ? id : rootOf(twin)
}

function htmlOf(id) {
  const twin = twinOf(id)
  return twin === null ? storyHtml(id) : edited(htmlOf(twin), id)
}

function edited(html, seed) {
  const next = randomly(seed)
  return html.replace(/[a-z]+(?= )/g, (word) => (next() < 0.01 ? `${word}x` : word))
}

/** Words as frequent as in prose: the second half as often as the first, and so on (Zipf). */
function storyHtml(seed) {
  const next = randomly(seed)
  const words = Array.from({ length: WORDS_A_WORK }, () => `w${Math.floor(8000 ** next()).toString(36)}`)
  return `<p>${words.join(' ')} </p>`
}

function randomly(seed) {
  let state = Math.imul(seed, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
