/** What to look for when stories like one are wanted: its own vectors, and the words that are said about it. */
import type { WorkBlurb } from '../archive/archive.ts'
import { plainChapter, plainText } from '../story/plain-text.ts'
import type { LikeWhat } from './finder.ts'
import { workNumber } from './index-rows.ts'
import type { MeaningQuestion } from './meaning/gather-meaning.ts'
import type { OpenMeaning } from './meaning/open-meaning.ts'
import type { SearchedArchive } from './open-finder.ts'
import { cutPassages } from './passages.ts'
import { type QueryWords, readQuery } from './query-words.ts'

/** Passages of a story that others are compared with: enough to touch its scenes. */
const PASSAGES_COMPARED = 6
/** Of a story without tags and summary, its opening stands for what is said about it. */
const OPENING_CHARACTERS = 1500

export interface LikeQuestion {
  words: QueryWords
  question(open: OpenMeaning): Promise<MeaningQuestion | undefined>
}

export async function likeQuestion(
  archive: Pick<SearchedArchive, 'getWork' | 'getChapter'>,
  { workId, chapter, start }: LikeWhat,
): Promise<LikeQuestion> {
  if (chapter !== undefined) {
    const text = await passageText(archive, { workId, chapter, start: start ?? 0 })
    return { words: plainQuery(text), question: (open) => likePassage(open, text) }
  }
  const work = await archive.getWork(workId)
  if (work === undefined) return { words: readQuery(''), question: async () => undefined }
  const opening = async () =>
    (await passageText(archive, { workId, chapter: 1, start: 0 })).slice(0, OPENING_CHARACTERS)
  const said = aboutOf(work) || (await opening())
  return { words: plainQuery(said), question: (open) => likeWork(open, workNumber(workId)) }
}

async function passageText(
  archive: Pick<SearchedArchive, 'getChapter'>,
  at: { workId: string; chapter: number; start: number },
): Promise<string> {
  const stored = await archive.getChapter(at.workId, at.chapter)
  if (stored === undefined) return ''
  const plain = plainChapter(stored.html)
  const passage = cutPassages(plain).find(({ end }) => end > at.start)
  return passage ? plain.text.slice(passage.start, passage.end) : ''
}

/** Quotation marks of a story's speech ask for no exact words. */
function plainQuery(text: string): QueryWords {
  return readQuery(text.replace(/["“”„«»]/g, ' '))
}

function aboutOf({ fields }: WorkBlurb): string {
  return [
    fields.tags.join(', '),
    fields.characters.join(', '),
    fields.fandoms.join(', '),
    plainText(fields.summary),
  ]
    .filter((text) => text !== '')
    .join('. ')
}

async function likePassage({ encoder }: OpenMeaning, text: string): Promise<MeaningQuestion | undefined> {
  if (text === '') return undefined
  const [vector] = await encoder.encode([text], 'passage')
  return (
    vector && {
      clues: ['this passage'],
      vectors: { whole: vector, clues: [vector], isDescription: false },
      weight: 1,
    }
  )
}

async function likeWork({ reader }: OpenMeaning, work: number): Promise<MeaningQuestion | undefined> {
  const own = await reader.vectorsOf(work, PASSAGES_COMPARED)
  if (own === undefined) return undefined
  return {
    clues: own.passages.map(() => 'a passage of this story'),
    vectors: { whole: own.mean, clues: own.passages, isDescription: false },
    weight: 1,
  }
}
