/** A story of Open Doors → a document. */
import { RefusedFile } from '../../../errors.ts'
import { categoryOf } from '../../recover/vocabulary/categories.ts'
import { relationshipOf } from '../../recover/vocabulary/relationships.ts'
import type { ContainerFile, MemberContent } from '../container.ts'
import { addChapterText, decodeChapter, linkAlone } from '../efiction-dump/chapter-text.ts'
import { identityOf } from '../efiction-dump/story-document.ts'
import {
  addChapter,
  addDiagnostic,
  addLine,
  addProse,
  type Draft,
  type FieldValue,
  finish,
  newDraft,
} from '../html/draft.ts'
import { chapterTitle } from '../html/family.ts'
import { commaList, readEntries } from '../html/field-values.ts'
import { dateOfValue, lineOfValue, proseOfValue } from '../sql/archive-value.ts'
import { Beside } from '../sql/beside.ts'
import type { OpenDoorsChapter, OpenDoorsStory, OpenDoorsTag } from './story.ts'

const SURE = { confidence: 0.98, rank: 'markers' } as const

/**
 * @param path of the member. @returns skipped where it is to be left out.
 * @throws RefusedFile where it has no text.
 */
export async function readOpenDoorsStory(
  story: OpenDoorsStory,
  { path, file }: { path: string; file: ContainerFile },
): Promise<MemberContent> {
  const title = lineOfValue(story.title) || `story ${story.id}`
  if (story.leftOut !== null) return { kind: 'skipped', reason: `"${title}" is left out: ${story.leftOut}` }
  const draft = newDraft(path, 'open-doors', null)
  draft.document.stem = title
  addFields(draft, story)
  let link: string | null = null
  const ownTitle = isFirstNamedAlike(story) ? undefined : title
  for (const chapter of story.chapters) {
    const raw = chapter.text?.trim() ? chapter.text : await textBeside(draft, file, chapter)
    if (raw === null) continue
    link ??= linkAlone(raw)
    if (linkAlone(raw) === null) putChapter(draft, { chapter, raw, ownTitle })
  }
  if (draft.document.blocks.length === 0) {
    if (link !== null) return { kind: 'skipped', reason: `"${title}" is only a link to ${link}` }
    throw noText(path, title)
  }
  const missing = story.chapters.length - (draft.document.chapters?.length ?? 0)
  if (missing > 0) {
    addDiagnostic(draft, {
      rule: 'open-doors/chapter-missing',
      severity: 'look',
      span: null,
      text: `${missing} of ${story.chapters.length} chapters have no text here.`,
    })
  }
  const document = finish(draft)
  return { kind: 'documents', documents: [document], identity: identityOf(document) }
}

/** Among chapters that have names of their own, one may bear the story's: otherwise its title again is no name. */
function isFirstNamedAlike({ title, chapters }: OpenDoorsStory): boolean {
  const names = chapters.map((chapter) => chapterTitle(lineOfValue(chapter.title), lineOfValue(title)))
  return names.length > 1 && names.filter((name) => name !== null).length >= names.length - 1
}

/** The converter of eFiction archives puts a chapter's end notes behind its text so. */
const END_NOTES = '\n\n\n<hr>\n'

function putChapter(
  draft: Draft,
  { chapter, raw, ownTitle }: { chapter: OpenDoorsChapter; raw: string; ownTitle: string | undefined },
): void {
  const text = raw.replace(/\r\n?/g, '\n')
  const cut = text.lastIndexOf(END_NOTES)
  const range = addChapterText(draft, cut === -1 ? text : text.slice(0, cut))
  addChapter(draft, {
    title: chapterTitle(lineOfValue(chapter.title), ownTitle),
    ...range,
    notesBefore: proseOfValue(chapter.notes),
    notesAfter: cut === -1 ? '' : proseOfValue(text.slice(cut + END_NOTES.length)),
  })
}

