/**
 * AO3's downloads after a program that knows no classes has been over them (Mobipocket, FictionBook, PDF): the words
 * of its template stand there in their order, the markup does not. It is put back, and read as any download.
 */
import type { BuiltBlock } from '../../../story/allowed-html.ts'
import { blockText, escapeHtml } from '../../../story/plain-text.ts'
import { flatTags } from './flat-ao3-tags.ts'

/** Blocks within which the message of the archive stands. */
const MESSAGE_WITHIN = 12
const TAGS_WITHIN = 80
const MESSAGE = /^(?:(.{1,300}?)\s+)?Posted originally on the\b.{0,60}\bat\s+\S*\/works\/\d+/is
const CHAPTER = /^Chapter \d{1,4}(?::\s*\S.{0,250})?$/
const AFTER_WORD =
  /^(?:Please drop by the .{2,60} and comment to let|Works inspired by this one|Other works inspired by this one)\b/i
const SEE_END =
  /^\(?See the end of the (?:chapter|work) for (?:more |other )?notes(?: and other works inspired by this one)?\.?\)?$/i
/** An ornament of other programs; no part of AO3's template. */
const OF_OTHERS = /^(?:Table of Contents|Preface|Afterword|Start)$/i

interface Work {
  title: string
  byline: string
  tags: string
  /** AO3's labels of summary and notes, and what stood below them. */
  front: string[]
  chapters: string[]
  after: string[]
}

/**
 * @param pages blocks by page; a page's first block begins it.
 * @returns a download as AO3 writes it (unsafe: links as they came), undefined where this is none.
 */
export function ao3FromFlat(pages: readonly (readonly BuiltBlock[])[]): string | undefined {
  const blocks = pages.flatMap((page) =>
    page.map((block, at) => (at === 0 ? { ...block, pageBreakBefore: true } : block)),
  )
  const from = blocks.slice(0, MESSAGE_WITHIN).findIndex((block) => MESSAGE.test(lineOf(block)))
  if (from === -1) return undefined
  const said = MESSAGE.exec(lineOf(blocks[from] as BuiltBlock))?.[1] ?? ''
  const title = said || lineOf(blocks[from - 1])
  const tags = flatTags(blocks.slice(from, from + TAGS_WITHIN).map(({ html }) => html))
  if (tags === undefined) return undefined
  const work: Work = { title, byline: '', tags: tags.html, front: [], chapters: [], after: [] }
  const rest = blocks.slice(from + tags.blocks)
  readChapters(rest.slice(readFront(rest, work)), work)
  return work.chapters.length === 0 ? undefined : toPage(work)
}

function lineOf(block: BuiltBlock | undefined): string {
  return block === undefined ? '' : blockText(block.html).replace(/\s+/g, ' ').trim()
}

/** Title, by-line, summary, notes. @returns how many blocks those are. */
function readFront(blocks: readonly BuiltBlock[], work: Work): number {
  let at = 0
  for (; at < blocks.length; at++) {
    const block = blocks[at] as BuiltBlock
    const line = lineOf(block)
    if (work.byline === '' && /^by\s/i.test(line)) work.byline = block.html
    else if (/^(?:Summary|Notes)$/.test(line)) {
      const end = sectionEnd(blocks, at + 1)
      work.front.push(labelled(line, blocks.slice(at + 1, end)))
      at = end - 1
    } else if (line !== '' && line !== work.title && isStory(block, line, work)) return at
  }
  return at
}

/** After the by-line the story begins with a page or a chapter's heading, or with the first block that is none of the template. */
function isStory(block: BuiltBlock, line: string, { byline }: Work): boolean {
  if (CHAPTER.test(line)) return true
  return byline !== '' && block.tag !== 'ul' && !SEE_END.test(line) && !OF_OTHERS.test(line)
}

/**
 * Where a note ends: at the next label, heading or page; where it was quoted, at the first block that is not; and where
 * nothing tells, after its first block.
 */
function sectionEnd(blocks: readonly BuiltBlock[], from: number): number {
  const quoted = blocks[from]?.tag === 'blockquote'
  let end = from
  for (; end < blocks.length; end++) {
    const block = blocks[end] as BuiltBlock
    const line = lineOf(block)
    if (isLabel(line) || SEE_END.test(line)) return end
    if (end > from && (block.pageBreakBefore || (quoted && block.tag !== 'blockquote'))) return end
  }
  return Math.min(from + 1, blocks.length)
}

