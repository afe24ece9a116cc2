/** One story, and one of its chapters. */
import { z } from 'zod'
import { noSuchChapter, noSuchWork } from '../../middleware/errors.tsx'
import { endpoint } from '../endpoint.ts'
import { ChapterShape, WorkShape } from '../schemas/stories.ts'
import { API, chapterAnswer, workAnswer } from '../story-answers.ts'

const id = z.string().regex(/^\d+$/).describe('The story’s number.')

export const getWork = endpoint({
  id: 'getWork',
  path: `${API}/works/{id}`,
  summary: 'One story',
  description:
    'Every field with where it comes from, the chapters without their text, the files it was read from.',
  params: { id },
  query: {},
  answer: WorkShape,
  refuses: ['works/none'],
  examples: [`${API}/works/1`],
  async answerFor({ archive }, asked) {
    const work = await archive.getWork(asked.id)
    if (work === undefined) throw noSuchWork(asked.id)
    const [versions, parts] = await Promise.all([archive.versionsOf(work.id), archive.partsOf(work.id)])
    return workAnswer(work, { versions, parts })
  },
})

export const getChapter = endpoint({
  id: 'getChapter',
  path: `${API}/works/{id}/chapters/{number}`,
  summary: 'A chapter’s text',
  description:
    'As plain text, which offsets of passages count in, and as HTML. A story in one piece is its chapter 1.',
  params: {
    id,
    number: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .describe('The chapter’s number, from 1.'),
  },
  query: {},
  answer: ChapterShape,
  refuses: ['works/none', 'works/no-chapter'],
  examples: [`${API}/works/1/chapters/1`],
  async answerFor({ archive }, asked) {
    const work = await archive.getWork(asked.id)
    if (work === undefined) throw noSuchWork(asked.id)
    const chapter = await archive.getChapter(work.id, asked.number)
    if (chapter === undefined) throw noSuchChapter(work, asked.number)
    return chapterAnswer(work.id, work.chapters, chapter)
  },
})
