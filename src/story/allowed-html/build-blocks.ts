/**
 * Foreign tree → our own blocks. Nothing is copied over: each element of the output is written here or in
 * container.ts from what allow-list.ts names, so what is not named cannot get through.
 */
import {
  DROPPED,
  HEADINGS,
  MAX_CONTAINERS,
  MAX_HEADING_CHARACTERS,
  PREFORMATTED,
  UNWRAPPED_BLOCKS,
} from './allow-list.ts'
import type { BuildOptions, BuiltBlock } from './built-block.ts'
import { type BuildInner, buildContainer, CONTAINERS } from './container.ts'
import { type Context, factsOf, OUTERMOST, withinBlock, withinInline } from './context.ts'
import { isElement, textOf, type UnsafeElement, type UnsafeNode } from './parse-unsafe.ts'
import { readPicture } from './picture.ts'
import { addBlock, addBreak, addText, endRun, newSink, ruleBlock, type Sink } from './sink.ts'

const BREAK_CLASS =
  /(?:^|[\s_-])(?:scene-?break|soft-?break|section-?break|sep(?:arator)?|divider|transition)(?:$|[\s_-])/i

/**
 * @param nodes foreign nodes; they are not changed.
 * @returns flat blocks in order. Running time grows with the size of the tree.
 */
export function buildBlocks(nodes: readonly UnsafeNode[], options: BuildOptions = {}): BuiltBlock[] {
  const lineEnds = options.lineEndsBreak ? 'break' : 'space'
  return buildInner(nodes, { ...OUTERMOST, lineEnds, flat: options.flat ?? false }, options)
}

const buildInner: BuildInner = (nodes, context, options) => {
  const sink = newSink(options)
  walk(nodes, context, sink)
  endRun(sink)
  return sink.blocks
}

function walk(nodes: readonly UnsafeNode[], context: Context, sink: Sink): void {
  for (const node of nodes) {
    const text = textOf(node)
    if (text !== undefined) addText(sink, { text }, context)
    else if (isElement(node)) visit(node, context, sink)
  }
}

function visit(element: UnsafeElement, context: Context, sink: Sink): void {
  const { tagName } = element
  if (DROPPED.has(tagName) || sink.options.skip?.(element)) return
  noteBoundary(element, sink)
  if (tagName === 'br') visitBreak(element, context, sink)
  else if (tagName === 'img' || tagName === 'image') visitPicture(element, context, sink)
  else if (tagName === 'hr') addRule(element, sink)
  else if (CONTAINERS.has(tagName) && context.depth < MAX_CONTAINERS) visitContainer(element, context, sink)
  else if (isBlock(tagName)) visitBlock(element, context, sink)
  else visitInline(element, context, sink)
}

function visitInline(element: UnsafeElement, context: Context, sink: Sink): void {
  const facts = factsOf(element, sink.options)
  if (facts.pageBreakBefore) notePage(sink)
  walk(element.childNodes, withinInline(element, facts, context), sink)
}

function noteBoundary(element: UnsafeElement, sink: Sink): void {
  const boundary = sink.options.boundary?.(element)
  if (boundary === undefined) return
  endRun(sink)
  if (boundary === 'cut') sink.cut = true
  else if (boundary === 'page') sink.pageBreak = true
  else sink.anchor = boundary.anchor
}

function notePage(sink: Sink): void {
  endRun(sink)
  sink.pageBreak = true
}

function addRule(element: UnsafeElement, sink: Sink): void {
  endRun(sink)
  addBlock(sink, ruleBlock(element))
}

function visitBreak(element: UnsafeElement, context: Context, sink: Sink): void {
  const isPage = element.attrs.length > 0 && factsOf(element, sink.options).pageBreakBefore
  if (isPage) notePage(sink)
  else addBreak(sink, context)
}

function visitPicture(element: UnsafeElement, context: Context, sink: Sink): void {
  const picture = readPicture(element)
  sink.pictures++
  if (picture.kind === 'text') addText(sink, { text: picture.text, picture: true }, context)
  if (picture.kind === 'rule') addRule(element, sink)
}

function visitContainer(element: UnsafeElement, context: Context, sink: Sink): void {
  endRun(sink)
  const facts = factsOf(element, sink.options)
  if (facts.pageBreakBefore) notePage(sink)
  const inside = withinBlock(element, facts, context)
  const built = buildContainer(element, inside, { build: buildInner, options: sink.options })
  if (built === 'unwrap') walk(element.childNodes, inside, sink)
  else for (const block of built) addBlock(sink, block)
  endRun(sink)
}

function isBlock(tagName: string): boolean {
  return (
    tagName === 'p' ||
    UNWRAPPED_BLOCKS.has(tagName) ||
    PREFORMATTED.has(tagName) ||
    Object.hasOwn(HEADINGS, tagName) ||
    CONTAINERS.has(tagName)
  )
}

function visitBlock(element: UnsafeElement, context: Context, sink: Sink): void {
  endRun(sink)
  const facts = factsOf(element, sink.options)
  if (facts.pageBreakBefore) notePage(sink)
  const before = { blocks: sink.blocks.length, pictures: sink.pictures, gap: sink.gap }
  walk(element.childNodes, blockContext(element, context, sink), sink)
  const blank = endRun(sink)
  if (sink.blocks.length > before.blocks) return
  if (isBreakClass(element)) addBlock(sink, ruleBlock(element))
  else if (sink.pictures === before.pictures && (element.tagName === 'p' || blank)) sink.gap = before.gap + 1
}

function blockContext(element: UnsafeElement, context: Context, sink: Sink): Context {
  const facts = factsOf(element, sink.options)
  const inside = withinBlock(element, facts, context)
  const preformatted = PREFORMATTED.has(element.tagName) || facts.preformatted === true
  if (preformatted && context.flat) return { ...inside, lineEnds: 'break' }
  if (preformatted) return { ...inside, tag: 'pre', lineEnds: 'kept' }
  const isHeading = Object.hasOwn(HEADINGS, element.tagName)
  if (isHeading && textLength(element, MAX_HEADING_CHARACTERS) > MAX_HEADING_CHARACTERS)
    inside.tag = context.tag
  return inside
}

function isBreakClass(element: UnsafeElement): boolean {
  return element.attrs.some(({ name, value }) => name === 'class' && BREAK_CLASS.test(value))
}

/** Characters of text within, and one for each node, counted no further than just past the limit. */
function textLength(element: UnsafeElement, limit: number): number {
  let length = 0
  for (const node of element.childNodes) {
    length++
    if (isElement(node)) length += DROPPED.has(node.tagName) ? 0 : textLength(node, limit - length)
    else length += textOf(node)?.trim().length ?? 0
    if (length > limit) break
  }
  return length
}
