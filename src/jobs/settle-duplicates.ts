/** Texts that came in or changed are compared with those they may be the same as: joined, offered, or left alone. */
import type { Archive, WorkId } from '../archive/archive.ts'
import type { ComparableStory, UncomparedText } from '../archive/versions.ts'
import { betterText, type WeighedText } from '../intake/duplicates/best-text.ts'
import { COMMON_KEY, findCandidates } from '../intake/duplicates/candidates.ts'
import {
  type ComparedStory,
  comparedStory,
  compareStories,
  type Verdict,
} from '../intake/duplicates/compare-stories.ts'
import { newerText } from '../intake/duplicates/newer-text.ts'
import { signatureOf } from '../intake/duplicates/signature.ts'
import { storyWords } from '../intake/duplicates/story-words.ts'
import type { TextSignature } from '../story/work.ts'

export interface SettleDuplicates {
  archive: Archive
  /** What is joined is part of this import, and taken back with it. */
  importId: number
  signal?: AbortSignal
}

export interface SettledDuplicates {
  joined: number
  offered: number
}

/** The likeliest of a work; a person is not asked about a whole shelf of one form. */
const MOST_OFFERS = 3

/** Marked as done so many at a time; a kill costs comparing these once more, and nothing else. */
const TEXTS_A_STEP = 200

/** Time grows with the texts not compared yet, not with the library. Doing it twice changes nothing. */
export async function settleDuplicates(job: SettleDuplicates): Promise<SettledDuplicates> {
  const { archive, importId, signal } = job
  const settled = { joined: 0, offered: 0 }
  await archive.releaseOrphans(importId)
  for (let after = 0; !signal?.aborted; ) {
    const texts = await archive.uncompared(after, TEXTS_A_STEP)
    const signed = await withSignatures(archive, texts)
    const done: number[] = []
    for (const text of signed) {
      if (signal?.aborted) break
      await settleText(job, text, settled)
      done.push(text.textId)
    }
    await archive.markCompared(done)
    if (texts.length === 0) break
    after = Number(texts.at(-1)?.id)
  }
  return settled
}

/** A story with what comparing it takes. */
interface Weighed {
  story: ComparableStory
  compared: ComparedStory
}

type SignedText = UncomparedText & { signature: TextSignature }

/** Texts stored by a Fanfold that made none, and those put together by hand, get theirs here. */
async function withSignatures(archive: Archive, texts: UncomparedText[]): Promise<SignedText[]> {
  const signed: SignedText[] = []
  const added: SignedText[] = []
  for (const text of texts) {
    const chapters = text.signature === null ? (await archive.storyOf(text.id))?.chapters : undefined
    const signature = text.signature ?? (chapters && signatureOf(storyWords(chapters)))
    if (signature === undefined) continue
    signed.push({ ...text, signature })
    if (text.signature === null) added.push({ ...text, signature })
  }
  if (added.length > 0) await archive.keepSignatures(added)
  return signed
}

async function settleText(
  job: SettleDuplicates,
  text: SignedText,
  settled: SettledDuplicates,
): Promise<void> {
  const { archive } = job
  const found = await archive.worksWith(text.signature.keys, COMMON_KEY + 1)
  const candidates = findCandidates(text.signature, (key) => found.get(key) ?? []).filter(
    (id) => id !== text.id,
  )
  if (candidates.length === 0 && !text.hasVersions) return
  const own = await weigh(archive, text.id)
  // It may have been joined with one compared before it.
  if (own === undefined || own.story.shownWith !== text.id) return
  if (text.hasVersions) await settleVersions(job, own)
  await settleCandidates(job, own, { candidates, settled })
}

async function weigh(archive: Archive, id: WorkId): Promise<Weighed | undefined> {
  const story = await archive.storyOf(id)
  return story && { story, compared: comparedStory(story.chapters, story.fields) }
}

