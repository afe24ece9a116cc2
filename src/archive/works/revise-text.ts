/** Gives a work the text its sources have now, in place of what was read from them before. */
import type { Chapter } from '../../story/chapter.ts'
import type { Anchor, LookReason, RecoveredWork } from '../../story/work.ts'
import type { Writing } from '../library.ts'
import { partByItself, rejoin } from '../parts/rejoin.ts'
import { anchorAt, cutBefore, findAnchor } from './cut-chapters.ts'
import { readText } from './read-text.ts'
import { recoveredOf, type StateSource, type WorkState } from './work-state.ts'
import { type CountedChapter, countedChapter, totalsOf, writeText } from './write-text.ts'
import { updateWork } from './write-work.ts'

export interface Revision {
  work: RecoveredWork
  /** Its chapters, counted. */
  chapters: readonly CountedChapter[]
  /** Its sources, with where they stand. */
  sources: StateSource[]
  /** Positions among the work's present sources that these take the place of; at least one. */
  replaced: ReadonlySet<number>
  /** By position in `sources`, what each tells by itself, where they are several. */
  parts?: (RecoveredWork | undefined)[]
}

/**
 * Stores the revision. Of a split work only its part of the document is taken; in a joined one the chapters of other
 * sources stay, and the fields follow the first source. What a person said of fields and borders is kept.
 */
export async function reviseText(writing: Writing, state: WorkState, revision: Revision): Promise<void> {
  const part = takePart(state, revision)
  if (part === undefined) return keepText(writing, state, revision)
  const merged = await mergeText(writing, state, { ...revision, ...part })
  const joined = rejoin(merged.sources, merged.chapters)
  const text = { ...merged, ...(joined && { chapters: joined.chapters }) }
  if (joined !== undefined || revision.replaced.has(0)) {
    const recovered = joined?.recovered ?? recoveredOf(revision.work)
    state.recovered = { ...recovered, looks: [...recovered.looks, ...part.looks] }
    // What its versions tell is laid over it again when the import compares them.
    state.united = null
  }
  state.sources = text.sources
  state.storyConfirmed = false
  state.totals = totalsOf(text.chapters)
  state.textId = await writeText(writing, state.id, text.chapters)
  await updateWork(writing, state)
}

interface Part {
  chapters: readonly CountedChapter[]
  sources: StateSource[]
  looks: LookReason[]
}

/** @returns undefined when the part's beginning is nowhere in the new text: then the work keeps the text it has. */
function takePart(state: WorkState, revision: Revision): Part | undefined {
  const { chapters, sources, replaced } = revision
  const old = state.sources[Math.min(...replaced)]
  const kept = sources.map((source, position) => ({
    ...source,
    ...bordersFrom(state, source, replaced),
    ...partFrom(old, { source, position, revision }),
  }))
  if (old?.from === undefined && old?.to === undefined) return { chapters, sources: kept, looks: [] }
  const cut = cutOut(chapters, old)
  if (cut === undefined) return undefined
  const first = { ...(kept[0] as StateSource), from: cut.from, to: cut.to }
  return {
    chapters: cut.chapters.map((chapter) => countedChapter(chapter)),
    sources: [first, ...kept.slice(1)],
    looks: cut.isExact ? [] : [SPLIT_MOVED],
  }
}

/** The part is nowhere to be found in the new text: the work stays as it is, and says so. */
async function keepText(writing: Writing, state: WorkState, { sources }: Revision): Promise<void> {
  for (const source of state.sources) {
    const said = sources.find((each) => each.path === source.path)?.borders
    if (said !== undefined) source.borders = said
  }
  const looks = state.recovered?.looks.filter((look) => look.rule !== SPLIT_LOST.rule) ?? []
  if (state.recovered !== null) state.recovered.looks = [...looks, SPLIT_LOST]
  state.storyConfirmed = false
  await updateWork(writing, state)
}

