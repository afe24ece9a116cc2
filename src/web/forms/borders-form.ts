/** What a person says about where things begin and end, as a form sends it, put into the corrections kept for a source. */
import { z } from 'zod'
import type { SourceBorders } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import type { Anchor, BorderCorrections } from '../../story/work.ts'

export const BORDER_DEEDS = [
  'story-start',
  'story-end',
  'story-to-end',
  'chapter-start',
  'not-chapter-start',
  'scene-start',
  'not-scene-start',
  'forget',
  'forget-all',
  'split',
] as const
export type BorderDeed = (typeof BORDER_DEEDS)[number]

export interface BorderForm {
  deed: BorderDeed
  /** The source, as `WorkSource.path`. */
  path: string
  /** UTF-16 offset into the source document's text of the block meant. */
  offset: number
  /** Of the block in the source, to come back to. */
  block: number
  /** Of a new chapter; null where none is given. */
  title: string | null
}

const shape = z.object({
  deed: z.enum(BORDER_DEEDS),
  path: z.string().max(4096),
  offset: z.coerce.number().int().min(0),
  block: z.coerce.number().int().min(0).default(0),
  title: z
    .string()
    .trim()
    .max(500)
    .optional()
    .transform((title) => (title === undefined || title === '' ? null : title)),
})

/** @throws ArchiveError `web/bad-form`. */
export function parseBorderForm(form: FormData): BorderForm {
  const parsed = shape.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  throw new ArchiveError(
    'web/bad-form',
    'This form is not one Fanfold made.',
    'Go back, load the page again, and try once more.',
  )
}

/** The first characters that stand at an anchor, by which it is found again. */
const QUOTE_CHARACTERS = 60

export function anchorAt(text: string, offset: number): Anchor {
  return { offset, quote: text.slice(offset, offset + QUOTE_CHARACTERS) }
}

/** The corrections with one more; what it contradicts at the same place is let go. */
export function withBorder(
  borders: BorderCorrections,
  { deed, title }: BorderForm,
  at: Anchor,
): BorderCorrections {
  const rest = withoutAnchor(borders, at)
  switch (deed) {
    case 'story-start':
      return { ...borders, storyStart: at }
    case 'story-end':
      return { ...borders, storyEnd: at }
    case 'story-to-end':
      return { ...borders, storyEnd: null }
    case 'chapter-start':
      return {
        ...borders,
        ...chaptersOf(rest),
        chapterStarts: [...(rest.chapterStarts ?? []), { at, title }],
      }
    case 'not-chapter-start':
      return { ...borders, ...chaptersOf(rest), notChapterStarts: [...(rest.notChapterStarts ?? []), at] }
    case 'scene-start':
      return { ...borders, ...scenesOf(rest), sceneStarts: [...(rest.sceneStarts ?? []), at] }
    case 'not-scene-start':
      return { ...borders, ...scenesOf(rest), notSceneStarts: [...(rest.notSceneStarts ?? []), at] }
    case 'forget':
    case 'split':
      return rest
    case 'forget-all':
      return {}
  }
}

function chaptersOf({ chapterStarts, notChapterStarts }: BorderCorrections): BorderCorrections {
  return { chapterStarts, notChapterStarts }
}

function scenesOf({ sceneStarts, notSceneStarts }: BorderCorrections): BorderCorrections {
  return { sceneStarts, notSceneStarts }
}

function withoutAnchor(borders: BorderCorrections, { offset }: Anchor): BorderCorrections {
  const elsewhere = (anchor: Anchor) => anchor.offset !== offset
  return {
    storyStart: borders.storyStart && elsewhere(borders.storyStart) ? borders.storyStart : undefined,
    storyEnd: borders.storyEnd?.offset === offset ? undefined : borders.storyEnd,
    chapterStarts: borders.chapterStarts?.filter(({ at }) => elsewhere(at)),
    notChapterStarts: borders.notChapterStarts?.filter(elsewhere),
    sceneStarts: borders.sceneStarts?.filter(elsewhere),
    notSceneStarts: borders.notSceneStarts?.filter(elsewhere),
  }
}

/** Every anchor a person set, by offset. */
export function anchorsOf(borders: BorderCorrections): Set<number> {
  const all = [
    borders.storyStart,
    borders.storyEnd ?? undefined,
    ...(borders.chapterStarts ?? []).map(({ at }) => at),
    ...(borders.notChapterStarts ?? []),
    ...(borders.sceneStarts ?? []),
    ...(borders.notSceneStarts ?? []),
  ]
  return new Set(all.flatMap((anchor) => (anchor === undefined ? [] : [anchor.offset])))
}

/** One source's corrections put among those of the work. */
export function withSource(all: SourceBorders[], path: string, borders: BorderCorrections): SourceBorders[] {
  return [...all.filter((each) => each.path !== path), { path, borders }]
}
