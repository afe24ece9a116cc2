/** A story of an eFiction archive → a document: its row, what the row points at, and its chapters in order. */
import { createHash } from 'node:crypto'
import { RefusedFile } from '../../../errors.ts'
import type { SourceDocument } from '../../document.ts'
import type { ContainerFile, MemberContent } from '../container.ts'
import { addChapter, addDiagnostic, type Draft, finish, newDraft } from '../html/draft.ts'
import { chapterTitle } from '../html/family.ts'
import { lineOfValue, proseOfValue } from '../sql/archive-value.ts'
import { noSuchStory } from '../sql/no-such-story.ts'
import type { CategoryKinds } from './category-kinds.ts'
import { addChapterText, decodeChapter, isCutOff, linkAlone } from './chapter-text.ts'
import { reviewsOf } from './reviews.ts'
import { type ChapterRow, chapterRows, type EfictionSite, isPublished, pennameOf, storyRow } from './site.ts'
import { addStoryFields } from './story-fields.ts'
import { pathsOfChapter, type StoryFolder } from './story-files.ts'

export interface OpenArchive {
  archive: EfictionSite
  kinds: CategoryKinds
  folder: StoryFolder
  file: ContainerFile
}

/** The story's chapters that readers could see, and the files they stand in. */
export function filesOfStory({ archive, folder }: OpenArchive, sid: string, uid: string | null): string[] {
  return chapterRows(archive, sid).flatMap((chapter) =>
    chapter.text?.trim() ? [] : pathsOfChapter(archive, folder, { chapter, uids: [uid] }),
  )
}

/** @throws RefusedFile where the story has no text, naming what is missing. */
export async function readStory(open: OpenArchive, sid: string, path: string): Promise<MemberContent> {
  const { archive } = open
  archive.tables.repairs = []
  const story = storyRow(archive, sid)
  if (story === undefined) throw noSuchStory(open.file.path, `story/${sid}`)
  const title = lineOfValue(story.title) || `story ${sid}`
  if (!isPublished(story)) {
    return { kind: 'skipped', reason: `never published: "${title}" waited for the archive's keeper` }
  }
  const chapters = chapterRows(archive, sid)
  const draft = newDraft(path, 'efiction-dump', archive.tables.encoding)
  draft.document.stem = title
  addStoryFields(draft, { archive, kinds: open.kinds, story, chapters })
  const told = await addChapters(draft, open, { title, uid: story.uid ?? null, chapters })
  if (told.read.length === 0) {
    if (told.link !== null) return { kind: 'skipped', reason: `"${title}" is only a link to ${told.link}` }
    throw noText(path, title, told.missing)
  }
  draft.document.reviews = reviewsOf(archive, sid, told.read)
  for (const repair of distinctRepairs(archive)) addDiagnostic(draft, repair)
  const document = finish(draft)
  return { kind: 'documents', documents: [document], identity: identityOf(document) }
}

interface Chapters {
  title: string
  uid: string | null
  chapters: ChapterRow[]
}

interface Told {
  read: ChapterRow[]
  /** Where a chapter's text should be. */
  missing: string[]
  link: string | null
}

async function addChapters(draft: Draft, open: OpenArchive, story: Chapters): Promise<Told> {
  const told: Told = { read: [], missing: [], link: null }
  const pennames = [story.uid, ...story.chapters.map(({ uid }) => uid)].map((uid) =>
    pennameOf(open.archive, uid),
  )
  for (const [index, chapter] of story.chapters.entries()) {
    const named = lineOfValue(chapter.title)
    const shown = `Chapter ${index + 1}${named === '' ? '' : ` ("${named}")`}`
    if (!chapter.published) {
      tell(draft, 'efiction/unpublished', `${shown} was never published and is left out.`)
      continue
    }
    const raw = await textOf(draft, open, { chapter, uid: story.uid, told })
    const link = raw === null ? null : linkAlone(raw)
    if (raw === null)
      tell(draft, 'efiction/chapter-missing', `${shown} has no text: its file is not beside the dump.`)
    else if (link !== null) {
      told.link = link
      tell(draft, 'efiction/link', `${shown} is only a link to ${link}.`)
    } else {
      if (isCutOff(raw)) tell(draft, 'efiction/cut-off', `${shown} ends where the database had no more room.`)
      const range = addChapterText(draft, raw)
      if (range.end === range.start) tell(draft, 'efiction/chapter-missing', `${shown} is empty.`)
      else told.read.push(chapter)
      const title = pennames.includes(named) ? null : chapterTitle(named, story.title)
      const notesBefore = proseOfValue(chapter.notes)
      addChapter(draft, { title, ...range, notesBefore, notesAfter: proseOfValue(chapter.endnotes) })
    }
  }
  return told
}

function tell(draft: Draft, rule: string, text: string): void {
  const isLoss = rule === 'efiction/chapter-missing' || rule === 'efiction/cut-off'
  addDiagnostic(draft, { rule, severity: isLoss ? 'look' : 'info', span: null, text })
}

interface ChapterPlace {
  chapter: ChapterRow
  uid: string | null
  told: Told
}

async function textOf(
  draft: Draft,
  open: OpenArchive,
  { chapter, uid, told }: ChapterPlace,
): Promise<string | null> {
  if (chapter.text !== null && chapter.text.trim() !== '') return chapter.text
  const paths = pathsOfChapter(open.archive, open.folder, { chapter, uids: [uid] })
  for (const path of paths) {
    const bytes = await open.file.beside(path)
    if (bytes !== undefined && bytes.length > 0) return decodeChapter(draft, bytes)
  }
  told.missing.push(
    paths[0] ?? `${open.folder.root ?? 'stories/'}${chapter.uid ?? uid ?? ''}/${chapter.id}.txt`,
  )
  return null
}

function distinctRepairs({ tables }: EfictionSite) {
  const seen = new Set<string>()
  return tables.repairs.filter(({ rule }) => !seen.has(rule) && seen.add(rule))
}

/** Changes whenever anything of the story does; not with the dump's name. */
export function identityOf(document: SourceDocument): string {
  const { path: _path, diagnostics: _diagnostics, ...said } = document
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

function noText(path: string, title: string, missing: string[]): RefusedFile {
  const where =
    missing.length === 0 ? 'has no chapter' : `has no text: ${missing.slice(0, 3).join(', ')} is not there`
  return new RefusedFile(
    'read/no-text',
    `"${title}" (${path}) ${where}.`,
    "Put the archive's folder of stories beside its dump and look through the folder again.",
  )
}
