/** The shape of a work that programs rely on (`fanfold import --json`). docs/json.md describes it. */
import { PROSE_FIELDS, type WorkFields } from './field.ts'
import { plainChapter, plainText } from './plain-text.ts'
import { countScenes } from './scene.ts'
import { countWords } from './word-count.ts'
import type { RecoveredWork } from './work.ts'

/** @returns a plain object for JSON.stringify; prose and story as plain text, what was not found null or []. */
export function workJson(work: RecoveredWork) {
  return {
    ...fieldsJson(work.fields),
    relationshipsResolved: work.relationshipsResolved,
    chapters: work.chapters.map((chapter) => {
      const { text } = plainChapter(chapter.html)
      return {
        title: chapter.title,
        scenes: countScenes(chapter.html),
        scenesInferred: chapter.inferredBreaks.length,
        words: countWords(text),
        text,
        notesBefore: chapter.notesBefore === null ? null : plainText(chapter.notesBefore),
        notesAfter: chapter.notesAfter === null ? null : plainText(chapter.notesAfter),
      }
    }),
    sources: work.sources.map((source) => source.path),
    needsALook: work.looks.length > 0,
    lookReasons: work.looks,
    diagnostics: work.diagnostics,
    evidence: work.evidence,
  }
}

/** Fields as programs read them: `series` a name, or a list where there are several; prose as plain text. */
export function fieldsJson(fields: WorkFields) {
  const names = fields.series.map((part) => part.name)
  const prose = Object.fromEntries(
    PROSE_FIELDS.map((name) => [name, fields[name] === null ? null : plainText(fields[name])]),
  )
  return {
    ...fields,
    ...prose,
    series: names.length === 0 ? null : names.length === 1 ? (names[0] ?? null) : names,
    seriesPositions: fields.series.map((part) => part.position),
  }
}