const SPLIT_LOST: LookReason = {
  field: 'story',
  rule: 'archive/split-lost',
  reason:
    'The file has changed, and this work, once parted from another, is no longer found in it: the text is the earlier one.',
}

const SPLIT_MOVED: LookReason = {
  field: 'story',
  rule: 'archive/split-moved',
  reason: 'The file has changed where this work was parted from another; the new border is a guess.',
}

interface Cut {
  chapters: Chapter[]
  from: Anchor | undefined
  to: Anchor | undefined
  isExact: boolean
}

function cutOut(chapters: readonly Chapter[], { from, to }: StateSource): Cut | undefined {
  const cut: Cut = { chapters: [...chapters], from, to, isExact: true }
  if (to !== undefined) {
    const end = findAnchor(cut.chapters, to, 0)
    cut.isExact &&= end?.isExact === true
    cut.to = end && anchorAt(cut.chapters, end)
    if (end) cut.chapters = cutBefore(cut.chapters, end)[0]
  }
  if (from !== undefined) {
    const start = findAnchor(cut.chapters, from, 0)
    if (start === undefined) return undefined
    cut.isExact &&= start.isExact
    cut.from = anchorAt(cut.chapters, start)
    cut.chapters = cutBefore(cut.chapters, start)[1]
  }
  return cut.chapters.length === 0 ? undefined : cut
}

/** Borders belong to the document, so they go with its place or its bytes. */
function bordersFrom(
  state: WorkState,
  source: StateSource,
  replaced: ReadonlySet<number>,
): Pick<StateSource, 'borders'> {
  const olds = state.sources.filter((_, index) => replaced.has(index))
  const old = olds.find((each) => each.path === source.path) ?? (olds.length === 1 ? olds[0] : undefined)
  const borders = source.borders ?? old?.borders
  return borders === undefined ? {} : { borders }
}

/** A part that changed is still that part; one that stood by itself is asked again what it belongs to. */
function partFrom(
  old: StateSource | undefined,
  { source, position, revision }: { source: StateSource; position: number; revision: Revision },
): Pick<StateSource, 'part'> {
  const work = revision.parts?.[position] ?? revision.work
  const known = source.part ?? old?.part
  const facts = (revision.parts || position === 0 ? work.part : undefined) ?? known?.facts
  if (facts === undefined) return {}
  const { isApart, joined } = known ?? {}
  const own = revision.chapters.filter((chapter) => chapter.source === position)
  const again = joined && {
    ...joined,
    ...partByItself(joined.workId, recoveredOf(work), own),
  }
  return { part: { facts, ...(isApart && { isApart }), ...(again && { joined: again, isSettled: true }) } }
}

interface Text {
  sources: StateSource[]
  chapters: CountedChapter[]
}

/** The new chapters and sources stand where the first of those they replace stood. */
async function mergeText(
  { db }: Writing,
  state: WorkState,
  { chapters, sources, replaced }: Part & Pick<Revision, 'replaced'>,
): Promise<Text> {
  if (replaced.size >= state.sources.length || state.textId === null) {
    return { chapters: [...chapters], sources }
  }
  const at = Math.min(...replaced)
  const before = state.sources.slice(0, at)
  const after = state.sources.filter((_, index) => index > at && !replaced.has(index))
  const merged = [...before, ...sources, ...after]
  const present = await readText(db, state.textId)
  const stays = (chapter: Chapter) => !replaced.has(chapter.source)
  const moved = (chapter: CountedChapter): CountedChapter => {
    const source = merged.indexOf(state.sources[chapter.source] as StateSource)
    return { ...chapter, source: Math.max(0, source) }
  }
  const firstReplaced = present.findIndex((chapter) => !stays(chapter))
  const place = firstReplaced < 0 ? present.length : firstReplaced
  return {
    sources: merged,
    chapters: [
      ...present.slice(0, place).filter(stays).map(moved),
      ...chapters.map((chapter) => ({ ...chapter, source: chapter.source + at })),
      ...present.slice(place).filter(stays).map(moved),
    ],
  }
}
