/** Stories as the shapes of schemas/stories.ts have them. */
import type { StoredChapter, WorkBlurb, WorkDetail, WorkPart } from '../../archive/archive.ts'
import type { WorkVersion } from '../../archive/versions.ts'
import { plainChapter, plainText } from '../../story/plain-text.ts'
import { fieldsJson } from '../../story/work-json.ts'
import type { ChapterAnswer, ListedWork, Work } from './schemas/stories.ts'

export const API = '/api/v1'

export function workPath(id: string): string {
  return `${API}/works/${id}`
}

export function listedWork(work: WorkBlurb): ListedWork {
  const { notesBefore: _, notesAfter: __, disclaimer: ___, ...fields } = fieldsJson(work.fields)
  return {
    id: work.id,
    ...fields,
    ...aboutIt(work),
    chapters: work.chapters,
    ...addresses(work.id),
  }
}

interface WorkBeside {
  versions: WorkVersion[]
  parts: WorkPart[]
}

export function workAnswer(work: WorkDetail, { versions, parts }: WorkBeside): Work {
  return {
    id: work.id,
    ...fieldsJson(work.fields),
    ...aboutIt(work),
    chapters: work.chapterHeads.map((head) => ({ ...head, self: chapterPath(work.id, head.number) })),
    lookReasons: work.looks,
    versions: versions.map(versionAnswer),
    parts,
    evidence: work.evidence,
    diagnostics: work.diagnostics,
    ...addresses(work.id),
    downloads: {
      epub: download(work.id, 'epub'),
      html: download(work.id, 'html'),
      txt: download(work.id, 'txt'),
    },
  }
}

export function versionAnswer({ sources, ...version }: WorkVersion) {
  return { ...version, sources: sources.map(({ path }) => path) }
}

/** @param chapters how many the work has. */
export function chapterAnswer(id: string, chapters: number, chapter: StoredChapter): ChapterAnswer {
  const { number, title, words, scenes, inferredBreaks, html } = chapter
  const at = (other: number) => (other >= 1 && other <= chapters ? chapterPath(id, other) : null)
  return {
    work: id,
    number,
    title,
    words,
    scenes,
    scenesInferred: inferredBreaks.length,
    text: plainChapter(html).text,
    html,
    notesBefore: chapter.notesBefore === null ? null : plainText(chapter.notesBefore),
    notesAfter: chapter.notesAfter === null ? null : plainText(chapter.notesAfter),
    page: `/works/${id}/chapters/${number}`,
    self: chapterPath(id, number),
    previous: at(number - 1),
    next: at(number + 1),
  }
}

function aboutIt(work: WorkBlurb) {
  const { relationshipsResolved, words, scenes, scenesInferred, needsALook, revision, addedAt, changedAt } =
    work
  return {
    relationshipsResolved,
    words,
    scenes,
    scenesInferred,
    needsALook,
    revision,
    addedAt,
    changedAt,
    sources: work.sources.map(({ path }) => path),
  }
}

function addresses(id: string) {
  return { page: `/works/${id}`, self: workPath(id) }
}

function chapterPath(id: string, number: number): string {
  return `${workPath(id)}/chapters/${number}`
}

function download(id: string, extension: string): string {
  return `/works/${id}/download.${extension}`
}
