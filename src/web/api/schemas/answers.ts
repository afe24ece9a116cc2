/** What is answered beside stories: lists, results, suggestions, kept searches, errors. */
import { z } from 'zod'
import { FACET_FIELDS } from '../../../archive/archive.ts'
import { amount, named } from './named.ts'
import { ListedWorkShape } from './stories.ts'

const stretch = { start: z.int().min(0), end: z.int().min(0) }

export const ChipShape = named(
  'Chip',
  'A part of the query as it was understood.',
  z.object({
    kind: z.enum(['words', 'phrase', 'filter', 'without', 'place']),
    label: z.string().describe('For people.'),
    without: z.string().describe('The query as it is written without it.'),
  }),
)

export const QueryProblemShape = named(
  'QueryProblem',
  'A part of the query that was not understood. The rest was searched.',
  z.object({
    code: z.string(),
    ...stretch,
    text: z.string().describe('What is so, and what was done instead.'),
  }),
)

export const CountsShape = named(
  'Counts',
  'How many of the stories have each value, most first, by field.',
  z.partialRecord(
    z.enum(FACET_FIELDS),
    z.array(z.object({ value: z.string(), count: amount('Stories that have it.') })),
  ),
)

const understood = {
  query: z.string().describe('As asked.'),
  chips: z.array(ChipShape),
  problems: z.array(QueryProblemShape),
}

const paging = {
  page: z.int().min(1),
  limit: z.int().min(1).describe('Stories a page.'),
  next: z.string().nullable().describe('The next page’s address; null on the last.'),
}

const hidden = amount('Held back by the standing filters of the library.')

export const WorkListShape = named(
  'WorkList',
  'A page of the stories there are, or of those a query holds for.',
  z.object({
    ...understood,
    total: amount('On all pages.'),
    totalWords: amount('Of all of them.'),
    hidden,
    ...paging,
    works: z.array(ListedWorkShape),
  }),
)

export const PassageShape = named(
  'Passage',
  'Words of a story that made it likely.',
  z.object({
    chapter: z.int().min(1),
    start: z.int().min(0).describe('UTF-16 offset into the chapter’s `text`.'),
    end: z.int().min(0).describe('The same; exclusive.'),
    text: z.string(),
    matches: z.array(z.object(stretch)).describe('Matched words: offsets into the passage’s `text`.'),
    clue: z.string().optional().describe('The part of the query it is like, where it was found by meaning.'),
    page: z.string().describe('Where it is read in the story.'),
  }),
)

export const ResultShape = named(
  'Result',
  'A story that was found, and why.',
  z.object({
    work: ListedWorkShape,
    score: z.number().describe('Compares results of one search only.'),
    why: z.string(),
    passages: z.array(PassageShape).describe('Best first, at most three.'),
  }),
)

const found = {
  ...understood,
  total: amount('Stories found, on all pages; at most the 1,000 best where plain words were asked for.'),
  hidden,
  results: z.array(ResultShape),
  counts: CountsShape,
  pendingWorks: amount('Stories not looked through yet.'),
  unreadForMeaning: amount('Stories so far looked for by their words alone.'),
  tookMs: z.number().min(0),
}

export const FoundShape = named('Found', 'What was found, best first.', z.object({ ...found, ...paging }))

/** What `fanfold find --json` prints. */
export const FoundUnpagedShape = z.object(found)

export const SuggestionsShape = named(
  'Suggestions',
  'What may be meant by what was typed so far.',
  z.object({
    suggestions: z.array(
      z.object({
        kind: z.enum([...FACET_FIELDS, 'title']),
        text: z.string(),
        count: amount('Stories that have it.'),
        typed: z.string().optional().describe('The other name that was typed.'),
        workId: z.string().optional().describe('The one story of this title.'),
      }),
    ),
  }),
)

export const KeptSearchesShape = named(
  'KeptSearches',
  'The searches kept in this library, by name.',
  z.object({
    searches: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        query: z.string(),
        keptAt: z.iso.datetime(),
        page: z.string(),
        feed: z.string().describe('Atom: stories that match, newest first.'),
      }),
    ),
  }),
)

export const ErrorShape = named(
  'Error',
  'Why nothing was answered.',
  z.object({
    error: z.object({
      code: z.string().describe('Lasting: docs/errors.md lists them.'),
      message: z.string().describe('What is wrong, for people.'),
      help: z.string().nullable().describe('What can be done about it.'),
    }),
  }),
)

export type ErrorAnswer = z.infer<typeof ErrorShape>
export type KeptSearches = z.infer<typeof KeptSearchesShape>
export type Found = z.infer<typeof FoundUnpagedShape>
export type WorkList = z.infer<typeof WorkListShape>
