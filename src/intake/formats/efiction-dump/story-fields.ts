/** The columns of a story's row, and the rows they point at → fields, a line of the document each. */
import { categoryOf } from '../../recover/vocabulary/categories.ts'
import { relationshipOf } from '../../recover/vocabulary/relationships.ts'
import { addDiagnostic, addLine, addProse, type Draft, type FieldValue } from '../html/draft.ts'
import { readEntries } from '../html/field-values.ts'
import { dateOfValue, lineOfValue, listOfValue, proseOfValue } from '../sql/archive-value.ts'
import type { Row } from '../sql/dump-tables.ts'
import type { CategoryKind, CategoryKinds } from './category-kinds.ts'
import { type ChapterRow, type EfictionSite, pennameOf, settingOf } from './site.ts'

export interface StoryQuestion {
  archive: EfictionSite
  kinds: CategoryKinds
  story: Row
  chapters: ChapterRow[]
}

const SURE = { confidence: 0.98, rank: 'markers' } as const

interface Told {
  /** For people: 'Title'. */
  label: string
  /** Table and column it stands in: the rule is called by it. */
  column: string
  /** What stands there, or in the rows it points at. */
  value: string
  fields: FieldValue[]
}

function tell(draft: Draft, { label, column, value, fields }: Told): void {
  if (fields.length === 0) return
  addLine(draft, { label, value, fields }, { ...SURE, rule: `efiction/${column}` })
}

export function addStoryFields(draft: Draft, question: StoryQuestion): void {
  const { story } = question
  const title = lineOfValue(story.title)
  tell(draft, {
    label: 'Title',
    column: 'stories.title',
    value: title,
    fields: readEntries('title', [title]),
  })
  addAuthors(draft, question)
  addCategories(draft, question)
  addCharacters(draft, question)
  addRating(draft, question)
  addClasses(draft, question)
  addOldLists(draft, question)
  addChallenges(draft, question)
  addSeries(draft, question)
  addFigures(draft, story)
  const summary = proseOfValue(story.summary)
  const notes = proseOfValue(story.storynotes)
  addProse(
    draft,
    { field: 'summary', html: summary, label: 'Summary' },
    { ...SURE, rule: 'efiction/stories.summary' },
  )
  addProse(
    draft,
    { field: 'notesBefore', html: notes, label: 'Story Notes' },
    { ...SURE, rule: 'efiction/stories.storynotes' },
  )
}

/**
 * Who wrote it: its own writer, rows of the table of co-authors, and in a round robin whoever wrote a chapter. The
 * column `coauthors` is a count in some versions and a list in others: it counts only where there is no such table.
 */
function addAuthors(draft: Draft, { archive, story, chapters }: StoryQuestion): void {
  const { tables, site } = archive
  const add = (label: string, column: string, uids: (string | null | undefined)[], confidence: number) => {
    const names = [...new Set(uids)].flatMap((uid) => lineOfValue(pennameOf(archive, uid)) || [])
    const fields = names.map((value): FieldValue => ({ field: 'authors', value, confidence }))
    tell(draft, { label, column, value: names.join(', '), fields })
  }
  add('Author', 'authors.penname', [story.uid], 0.98)
  if (tables.has(site, 'coauthors')) {
    const rows = tables.all(
      'select uid from coauthors where site = ? and sid = ? order by rowid',
      site,
      story.sid ?? '',
    )
    add(
      'Co-authors',
      'coauthors.uid',
      rows.map(({ uid }) => uid),
      0.98,
    )
  } else {
    const listed = listOfValue(story.coauthors)
    add('Co-authors', 'stories.coauthors', listed, listed.length > 1 ? 0.8 : 0.5)
  }
  const published = chapters.filter((chapter) => chapter.published)
  const others = published.map(({ uid }) => uid).filter((uid) => uid !== story.uid)
  add('Chapters by', 'chapters.uid', others, Number(story.rr) === 1 ? 0.95 : 0.5)
  if (draft.document.known.some(({ field }) => field === 'authors')) return
  addDiagnostic(draft, {
    rule: 'efiction/no-author',
    severity: 'info',
    span: null,
    text: `The archive has no member ${story.uid ?? '(none)'} who wrote this story.`,
  })
}