function isLabel(line: string): boolean {
  return (
    CHAPTER.test(line) ||
    AFTER_WORD.test(line) ||
    /^(?:Notes|(?:Chapter )?(?:End Notes|Summary|Notes))$/.test(line)
  )
}

function labelled(label: string, blocks: readonly BuiltBlock[]): string {
  const inside = blocks
    .map(({ tag, html }) =>
      tag === 'blockquote' ? html.replace(/^<blockquote>|<\/blockquote>$/g, '') : html,
    )
    .join('')
  return `<p>${label}</p><blockquote class="userstuff">${inside}</blockquote>`
}

interface OpenChapter {
  heading: string
  before: string[]
  story: BuiltBlock[]
  after: string[]
}

function readChapters(blocks: readonly BuiltBlock[], work: Work): void {
  let open: OpenChapter | undefined
  const close = () => {
    if (open !== undefined && open.story.length > 0)
      work.chapters.push(chapterHtml(open, work.chapters.length + 1))
  }
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as BuiltBlock
    const line = lineOf(block)
    if (AFTER_WORD.test(line)) break
    if (line === 'Afterword' && /^h\d$/.test(block.tag)) continue
    if (CHAPTER.test(line) && !isListed(blocks, at)) {
      close()
      open = { heading: line, before: [], story: [], after: [] }
      continue
    }
    open ??= { heading: '', before: [], story: [], after: [] }
    const isFirst = open.story.length === 0
    if (isFirst && (line === work.title || SEE_END.test(line) || OF_OTHERS.test(line))) continue
    const label = labelIn(line, isFirst)
    if (label === undefined) {
      open.story.push(block)
      continue
    }
    const end = label.isEnd ? endNoteEnd(blocks, at + 1) : sectionEnd(blocks, at + 1)
    const html = labelled(line, blocks.slice(at + 1, end))
    if (label.kind === 'work') work.after.push(html)
    else (label.isEnd ? open.after : open.before).push(html)
    at = end - 1
  }
  close()
}

function labelIn(line: string, isFirst: boolean): { kind: 'work' | 'chapter'; isEnd: boolean } | undefined {
  if (line === 'End Notes') return { kind: 'work', isEnd: true }
  if (line === 'Chapter End Notes') return { kind: 'chapter', isEnd: true }
  return isFirst && /^Chapter (?:Summary|Notes)$/.test(line) ? { kind: 'chapter', isEnd: false } : undefined
}

/** End notes run to the next chapter or the archive's own last words. */
function endNoteEnd(blocks: readonly BuiltBlock[], from: number): number {
  const end = blocks.findIndex((block, at) => at >= from && isLabel(lineOf(block)))
  return end === -1 ? blocks.length : end
}

/** A line of a table of contents: the next lines are chapters too. */
function isListed(blocks: readonly BuiltBlock[], at: number): boolean {
  return CHAPTER.test(lineOf(blocks[at + 1]))
}

function chapterHtml({ heading, before, story, after }: OpenChapter, number: number): string {
  const meta =
    heading === ''
      ? ''
      : `<div class="meta group"><h2 class="heading">${escapeHtml(heading)}</h2>${before.join('')}</div>`
  const text = story
    .map(({ html, gapBefore }) => `${'<p>&nbsp;</p>'.repeat(Math.min(gapBefore, 6))}${html}`)
    .join('')
  const notes = after.length === 0 ? '' : `<div class="meta" id="endnotes${number}">${after.join('')}</div>`
  return `${meta}<div class="userstuff">${text}</div>${notes}`
}

function toPage({ title, byline, tags, front, chapters, after }: Work): string {
  const by = byline.replace(/^<(\w+)[^>]*>|<\/\w+>$/g, '')
  return (
    `<html><head><title>${escapeHtml(title)}</title></head><body><div id="preface">` +
    `<p class="message"><b>${escapeHtml(title)}</b> Posted originally on the Archive of Our Own</p>` +
    `<div class="meta"><dl class="tags">${tags}</dl><h1>${escapeHtml(title)}</h1>` +
    `<div class="byline">${by}</div>${front.join('')}</div></div>` +
    `<div id="chapters">${chapters.join('')}</div>` +
    `<div id="afterword"><div id="endnotes">${after.join('')}</div></div></body></html>`
  )
}
