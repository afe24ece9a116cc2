/** Parts of one work, in order → its fields and chapters. Pure; the same for files read in one go and for works stored long ago. */
import type { Chapter } from '../chapter.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { FieldEvidence, WorkFields } from '../field.ts'
import { EPILOGUE, type PartFacts } from '../part.ts'
import { escapeHtml, plainText } from '../plain-text.ts'
import type { LookReason } from '../work.ts'
import { joinFields } from './join-fields.ts'
import { joinLooks } from './part-looks.ts'
import { partKey } from './part-member.ts'

/** What recovery said of one part, when it stood alone. */
export interface RecoveredPart {
  fields: WorkFields
  evidence: FieldEvidence
  relationshipsResolved: string[]
  diagnostics: Diagnostic[]
  looks: LookReason[]
}

export interface PartToJoin<C extends Chapter> extends RecoveredPart {
  facts: PartFacts
  number: number
  /** As in `number`, where it holds several. */
  last: number
  of: number | null
  /** The name of its folder, for a work of which nothing else says the title. */
  folder: string
  chapters: C[]
  /** Counted in its chapters. */
  words: number
}

export interface JoinedParts<C extends Chapter> extends RecoveredPart {
  /** Of all parts; `source` as it was in its own part. */
  chapters: { chapter: C; part: number }[]
}

/** @param parts at least one, by number. */
export function joinParts<C extends Chapter>(parts: readonly PartToJoin<C>[]): JoinedParts<C> {
  const { fields, evidence } = joinFields(parts)
  return {
    fields,
    evidence,
    relationshipsResolved: [...new Set(parts.flatMap((part) => part.relationshipsResolved))],
    diagnostics: parts.flatMap((part) => part.diagnostics),
    looks: joinLooks(parts, { fields, evidence }),
    chapters: parts.flatMap((part, index) => {
      const notes = notesOf(parts, index, fields)
      return part.chapters.map((chapter, at) => ({
        part: index,
        chapter: {
          ...chapter,
          title: at === 0 ? titleOf(part, fields.title) : chapter.title,
          notesBefore: joined(at === 0 ? notes.before : null, chapter.notesBefore),
          notesAfter: joined(chapter.notesAfter, at === part.chapters.length - 1 ? notes.after : null),
        },
      }))
    }),
  }
}

const joined = (first: string | null, second: string | null) => `${first ?? ''}${second ?? ''}` || null

/** What was a work's note is its chapter's, but for the note above the first and the one below the end. */
function notesOf(
  parts: readonly PartToJoin<Chapter>[],
  index: number,
  whole: WorkFields,
): { before: string | null; after: string | null } {
  const { fields } = parts[index] as PartToJoin<Chapter>
  const isEnd = index === parts.length - 1 && whole.notesAfter !== null
  const summary =
    index > 0 && fields.summary !== null && isOther(fields.summary, whole.summary)
      ? `<p>${escapeHtml(plainText(fields.summary)).replace(/\n+/g, '<br>')}</p>`
      : null
  return {
    before: index === 0 ? null : joined(summary, fields.notesBefore),
    after: isEnd ? null : fields.notesAfter,
  }
}

function isOther(one: string, other: string | null): boolean {
  return other !== null && !partKey(plainText(other)).includes(partKey(plainText(one)))
}

/** The chapter's own heading; else what the file's name or a title of its own says. Never the work's title again. */
function titleOf(part: PartToJoin<Chapter>, workTitle: string): string | null {
  const heading = part.chapters[0]?.title ?? null
  if (heading !== null) return heading
  if (part.chapters.length > 1) return null
  const { title, name } = part.facts
  const own = name.chapterTitle ?? (title !== null && partKey(title) !== partKey(workTitle) ? title : null)
  if (own === null && part.number === 0) return 'Prologue'
  if (own === null && part.number === EPILOGUE) return 'Epilogue'
  return own !== null && partKey(own) !== partKey(workTitle) ? own : null
}