function addCategories(draft: Draft, { archive, kinds, story }: StoryQuestion): void {
  const fields: FieldValue[] = []
  const names: string[] = []
  const put = (kind: CategoryKind, confidence: number) => {
    const field = fieldOfKind(kind)
    if (field === null) return
    names.push(kind.name)
    fields.push({ ...field, confidence })
  }
  for (const entry of listOfValue(story.catid)) {
    const read = kinds.read(entry)
    if (read === undefined) continue
    put(read.kind, 0.95)
    const isFandom = read.kind.is === 'fandom'
    let sure = true
    for (const above of read.above) {
      // What stands above a fandom may be a wider one: it is offered.
      put(above, above.is === 'fandom' && (isFandom || !sure) ? 0.5 : 0.9)
      if (above.is === 'fandom') sure = false
    }
  }
  tell(draft, { label: 'Categories', column: 'categories.category', value: names.join(', '), fields })
  if (!fields.some(({ field }) => field === 'fandoms') && !kinds.holdsFandoms) addSiteFandom(draft, archive)
}

function fieldOfKind(kind: CategoryKind): FieldValue | null {
  if (kind.is === 'group') return null
  if (kind.is === 'fandom') return { field: 'fandoms', value: kind.name, raw: kind.name }
  if (kind.is === 'tag') return { field: 'tags', value: kind.name, raw: kind.name }
  return {
    field: kind.is === 'category' ? 'categories' : 'relationships',
    value: kind.value,
    raw: kind.name,
  }
}

