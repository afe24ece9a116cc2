/** A document's blocks → the works in it. The heart of intake: every rule is asked, and merge.ts decides. */

import { CHOOSE_FROM, type Span } from '../../story/field.ts'
import { plainText } from '../../story/plain-text.ts'
import { countWords } from '../../story/word-count.ts'
import type { BorderCorrections, RecoveredWork } from '../../story/work.ts'
import type { Block, SourceDocument } from '../document.ts'
import { partFacts } from '../parts/part-facts.ts'
import { type Borders, bordersOf } from './borders.ts'
import { type Candidate, RANK } from './candidate.ts'
import { secondCopyFrom, withoutDoubles } from './doubled-chapters.ts'
import { giftsInNotes } from './front-paragraphs.ts'
import { guessCandidates } from './guesses.ts'
import type { NotePiece } from './header-values.ts'
import { knownSections } from './known-sections.ts'
import { tellLanguage } from './language.ts'
import { findLooks } from './looks.ts'
import { mergeCandidates } from './merge.ts'
import { withPenNames } from './pen-name.ts'
import { type SetAside, setAsideKnown } from './reduced-document.ts'
import { resolveRelationships } from './resolve-names.ts'
import { newRoles, type Role, type Roles } from './roles.ts'
import { findSections, type Section, type Sections } from './sections.ts'
import { siteTagCandidates } from './site-tags.ts'
import { storyChapter } from './story-chapter.ts'
import { readFileName } from './title.ts'
import { findHeaders, isSameWork } from './works-in-file.ts'

export interface RecoverWorksOptions {
  /** What a person said about borders in this document; it wins over every rule. */
  borders?: BorderCorrections
}

/** A work before merging, and what each block became. */
export interface WorkPlan {
  found: Sections
  from: number
  to: number
  roles: Roles
  aside: SetAside
  borders: Borders
}

/**
 * Recovers the works of one document: usually one, several where it holds several full headers.
 * Never throws; time grows with the text. Every field has its evidence; nothing of the text is lost but certain furniture.
 */
export function recoverWorks(document: SourceDocument, options: RecoverWorksOptions = {}): RecoveredWork[] {
  const plans = planWorks(document, options)
  shareAuthors(plans)
  return plans.map((plan) => recoverOne(plan, plans.length === 1))
}

/** "Three ficlets, by N" above the first of several headers: the works without a name of their own are N's too. */
function shareAuthors([first, ...others]: WorkPlan[]): void {
  if (first === undefined || others.length === 0) return
  const { blocks } = first.aside.document
  const header = blocks[findHeaders(blocks)[0]?.block ?? 0]?.span.start ?? 0
  const shared = first.found.candidates.filter(
    ({ field, span }) => field === 'authors' && span !== null && span.start < header,
  )
  for (const { found } of others)
    if (!found.candidates.some(({ field }) => field === 'authors')) found.candidates.push(...shared)
}

/** Decides for every block what it is. */
export function planWorks(document: SourceDocument, options: RecoverWorksOptions = {}): WorkPlan[] {
  const aside = setAsideKnown(document)
  const borders = bordersOf(aside.document, options.borders)
  const roles = newRoles(aside.document.blocks.length)
  return rangesOf(aside.document).map(({ from, to }) => {
    const question = {
      document: aside.document,
      from,
      to,
      borders,
      roles,
      knownTitle: knownTitle(document),
      isStem: isStemOf(document),
    }
    const chapters = aside.document.chapters
    const found =
      chapters && chapters.length > 0 ? knownSections(question, chapters, aside) : findSections(question)
    if (options.borders === undefined) dropSecondCopy(found, aside.document, roles)
    return { found, from, to, roles, aside, borders }
  })
}

/** The whole story pasted twice: the second time goes, and the title between them. */
function dropSecondCopy({ sections, diagnostics }: Sections, document: SourceDocument, roles: Roles): void {
  const [only] = sections
  const end = sections.length === 1 && only ? secondCopyFrom(only.story, document) : null
  if (end === null || only === undefined) return
  const dropped = only.story.splice(end)
  for (const index of dropped) roles.set(index, 'furniture')
  diagnostics.push({
    rule: 'chapters/twice',
    severity: 'info',
    source: document.path,
    span: (document.blocks[dropped[0] as number] as Block).span,
    text: 'The story stands here a second time; that copy is left out.',
  })
}

/** What each block of the document became, for a work's plan. */
export function rolesOfBlocks(plan: WorkPlan): Role[] {
  return plan.aside.document.blocks.map((_, index) => plan.roles.of(index))
}

function rangesOf(document: SourceDocument): { from: number; to: number }[] {
  const whole = [{ from: 0, to: document.blocks.length }]
  if (document.chapters !== null) return whole
  const headers = findHeaders(document.blocks)
  const starts = headers.filter(
    (header, index) =>
      index > 0 && !headers.slice(0, index).some((each) => isSameWork(each.title, header.title)),
  )
  if (starts.length === 0) return whole
  const cuts = [0, ...starts.map((start) => start.block), document.blocks.length]
  return cuts.slice(0, -1).map((from, index) => ({ from, to: cuts[index + 1] as number }))
}