/** The text changed: what is no form of it any more stands by itself again. */
async function settleVersions({ archive, importId }: SettleDuplicates, own: Weighed): Promise<void> {
  const { id } = own.story
  for (const version of await archive.versionsOf(id)) {
    if (version.isShown || version.verdict === 'person') continue
    const other = await weigh(archive, version.id)
    if (other === undefined) continue
    const { kind } = compareStories(own.compared, other.compared)
    if (kind !== 'same' && kind !== 'revision') await archive.releaseVersion(importId, id, version.id)
  }
  await archive.reuniteWork(importId, id)
}

interface Candidates {
  candidates: WorkId[]
  settled: SettledDuplicates
}

async function settleCandidates(
  job: SettleDuplicates,
  own: Weighed,
  { candidates, settled }: Candidates,
): Promise<void> {
  const { archive } = job
  let here = own
  const offers = new Map<WorkId, string>()
  const seen = new Set<WorkId>()
  for (const id of candidates) {
    const candidate = await weigh(archive, id)
    const other = candidate?.story.shownWith
    if (candidate === undefined || other === undefined || other === here.story.id || seen.has(other)) continue
    if (await archive.staysApart(here.story.id, other)) continue
    const verdict = compareStories(here.compared, candidate.compared)
    if (verdict.kind === 'offer' && offers.size < MOST_OFFERS) offers.set(other, agreement(verdict))
    if (verdict.kind !== 'same' && verdict.kind !== 'revision') continue
    seen.add(other)
    const joined = await joinWith(job, here, { other, verdict })
    if (joined === undefined) continue
    settled.joined++
    here = (await weigh(archive, joined)) ?? here
  }
  for (const [other, why] of offers) {
    if (seen.has(other) || other === here.story.id) continue
    await archive.offerJoining([here.story.id, other], why)
    settled.offered++
  }
}

async function joinWith(
  { archive, importId }: SettleDuplicates,
  own: Weighed,
  { other, verdict }: { other: WorkId; verdict: Verdict },
): Promise<WorkId | undefined> {
  const shown = await weigh(archive, other)
  if (shown === undefined) return undefined
  return archive.joinFound(importId, {
    ids: [other, own.story.id],
    verdict: verdict.kind === 'revision' ? 'revision' : 'same',
    why: agreement(verdict),
    ...choice(shown, own, verdict.kind === 'revision'),
  })
}

/** Whose text is shown, and why; of two as good the older one's. */
function choice(first: Weighed, second: Weighed, isRevision: boolean): { shown: WorkId; best: string } {
  const [older, newer] = Number(first.story.id) < Number(second.story.id) ? [first, second] : [second, first]
  const choose = isRevision ? newerText : betterText
  const { better, why } = choose(weighed(older), weighed(newer))
  return { shown: (better === 'first' ? older : newer).story.id, best: why }
}

function weighed({ story, compared }: Weighed): WeighedText {
  const { chapters, fields, evidence } = story
  return { chapters, words: compared.words.words.length, fields, evidence }
}

/**
 * A person says that two works are one story: the better text is shown, of a later form of it the later.
 * @throws ArchiveError `works/none`, `works/cannot-join`.
 */
export async function joinAsOne(archive: Archive, id: WorkId, other: WorkId): Promise<WorkId> {
  const [first, second] = [await weigh(archive, id), await weigh(archive, other)]
  if (first === undefined || second === undefined) {
    return archive.joinAsOne({ ids: [id, other], shown: id, verdict: 'person', why: '', best: '' })
  }
  const verdict = compareStories(first.compared, second.compared)
  return archive.joinAsOne({
    ids: [id, other],
    verdict: 'person',
    why: agreement(verdict),
    ...choice(first, second, verdict.kind !== 'same'),
  })
}

/** For people: how much the texts share. */
function agreement({ firstInSecond, secondInFirst }: Verdict): string {
  const [more, less] = [firstInSecond, secondInFirst].sort((a, b) => b - a).map(percent)
  return more === less
    ? `${more} of each text is in the other`
    : `${more} of the shorter text is in the longer, ${less} of the longer in the shorter`
}

const percent = (share: number) => `${Math.floor(share * 100)} %`
