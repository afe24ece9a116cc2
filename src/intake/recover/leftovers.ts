/** The last net: what no rule placed goes to the notes, so that no text is lost. */
import type { Block } from '../document.ts'
import { blocksProse } from './prose.ts'
import type { Sections, SectionsQuestion } from './sections.ts'

/** Blocks of `[from, to)` still called story that stand in no chapter: blank ones are furniture, the rest are notes. */
export function keepLeftovers({ document, from, to, roles }: SectionsQuestion, out: Sections): void {
  const told = new Set(out.sections.flatMap((section) => section.story))
  const first = out.sections.reduce((least, { story }) => Math.min(least, story[0] ?? to), to)
  for (const index of roles.story(from, to)) {
    if (told.has(index)) continue
    const block = document.blocks[index] as Block
    if (block.kind === 'break' || block.text.trim() === '') {
      roles.set(index, 'furniture')
      continue
    }
    const above = index < first
    roles.set(index, above ? 'notesBefore' : 'notesAfter')
    const note = {
      ...blocksProse([block]),
      block: index,
      span: block.span,
      rule: 'notes/left-over',
      confidence: 0.6,
      scope: null,
    }
    ;(above ? out.notesBefore : out.notesAfter).push(note)
  }
}
