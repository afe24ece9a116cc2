/** What two texts are to each other: one story, an earlier and a later form of it, perhaps the same, or two. */
import { containment, type Shingles, shinglesOf } from './shingles.ts'
import { type StoryWords, storyWords } from './story-words.ts'

/** What comparing needs of a story; made once however many it is compared with. */
export interface ComparedStory {
  words: StoryWords
  shingles: Shingles
  title: string
  authors: readonly string[]
}

export interface Verdict {
  /**
   * `same`: one work from two sources; `revision`: one an extended or rewritten form of the other; `offer`: perhaps
   * the same, a person may say; `quoted`: one stands whole in the other, which is another story.
   */
  kind: 'same' | 'revision' | 'offer' | 'quoted' | 'different'
  /** The share of the first one's shingles that the second has, and the other way round. */
  firstInSecond: number
  secondInFirst: number
}

/** Nearly the same: so much of the shorter is in the longer, and so much of the longer in the shorter. */
const SHORTER_IN_LONGER = 0.9
const LONGER_IN_SHORTER = 0.8
/** All but some edits. */
const CONTAINED = 0.85
/** A text of fewer words may be a notice or a form that stands for many stories, unless the title says more. */
const TELLING_WORDS = 50
const FEWEST_WORDS = 8

export function comparedStory(
  chapters: readonly string[],
  { title, authors }: { title: string; authors: readonly string[] },
): ComparedStory {
  const words = storyWords(chapters)
  return { words, shingles: shinglesOf(words.words), title, authors }
}

export function compareStories(first: ComparedStory, second: ComparedStory): Verdict {
  const firstInSecond = containment(first.shingles, second.shingles)
  const secondInFirst = containment(second.shingles, first.shingles)
  const isFirstShorter = first.shingles.length <= second.shingles.length
  const [short, long] = isFirstShorter ? [first, second] : [second, first]
  const shares = isFirstShorter
    ? { short: firstInSecond, long: secondInFirst }
    : { short: secondInFirst, long: firstInSecond }
  return { kind: kindOf(short, long, shares), firstInSecond, secondInFirst }
}

/** How much of the shorter is in the longer, and of the longer in the shorter. */
interface Shares {
  short: number
  long: number
}

function kindOf(short: ComparedStory, long: ComparedStory, shares: Shares): Verdict['kind'] {
  const { length } = short.words.words
  if (length < FEWEST_WORDS || shares.short < 0.25) return 'different'
  const known = acquaintance(short, long)
  if (shares.short >= SHORTER_IN_LONGER && shares.long >= LONGER_IN_SHORTER) {
    if (length >= TELLING_WORDS || known.sameTitle) return 'same'
    return known.sameCreator ? 'offer' : 'different'
  }
  if (shares.short >= CONTAINED) return containedKind(short, long, shares, known)
  return rewrittenKind(shares, known)
}

interface Acquaintance {
  sameTitle: boolean
  otherTitle: boolean
  sameCreator: boolean
  otherCreator: boolean
}

function acquaintance(a: ComparedStory, b: ComparedStory): Acquaintance {
  const [titleA, titleB] = [tellingTitle(a.title), tellingTitle(b.title)]
  const authorsB = new Set(b.authors.map(folded))
  const hasCreators = a.authors.length > 0 && b.authors.length > 0
  const sameCreator = a.authors.some((name) => authorsB.has(folded(name)))
  return {
    sameTitle: titleA !== '' && titleA === titleB,
    otherTitle: titleA !== '' && titleB !== '' && titleA !== titleB,
    sameCreator,
    otherCreator: hasCreators && !sameCreator,
  }
}

/** Written on, shortened, or quoted whole. */
function containedKind(
  short: ComparedStory,
  long: ComparedStory,
  shares: Shares,
  known: Acquaintance,
): Verdict['kind'] {
  if (known.sameTitle) return 'revision'
  if (!known.otherCreator && hasConsecutiveChapters(short, long)) return 'revision'
  if (opensAlike(short, long)) return known.otherTitle || known.otherCreator ? 'offer' : 'revision'
  if (shares.long < 0.5) return 'quoted'
  return known.sameCreator ? 'revision' : 'offer'
}

function rewrittenKind(shares: Shares, known: Acquaintance): Verdict['kind'] {
  const mayBeSame = known.sameTitle && !known.otherCreator
  if (mayBeSame && shares.short >= 0.5 && shares.long >= 0.25) return 'revision'
  if (mayBeSame && shares.short >= 0.3 && shares.long >= 0.15) return 'offer'
  // Under another name it is more often one scene from two sides, or a form that is filled in anew each time.
  if (known.otherTitle) return shares.short >= 0.8 && shares.long >= 0.7 ? 'offer' : 'different'
  if (known.sameCreator && shares.short >= 0.5 && shares.long >= 0.4) return 'offer'
  return shares.short >= 0.65 && shares.long >= 0.55 ? 'offer' : 'different'
}

const OPENING_WORDS = 150

/** The shorter begins where the longer does, give or take an edited sentence. */
function opensAlike(short: ComparedStory, long: ComparedStory): boolean {
  const opening = shinglesOf(short.words.words.subarray(0, OPENING_WORDS))
  return containment(opening, shinglesOf(long.words.words.subarray(0, OPENING_WORDS * 2))) >= 0.5
}

const SAME_CHAPTER = 0.7

/** Two chapters or more of the shorter are all it has, and stand one after another in the longer. */
function hasConsecutiveChapters(short: ComparedStory, long: ComparedStory): boolean {
  const parts = chapterShingles(short.words)
  const whole = chapterShingles(long.words)
  if (parts.length < 2 || whole.length < 2) return false
  const first = whole.findIndex((chapter) => isSameChapter(parts[0] as Shingles, chapter))
  if (first < 0 || first + parts.length > whole.length) return false
  return parts.every((part, at) => isSameChapter(part, whole[first + at] as Shingles))
}

function isSameChapter(a: Shingles, b: Shingles): boolean {
  return containment(a, b) >= SAME_CHAPTER && containment(b, a) >= SAME_CHAPTER
}

function chapterShingles({ words, chapterStarts }: StoryWords): Shingles[] {
  return chapterStarts
    .map((start, at) => words.subarray(start, chapterStarts[at + 1]))
    .filter((chapter) => chapter.length >= FEWEST_WORDS)
    .map(shinglesOf)
}

const folded = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Titles that many stories have say nothing. */
function tellingTitle(title: string): string {
  const key = folded(title)
  return /^(untitled|notitle|title|fic|story|drabbles?|chapter\d*|part\d*|prologue|oneshot|ficlet|\d+)$/.test(
    key,
  )
    ? ''
    : key
}
