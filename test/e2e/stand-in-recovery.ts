/** Recovery enough for the pages' tests: labels at the head, `Chapter n`, `***`, and time jumps as lost breaks. */
import type { Block, SourceDocument } from '../../src/intake/document.ts'
import type { Chapter } from '../../src/story/chapter.ts'
import {
  emptyFields,
  type FieldEvidence,
  type FieldName,
  type Rating,
  type WorkFields,
} from '../../src/story/field.ts'
import { escapeHtml } from '../../src/story/plain-text.ts'
import type { Anchor, BorderCorrections, LookReason, RecoveredWork } from '../../src/story/work.ts'

const LABELS: Record<string, FieldName> = {
  Title: 'title',
  Author: 'authors',
  Fandom: 'fandoms',
  Rating: 'rating',
  Warnings: 'warnings',
  Category: 'categories',
  Pairing: 'relationships',
  Characters: 'characters',
  Tags: 'tags',
  Summary: 'summary',
  Status: 'status',
  Words: 'declaredWords',
}
const RATINGS: Record<string, Rating> = { G: 'general', T: 'teen', M: 'mature', E: 'explicit' }
const LABELLED = /^(\w+): (.+)$/s

export function recoverStandIn(document: SourceDocument, borders: BorderCorrections = {}): RecoveredWork {
  const fields = { ...emptyFields(), language: 'en' }
  const evidence: FieldEvidence = {}
  const { blocks } = document
  const start = borders.storyStart
    ? indexAt(blocks, borders.storyStart)
    : blocks.findIndex(({ text }) => LABELS[LABELLED.exec(text)?.[1] ?? ''] === undefined)
  for (const block of blocks.slice(0, start)) readLabel(block, { path: document.path, fields, evidence })
  const end = borders.storyEnd ? indexAt(blocks, borders.storyEnd) : blocks.length
  const looks =
    fields.title === '' ? inferTitle(blocks[start], { fields, evidence, path: document.path }) : []
  return {
    fields,
    evidence,
    relationshipsResolved: fields.relationships,
    chapters: cutChapters(blocks.slice(start, end), borders),
    sources: [{ path: document.path, sha256: '' }],
    diagnostics: [],
    looks,
  }
}

interface Into {
  path: string
  fields: WorkFields
  evidence: FieldEvidence
}

function readLabel({ text, span }: Block, { path, fields, evidence }: Into): void {
  const [, label = '', raw = ''] = LABELLED.exec(text) ?? []
  const name = LABELS[label]
  if (name === undefined) return
  const values = valuesOf(name, raw)
  Object.assign(fields, { [name]: Array.isArray(fields[name]) ? values : values[0] })
  if (name === 'summary') fields.summary = `<p>${escapeHtml(raw)}</p>`
  evidence[name] = values.map((value) => ({
    value,
    raw,
    from: path,
    span,
    rule: 'header/label',
    confidence: name === 'fandoms' ? 0.7 : 0.97,
    chosen: true,
  }))
  if (name === 'fandoms')
    evidence.fandoms?.push({
      value: 'Saltmarsh',
      from: path,
      span: null,
      rule: 'cast/names',
      confidence: 0.4,
      chosen: false,
    })
}

function valuesOf(name: FieldName, raw: string): (string | number)[] {
  if (name === 'rating') return [RATINGS[raw] ?? 'not-rated']
  if (name === 'status') return [raw.replace(' ', '-')]
  if (name === 'declaredWords') return [Number(raw)]
  if (name === 'categories') return [raw.toLowerCase()]
  if (name === 'warnings') return [{ none: 'none-apply', 'graphic violence': 'graphic-violence' }[raw] ?? raw]
  return name === 'characters' || name === 'tags' ? raw.split(', ') : [raw]
}

function inferTitle(first: Block | undefined, { fields, evidence, path }: Into): LookReason[] {
  fields.title = first?.text.slice(0, 46).replace(/\s+\S*$/, '…') ?? 'Untitled'
  const found = { from: path, span: first?.span ?? null, chosen: true, confidence: 0.4 }
  evidence.title = [
    { ...found, value: fields.title, rule: 'title/opening-words' },
    {
      ...found,
      value: path.replace(/\.txt$/, ''),
      span: null,
      rule: 'title/file-name',
      confidence: 0.2,
      chosen: false,
    },
  ]
  return [
    { field: 'title', reason: 'The title was taken from the opening words.', rule: 'title/opening-words' },
  ]
}

function cutChapters(blocks: Block[], borders: BorderCorrections): Chapter[] {
  const chapters: Chapter[] = []
  for (const block of blocks) {
    const heading = headingOf(block, blocks, borders)
    if (heading !== undefined || chapters.length === 0) chapters.push(emptyChapter(heading ?? null))
    if (!/^Chapter \d+/.test(block.text)) addBlock(chapters.at(-1) as Chapter, block, { blocks, borders })
  }
  return chapters
}

function headingOf(block: Block, blocks: Block[], borders: BorderCorrections): string | null | undefined {
  if (has(borders.notChapterStarts, block, blocks)) return undefined
  const said = borders.chapterStarts?.find(({ at }) => blocks[indexAt(blocks, at)] === block)
  if (said !== undefined) return said.title
  return /^Chapter \d+/.test(block.text) ? (/: (.+)$/.exec(block.text)?.[1] ?? null) : undefined
}

function addBlock(
  chapter: Chapter,
  block: Block,
  { blocks, borders }: { blocks: Block[]; borders: BorderCorrections },
): void {
  const index = chapter.blockSpans.length
  const isAfterBreak = chapter.html.endsWith('<hr>')
  if (block.kind === 'break') {
    push(chapter, '<hr>', block)
    return
  }
  const isRefused = has(borders.notSceneStarts, block, blocks)
  if (isAfterBreak && isRefused) {
    chapter.html = chapter.html.slice(0, -4)
    chapter.blockSpans.pop()
  } else if (has(borders.sceneStarts, block, blocks) && !isAfterBreak) push(chapter, '<hr>', block)
  else if (/^One hour later/.test(block.text) && !isRefused && !isAfterBreak && index > 0)
    chapter.inferredBreaks.push({ block: index, reason: 'time jump: “One hour later”', confidence: 0.7 })
  push(chapter, block.html, block)
}

function push(chapter: Chapter, html: string, { span }: Block): void {
  chapter.html += html
  chapter.blockSpans.push({ start: span.start, end: span.end })
}

function emptyChapter(title: string | null): Chapter {
  return {
    title,
    html: '',
    notesBefore: null,
    notesAfter: null,
    inferredBreaks: [],
    source: 0,
    blockSpans: [],
  }
}

function has(anchors: Anchor[] | undefined, block: Block, blocks: Block[]): boolean {
  return anchors?.some((anchor) => blocks[indexAt(blocks, anchor)] === block) ?? false
}

function indexAt(blocks: Block[], { offset }: Anchor): number {
  return blocks.findIndex(({ span }) => span.end > offset)
}