function knownTitle(document: SourceDocument): string | null {
  const title = document.known.find((known) => known.field === 'title' && known.rank === 'markers')
  return title ? String(title.value) : null
}

function isStemOf(document: SourceDocument): (title: string) => boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const named = readFileName(document.stem).title
  const stem = named === null ? null : plain(named)
  return (title) => stem !== null && stem.length > 2 && plain(title) === stem
}

const KNOWN_RANK = { markers: RANK.markers, 'page-title': RANK.heading, metadata: RANK.metadata } as const

function recoverOne(plan: WorkPlan, isOnly: boolean): RecoveredWork {
  const { found, aside, borders } = plan
  const { document } = aside
  const sections = found.sections.length > 0 ? found.sections : [emptySection()]
  const { notesBefore, notesAfter, chapters } = placeNotes(found, sections, aside)
  const read = chapters.map((section) =>
    storyChapter({ document, section, borders, sceneNumbers: found.sceneNumbers }),
  )
  const isCutByHand = borders.chapterStarts.length > 0
  const { chapters: made, diagnostics: doubled } = isCutByHand
    ? { chapters: read, diagnostics: [] }
    : withoutDoubles(read, document)
  const story = made.map((chapter) => plainText(chapter.html)).join('\n\n')
  const known = document.known.map(({ rank, ...each }) => ({ ...each, rank: KNOWN_RANK[rank] }))
  const candidates: Candidate[] = [
    ...known.filter(({ field }) => field !== 'notesAfter'),
    ...found.candidates,
    ...noteCandidates('notesBefore', notesBefore),
    // What the writer put under the text stands above what the site put under that.
    ...noteCandidates('notesAfter', notesAfter),
    ...known.filter(({ field }) => field === 'notesAfter'),
    ...giftsInNotes([...knownNotes(document), ...notesBefore, ...notesAfter]),
    ...guessCandidates({
      parts: found.parts,
      disclaimer: disclaimerOf(found.candidates),
      document,
      story,
      isOnly,
      notes: [...notesBefore, ...notesAfter],
      endMark: found.endMark,
    }),
    ...languageCandidates(story),
    ...(isOnly ? siteTagCandidates(document) : []),
  ]
  const { fields, evidence } = mergeCandidates(withPenNames(candidates), document.path)
  const part = partFacts({ document, evidence, ...found, isOnly })
  return {
    ...(part && { part }),
    fields,
    evidence,
    relationshipsResolved: resolveRelationships(fields.relationships, fields.characters, story),
    chapters: made,
    sources: [{ path: document.path, sha256: '' }],
    diagnostics: [...document.diagnostics, ...found.diagnostics, ...doubled],
    looks: findLooks({
      fields,
      evidence,
      words: fields.declaredWords === null ? 0 : countWords(story),
      doubts: found.doubts,
    }),
    ...(document.reviews !== undefined && document.reviews.length > 0 && { reviews: document.reviews }),
  }
}

function emptySection(): Section {
  return { title: null, story: [], notesBefore: [], notesAfter: [] }
}

interface Placed {
  notesBefore: NotePiece[]
  notesAfter: NotePiece[]
  chapters: Section[]
}

/** Notes of a work in one chapter are the work's. */
function placeNotes(found: Sections, sections: Section[], aside: SetAside): Placed {
  const before = [...aside.notesBefore, ...found.notesBefore]
  const after = [...found.notesAfter, ...aside.notesAfter]
  const [only] = sections
  if (sections.length !== 1 || !only) return { notesBefore: before, notesAfter: after, chapters: sections }
  const ends = only.notesBefore.filter((note) => note.scope === 'end')
  const starts = only.notesBefore.filter((note) => note.scope !== 'end')
  return {
    notesBefore: [...before, ...starts],
    notesAfter: [...only.notesAfter, ...after, ...ends],
    chapters: [{ ...only, notesBefore: [], notesAfter: [] }],
  }
}

function disclaimerOf(candidates: Candidate[]): string | null {
  const found = candidates.find((candidate) => candidate.field === 'disclaimer')
  return found ? String(found.value) : null
}

function knownNotes(document: SourceDocument): { text: string; span: Span | null }[] {
  return document.known
    .filter((known) => known.field === 'notesBefore' || known.field === 'notesAfter')
    .map((known) => ({ text: String(known.value), span: known.span }))
}

function noteCandidates(field: 'notesBefore' | 'notesAfter', notes: NotePiece[]): Candidate[] {
  const ordered = [...notes].sort((a, b) => a.block - b.block)
  return ordered.map(({ html, text, span, rule, confidence }) => ({
    field,
    value: text,
    html,
    span,
    rule,
    confidence: Math.max(confidence, CHOOSE_FROM),
    rank: RANK.label,
  }))
}

function languageCandidates(story: string): Candidate[] {
  const told = tellLanguage(story)
  if (told === null) return []
  return [
    {
      field: 'language',
      value: told.language,
      span: null,
      rule: 'language/told',
      confidence: told.confidence,
      rank: RANK.guess,
    },
  ]
}
