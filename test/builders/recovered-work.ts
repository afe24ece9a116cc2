/** Recovered works for tests: say what matters, the rest is filled in. */
import { createHash } from 'node:crypto'
import type { Chapter } from '../../src/story/chapter.ts'
import { emptyFields, type FieldEvidence, type FieldName, type WorkFields } from '../../src/story/field.ts'
import { paragraphsHtml } from '../../src/story/plain-text.ts'
import { topLevelBlocks } from '../../src/story/top-level-blocks.ts'
import type { LookReason, RecoveredWork } from '../../src/story/work.ts'

export interface RecoveredWorkParts extends Partial<WorkFields> {
  /** Plain text of each chapter (a blank line parts paragraphs), or parts of a chapter. */
  chapters?: (string | Partial<Chapter>)[]
  sources?: RecoveredWork['sources']
  evidence?: FieldEvidence
  relationshipsResolved?: string[]
  diagnostics?: RecoveredWork['diagnostics']
  looks?: LookReason[]
}

const STORY = 'The rain had stopped by the time he found the door.\n\nNobody had locked it.'

/** A whole work: one chapter of a few words, a title, and evidence that a header label gave every field set here. */
export function recoveredWork(parts: RecoveredWorkParts = {}): RecoveredWork {
  const { chapters = [STORY], sources, evidence, relationshipsResolved, diagnostics, looks, ...given } = parts
  const fields: WorkFields = { ...emptyFields(), title: 'The Open Door', ...given }
  const path = sources?.[0]?.path ?? 'the-open-door.txt'
  return {
    fields,
    evidence: evidence ?? evidenceOf(fields, path),
    relationshipsResolved: relationshipsResolved ?? fields.relationships,
    chapters: chapters.map(chapter),
    sources: sources ?? [{ path, sha256: sha256Of(JSON.stringify([fields, chapters])) }],
    diagnostics: diagnostics ?? [],
    looks: looks ?? [],
  }
}

/** Paragraphs → a chapter whose block spans follow one another. */
export function chapter(of: string | Partial<Chapter>): Chapter {
  const parts: Partial<Chapter> = typeof of === 'string' ? { html: paragraphsHtml(of) } : of
  const html = parts.html ?? paragraphsHtml(STORY)
  return {
    title: null,
    html,
    notesBefore: null,
    notesAfter: null,
    inferredBreaks: [],
    source: 0,
    blockSpans: topLevelBlocks(html).map(({ start, end }) => ({ start, end })),
    ...parts,
  }
}

/** A look at a field, as recovery gives it. */
export function lookAt(field: LookReason['field'], rule = `${field}/inferred`): LookReason {
  return { field, rule, reason: `The ${field} was inferred.` }
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function evidenceOf(fields: WorkFields, from: string): FieldEvidence {
  const evidence: FieldEvidence = {}
  for (const [name, value] of Object.entries(fields) as [FieldName, WorkFields[FieldName]][]) {
    if (value === null || value === 'not-rated' || value === '') continue
    const values = Array.isArray(value) ? value : [value]
    if (values.length === 0) continue
    evidence[name] = values.map((each) => ({
      value: each,
      from,
      span: { start: 0, end: 10, line: 1 },
      rule: 'header/label',
      confidence: 0.95,
      chosen: true,
    }))
  }
  return evidence
}
