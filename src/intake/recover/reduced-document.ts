/** Sets aside the blocks a reader has already said are no story, so that the rules see only what is open. */
import type { Block, KnownChapter, SourceDocument } from '../document.ts'
import type { NotePiece } from './header-values.ts'
import { blocksProse } from './prose.ts'

export interface SetAside {
  /** Blocks still open, with the chapters' indices moved accordingly. */
  document: SourceDocument
  notesBefore: NotePiece[]
  notesAfter: NotePiece[]
  /** Notes that stand within a known chapter, by its index. */
  chapterNotes: Map<number, { before: NotePiece[]; after: NotePiece[] }>
  /** How many blocks were set aside as header or furniture. */
  dropped: number
}

export function setAsideKnown(document: SourceDocument): SetAside {
  const aside: SetAside = { document, notesBefore: [], notesAfter: [], chapterNotes: new Map(), dropped: 0 }
  if (!document.blocks.some((block) => block.role !== undefined && block.role !== 'story')) return aside
  const kept: Block[] = []
  const keptBefore: number[] = []
  document.blocks.forEach((block, index) => {
    keptBefore.push(kept.length)
    if (block.role === undefined || block.role === 'story') kept.push(block)
    else if (block.role === 'notesBefore' || block.role === 'notesAfter') takeNote(aside, document, index)
    else aside.dropped++
  })
  keptBefore.push(kept.length)
  const chapters = document.chapters?.map((chapter) => moved(chapter, keptBefore)) ?? null
  return { ...aside, document: { ...document, blocks: kept, chapters } }
}

function moved(chapter: KnownChapter, keptBefore: number[]): KnownChapter {
  const at = (index: number) => keptBefore[Math.min(index, keptBefore.length - 1)] as number
  return { ...chapter, start: at(chapter.start), end: at(chapter.end) }
}

function takeNote(aside: SetAside, document: SourceDocument, index: number): void {
  const block = document.blocks[index] as Block
  if (block.kind === 'break' || block.text.trim() === '') return
  const before = block.role === 'notesBefore'
  const piece: NotePiece = {
    ...blocksProse([block]),
    block: index,
    span: block.span,
    rule: 'markers/notes',
    confidence: 1,
    scope: null,
  }
  const chapter = document.chapters?.findIndex((each) => index >= each.start && index < each.end) ?? -1
  if (chapter < 0) (before ? aside.notesBefore : aside.notesAfter).push(piece)
  else {
    const notes = aside.chapterNotes.get(chapter) ?? { before: [], after: [] }
    notes[before ? 'before' : 'after'].push(piece)
    aside.chapterNotes.set(chapter, notes)
  }
}