const ABOUT =
  /^(?:the )?(.+?)(?:'s)? (?:(?:fan[- ]?fic(?:tion)?s?|slash|het|gen|story|stories|fiction|fic) )*(?:archives?|library|fan[- ]?fiction|fan[- ]?fics?|stories)$/i

/** An archive whose categories hold no fandom is about one alone, and often named after it. */
function addSiteFandom(draft: Draft, archive: EfictionSite): void {
  const name = lineOfValue(settingOf(archive, 'sitename'))
  const about = ABOUT.exec(name)?.[1]
  if (name === '') return
  const value = about ?? name
  const confidence = about !== undefined && about.split(' ').length <= 4 ? 0.65 : 0.4
  tell(draft, {
    label: 'Site',
    column: 'settings.sitename',
    value: name,
    fields: [{ field: 'fandoms', value, raw: name, confidence }],
  })
}

/** @returns the names behind a list that holds ids, names, or both. */
function namesOf(
  { tables, site }: EfictionSite,
  list: string[],
  column: { table: 'characters' | 'genres' | 'warnings' | 'challenges'; id: string; name: string },
): string[] {
  return list.flatMap((entry) => {
    const { table, id, name } = column
    const row = tables.first(`select ${name} as name from ${table} where site = ? and ${id} = ?`, site, entry)
    return lineOfValue(row?.name ?? (/^\d+$/.test(entry) ? '' : entry)) || []
  })
}

function addCharacters(draft: Draft, { archive, story }: StoryQuestion): void {
  const column = { table: 'characters', id: 'charid', name: 'charname' } as const
  const names = namesOf(archive, listOfValue(story.charid), column).filter(
    (name) => !/^(?:none|n\/a)$/i.test(name),
  )
  const fields = names.map((name): FieldValue => {
    const pair = /[/×]| x /.test(name) ? relationshipOf(name, false) : null
    return pair === null
      ? { field: 'characters', value: name }
      : { field: 'relationships', value: pair.value, raw: name }
  })
  tell(draft, { label: 'Characters', column: 'characters.charname', value: names.join(', '), fields })
}

function addRating(draft: Draft, { archive: { tables, site }, story }: StoryQuestion): void {
  const rid = story.rid?.trim() ?? ''
  const row = tables.first('select rating from ratings where site = ? and rid = ?', site, rid)
  const name = lineOfValue(row?.rating ?? (/^\d+$/.test(rid) && tables.has(site, 'ratings') ? '' : rid))
  const fields = readEntries('rating', [name])
  const column = row === undefined ? 'stories.rid' : 'ratings.rating'
  tell(draft, { label: 'Rating', column, value: name, fields })
  if (fields.length > 0 || name === '') return
  addDiagnostic(draft, {
    rule: 'efiction/rating-unknown',
    severity: 'info',
    span: null,
    text: `The archive's rating "${name}" is of no scale that is known.`,
  })
}

/** Classes are of types the keeper made up: genres, warnings, story type, era, pairings … */
function addClasses(draft: Draft, { archive: { tables, site }, story }: StoryQuestion): void {
  const names: string[] = []
  const fields: FieldValue[] = []
  for (const entry of listOfValue(story.classes)) {
    const row = tables.first(
      `select class_name, classtype_name, classtype_title from classes
       left join classtypes on classtypes.site = classes.site and classtype_id = class_type
       where classes.site = ? and class_id = ?`,
      site,
      entry,
    )
    const name = lineOfValue(row?.class_name ?? (/^\d+$/.test(entry) ? '' : entry))
    if (name === '') continue
    names.push(name)
    fields.push(...classFields(name, `${row?.classtype_name ?? ''} ${row?.classtype_title ?? ''}`))
  }
  tell(draft, { label: 'Classes', column: 'classes.class_name', value: names.join(', '), fields })
}

function classFields(name: string, type: string): FieldValue[] {
  if (/warn/i.test(type)) return readEntries('warnings', [name])
  const category = categoryOf(name)
  if (category !== undefined && category !== 'other')
    return [{ field: 'categories', value: category, raw: name }]
  if (/^(?:none|n\/a)$/i.test(name)) return []
  if (/pairing|relation|ship\b|couple/i.test(type)) {
    const pair = relationshipOf(name, true)
    if (pair !== null) return [{ field: 'relationships', value: pair.value, raw: name }]
  }
  if (/charact/i.test(type)) return [{ field: 'characters', value: name }]
  if (/fandom|universe|canon/i.test(type)) return [{ field: 'fandoms', value: name }]
  return [{ field: 'tags', value: name }]
}

/** Genres and warnings of versions 1 and 2. */
function addOldLists(draft: Draft, { archive, story }: StoryQuestion): void {
  const genres = namesOf(archive, listOfValue(story.gid), { table: 'genres', id: 'gid', name: 'genre' })
  const warnings = namesOf(archive, listOfValue(story.wid), { table: 'warnings', id: 'wid', name: 'warning' })
  tell(draft, {
    label: 'Genres',
    column: 'genres.genre',
    value: genres.join(', '),
    fields: genres.flatMap((name) => classFields(name, 'genres')),
  })
  tell(draft, {
    label: 'Warnings',
    column: 'warnings.warning',
    value: warnings.join(', '),
    fields: readEntries('warnings', warnings),
  })
}

function addChallenges(draft: Draft, { archive, story }: StoryQuestion): void {
  const column = { table: 'challenges', id: 'chalid', name: 'title' } as const
  const names = namesOf(archive, listOfValue(story.challenges), column)
  const fields = names.map((value): FieldValue => ({ field: 'tags', value }))
  tell(draft, { label: 'Challenges', column: 'challenges.title', value: names.join(', '), fields })
}

/** In a moderated series a story belongs to it once that is confirmed. */
function addSeries(draft: Draft, { archive: { tables, site }, story }: StoryQuestion): void {
  const rows = tables.all(
    `select series.title, inseries.inorder from inseries
     join series on series.site = inseries.site and series.seriesid = inseries.seriesid
     where inseries.site = ? and inseries.sid = ? and coalesce(inseries.confirmed, '1') <> '0' order by inseries.rowid`,
    site,
    story.sid ?? '',
  )
  const parts = rows.flatMap(({ title, inorder }) => {
    const name = lineOfValue(title)
    const position = Number(inorder) > 0 ? Number(inorder) : null
    return name === '' ? [] : [{ name, position, shown: position === null ? name : `${name} [${position}]` }]
  })
  const fields = parts.map(
    ({ name, position, shown }): FieldValue => ({ field: 'series', value: { name, position }, raw: shown }),
  )
  const value = parts.map(({ shown }) => shown).join(', ')
  tell(draft, { label: 'Series', column: 'series.title', value, fields })
}

function addFigures(draft: Draft, story: Row): void {
  const dated = (
    label: string,
    field: 'published' | 'updated',
    column: string,
    raw: string | null | undefined,
  ) => {
    const value = dateOfValue(raw)
    if (value === null || raw === null || raw === undefined) return
    tell(draft, { label, column, value: raw, fields: [{ field, value, raw }] })
  }
  dated('Published', 'published', 'stories.date', story.date)
  dated('Updated', 'updated', 'stories.updated', story.updated)
  const { completed, wordcount } = story
  if (completed !== null && completed !== undefined && completed !== '') {
    const value = Number(completed) === 0 ? 'in-progress' : 'complete'
    const fields: FieldValue[] = [{ field: 'status', value, raw: completed }]
    tell(draft, { label: 'Completed', column: 'stories.completed', value: completed, fields })
  }
  const words = Number(wordcount)
  if (words > 0) {
    const fields: FieldValue[] = [{ field: 'declaredWords', value: words, raw: String(wordcount) }]
    tell(draft, { label: 'Word count', column: 'stories.wordcount', value: String(wordcount), fields })
  }
}