/** Chapters are known by where they stood: `12/34.txt`, or an address that ends so. */
function placesBeside(url: string | null): string[] {
  if (url === null || !/\.(?:txt|html?|text)(?:$|[?#])/i.test(url.trim())) return []
  const path = url
    .trim()
    .replace(/^\w+:\/\/[^/]*\//, '')
    .replace(/[?#].*$/, '')
  const parts = path.split('/').filter((part) => part !== '' && part !== '..' && part !== '.')
  return parts.map((_, index) => parts.slice(index).join('/'))
}

/** Files beside the container in which chapters stand that have no text here. */
export async function filesOfChapters(story: OpenDoorsStory, beside: Beside): Promise<string[]> {
  const files: string[] = []
  for (const { text, url } of story.chapters) {
    const found = text?.trim() ? undefined : await beside.first(placesBeside(url))
    if (found !== undefined) files.push(found)
  }
  return files
}

async function textBeside(
  draft: Draft,
  file: ContainerFile,
  { url }: OpenDoorsChapter,
): Promise<string | null> {
  const found = await new Beside(file).first(placesBeside(url))
  const bytes = found === undefined ? undefined : await file.beside(found)
  return bytes === undefined ? null : decodeChapter(draft, bytes)
}

function addFields(draft: Draft, story: OpenDoorsStory): void {
  const tell = (label: string, column: string, value: string | null, fields: FieldValue[]) => {
    if (value !== null && fields.length > 0)
      addLine(draft, { label, value, fields }, { ...SURE, rule: `open-doors/${column}` })
  }
  const list = (label: string, column: 'fandoms' | 'warnings' | 'characters' | 'relationships') => {
    const entries = entriesOf(story[column])
    tell(label, `stories.${column}`, entries.join(', '), readEntries(column, entries))
  }
  const title = lineOfValue(story.title)
  tell('Title', 'stories.title', title, readEntries('title', [title]))
  const authors = story.authors.map(lineOfValue).filter((name) => name !== '')
  tell('Author', 'authors.name', authors.join(', '), readEntries('authors', authors))
  list('Fandoms', 'fandoms')
  tell(
    'Rating',
    'stories.rating',
    lineOfValue(story.rating),
    readEntries('rating', [lineOfValue(story.rating)]),
  )
  list('Warnings', 'warnings')
  const categories = entriesOf(story.categories)
  tell('Categories', 'stories.categories', categories.join(', '), categories.flatMap(categoryFields))
  list('Relationships', 'relationships')
  list('Characters', 'characters')
  const tags = entriesOf(story.tags)
  tell('Tags', 'stories.tags', tags.join(', '), readEntries('tags', tags))
  const own = story.ownTags
    .map((tag) => ({ ...tag, name: lineOfValue(tag.name) }))
    .filter(({ name }) => name !== '')
  tell('Own tags', 'tags', own.map(({ name }) => name).join(', '), own.flatMap(tagFields))
  const language = lineOfValue(story.languageCode)
  tell('Language', 'stories.language_code', language, readEntries('language', [language]))
  for (const [label, field, raw] of [
    ['Published', 'published', story.date],
    ['Updated', 'updated', story.updated],
  ] as const) {
    const value = dateOfValue(raw)
    if (value !== null && raw !== null)
      tell(label, `stories.${field === 'published' ? 'date' : 'updated'}`, raw, [{ field, value, raw }])
  }
  addProse(
    draft,
    { field: 'summary', html: proseOfValue(story.summary), label: 'Summary' },
    { ...SURE, rule: 'open-doors/stories.summary' },
  )
  addProse(
    draft,
    { field: 'notesBefore', html: proseOfValue(story.notes), label: 'Notes' },
    { ...SURE, rule: 'open-doors/stories.notes' },
  )
}

function entriesOf(value: string | null): string[] {
  return commaList(lineOfValue(value))
}

function categoryFields(name: string): FieldValue[] {
  const category = categoryOf(name)
  return category === undefined
    ? [{ field: 'tags', value: name }]
    : [{ field: 'categories', value: category, raw: name }]
}

/** By the type the wranglers gave it, or the one it had in the archive it comes from. */
function tagFields({ name, type }: OpenDoorsTag): FieldValue[] {
  if (/fandom/i.test(type)) return readEntries('fandoms', [name])
  if (/charact/i.test(type)) return readEntries('characters', [name])
  if (/relation|pairing/i.test(type)) return readEntries('relationships', [name])
  if (/warning/i.test(type)) return readEntries('warnings', [name])
  if (/rating/i.test(type)) return readEntries('rating', [name])
  if (!/categor/i.test(type))
    return categoryOf(name) === undefined || /freeform|genre/i.test(type)
      ? readEntries('tags', [name])
      : categoryFields(name)
  const pair = relationshipOf(name, false)
  if (categoryOf(name) !== undefined) return categoryFields(name)
  return pair === null
    ? readEntries('fandoms', [name])
    : [{ field: 'relationships', value: pair.value, raw: name }]
}

export function noText(path: string, title: string): RefusedFile {
  return new RefusedFile(
    'read/no-text',
    `"${title}" (${path}) has no text here: only what was known about it.`,
    'Put its text beside this file, or import the dump that holds the chapters.',
  )
}
