/** Quotes, lists, tables and details: each written with the structure the standard gives it and no other. */
import type { BuildOptions, BuiltBlock } from './built-block.ts'
import { inlineHtml } from './built-block.ts'
import {
  type Attribute,
  attributesText,
  type Context,
  languageAttributes,
  withinContainer,
} from './context.ts'
import { attribute, isElement, textOf, type UnsafeElement, type UnsafeNode } from './parse-unsafe.ts'
import { emptyBlock } from './sink.ts'

export type BuildInner = (
  nodes: readonly UnsafeNode[],
  context: Context,
  options: BuildOptions,
) => BuiltBlock[]

interface Tools {
  build: BuildInner
  options: BuildOptions
}

/** One block; none where nothing is in it; 'unwrap' where it was used for its margins and its children stand in its place. */
type Built = BuiltBlock[] | 'unwrap'

const BUILDERS: Readonly<Record<string, (element: UnsafeElement, context: Context, tools: Tools) => Built>> =
  {
    blockquote: buildQuote,
    ul: buildList,
    ol: buildList,
    dir: buildList,
    menu: buildList,
    dl: buildDefinitions,
    table: buildTable,
    details: buildDetails,
  }

export const CONTAINERS: ReadonlySet<string> = new Set(Object.keys(BUILDERS))

export function buildContainer(element: UnsafeElement, context: Context, tools: Tools): Built {
  return BUILDERS[element.tagName]?.(element, context, tools) ?? []
}

function buildQuote(element: UnsafeElement, context: Context, { build, options }: Tools): Built {
  const inner = build(element.childNodes, withinContainer(context), options)
  if (inner.length === 0) return []
  return container(element, context, { tag: 'blockquote', html: htmlOf(inner), inner })
}

function buildList(element: UnsafeElement, context: Context, tools: Tools): Built {
  const tag = element.tagName === 'ol' ? 'ol' : 'ul'
  const parts = partsOf(element, (name) => name === 'li')
  if (!parts.some((part) => part.element !== null)) return 'unwrap'
  const inner: BuiltBlock[] = []
  let html = ''
  for (const part of parts) {
    const blocks = tools.build(part.nodes, withinContainer(context), tools.options)
    if (blocks.length === 0) continue
    inner.push(...blocks)
    const value = tag === 'ol' ? numberAttribute(part.element, 'value') : ''
    html += `<li${value}>${contentOf(blocks)}</li>`
  }
  if (html === '') return []
  return container(element, context, {
    tag,
    attributes: tag === 'ol' ? orderAttributes(element) : '',
    html,
    inner,
  })
}

function orderAttributes(element: UnsafeElement): string {
  const type = attribute(element, 'type') ?? ''
  const kind = /^[1aAiI]$/.test(type) ? ` type="${type}"` : ''
  const reversed = attribute(element, 'reversed') === undefined ? '' : ' reversed=""'
  return numberAttribute(element, 'start') + kind + reversed
}

function numberAttribute(element: UnsafeElement | null, name: string): string {
  const value = element === null ? undefined : attribute(element, name)
  return value !== undefined && /^-?\d{1,6}$/.test(value) ? ` ${name}="${value}"` : ''
}

function buildDefinitions(element: UnsafeElement, context: Context, tools: Tools): Built {
  const parts = partsOf(element, (name) => name === 'dt' || name === 'dd')
  // <dl><dd> without a term was the way to indent a story.
  if (!parts.some((part) => part.element?.tagName === 'dt')) return 'unwrap'
  const inner: BuiltBlock[] = []
  let html = ''
  let last = 'dd'
  for (const part of parts) {
    const isTerm = part.element?.tagName === 'dt'
    const inside = { ...withinContainer(context), flat: isTerm || context.flat }
    const blocks = tools.build(part.nodes, inside, tools.options)
    if (blocks.length === 0) continue
    inner.push(...blocks)
    // The standard asks for a term before every description, and the other way round.
    if (html === '' && !isTerm) html = '<dt></dt>'
    html += isTerm ? `<dt>${inlineHtml(blocks)}</dt>` : `<dd>${contentOf(blocks)}</dd>`
    last = isTerm ? 'dt' : 'dd'
  }
  if (html === '') return []
  return container(element, context, { tag: 'dl', html: last === 'dt' ? `${html}<dd></dd>` : html, inner })
}

interface Part {
  /** The item's element; null for what stands between items. */
  element: UnsafeElement | null
  nodes: UnsafeNode[]
}

/** The items of a list, and runs of anything else between them; a div round items is looked into once. */
function partsOf(list: UnsafeElement, isItem: (name: string) => boolean): Part[] {
  const parts: Part[] = []
  const add = (node: UnsafeNode) => {
    if (isElement(node) && isItem(node.tagName)) {
      parts.push({ element: node, nodes: node.childNodes })
      return
    }
    const last = parts.at(-1)
    if (last?.element === null) last.nodes.push(node)
    else if (textOf(node)?.trim() !== '') parts.push({ element: null, nodes: [node] })
  }
  for (const node of list.childNodes) {
    const holdsItems =
      isElement(node) &&
      node.tagName === 'div' &&
      node.childNodes.some((child) => isElement(child) && isItem(child.tagName))
    if (holdsItems) node.childNodes.forEach(add)
    else add(node)
  }
  return parts
}

const SECTIONS = ['thead', 'tbody', 'tfoot'] as const

function buildTable(element: UnsafeElement, context: Context, tools: Tools): Built {
  const inner: BuiltBlock[] = []
  const sections = { caption: '', thead: '', tbody: '', tfoot: '' }
  // A table starts at the left again, whatever is centred round it.
  const inside = { ...withinContainer(context), align: null }
  let cells = 0
  for (const child of element.childNodes) {
    if (!isElement(child)) continue
    if (child.tagName === 'caption') {
      const blocks = tools.build(child.childNodes, { ...inside, flat: true }, tools.options)
      inner.push(...blocks)
      sections.caption ||= inlineHtml(blocks)
      continue
    }
    const section = SECTIONS.find((name) => name === child.tagName)
    if (section === undefined) continue
    for (const row of child.childNodes) {
      if (!isElement(row) || row.tagName !== 'tr') continue
      const built = buildRow(row, inside, tools)
      cells += built.cells
      inner.push(...built.inner)
      sections[section] += built.html
    }
  }
  if (inner.length === 0) return []
  // One cell is a frame round something, not a table.
  if (cells <= 1 && sections.caption === '') return inner
  const caption = sections.caption === '' ? '' : `<caption>${sections.caption}</caption>`
  const rows = SECTIONS.map((name) =>
    sections[name] === '' ? '' : `<${name}>${sections[name]}</${name}>`,
  ).join('')
  return container(element, context, { tag: 'table', html: caption + rows, inner })
}

function buildRow(row: UnsafeElement, context: Context, { build, options }: Tools) {
  const inner: BuiltBlock[] = []
  let html = ''
  let cells = 0
  for (const cell of row.childNodes) {
    if (!isElement(cell) || (cell.tagName !== 'td' && cell.tagName !== 'th')) continue
    const blocks = build(cell.childNodes, context, options)
    inner.push(...blocks)
    cells++
    html += `<${cell.tagName}${spanAttribute(cell, 'colspan')}${spanAttribute(cell, 'rowspan')}>${contentOf(blocks)}</${cell.tagName}>`
  }
  return inner.length === 0 ? { html: '', inner, cells: 0 } : { html: `<tr>${html}</tr>`, inner, cells }
}

function spanAttribute(cell: UnsafeElement, name: string): string {
  const value = attribute(cell, name)
  return value !== undefined && /^(?:[2-9]|[1-9]\d)$/.test(value) ? ` ${name}="${value}"` : ''
}

/** Without a summary in front there is nothing to click on: what it holds stands open. */
function buildDetails(element: UnsafeElement, context: Context, { build, options }: Tools): Built {
  const first = element.childNodes.find((node) => isElement(node) || (textOf(node) ?? '').trim() !== '')
  if (first === undefined || !isElement(first) || first.tagName !== 'summary') return 'unwrap'
  const inside = withinContainer(context)
  const heading = build(first.childNodes, { ...inside, flat: true }, options)
  const others = element.childNodes.filter((node) => node !== first)
  const rest = build(others, inside, options)
  if (heading.length === 0) return rest
  const html = `<summary>${inlineHtml(heading)}</summary>${htmlOf(rest)}`
  return container(element, context, { tag: 'details', html, inner: [...heading, ...rest] })
}

/** Content of a list item or cell: a lone plain paragraph needs no `<p>` of its own. */
function contentOf(blocks: readonly BuiltBlock[]): string {
  const [only] = blocks
  if (blocks.length === 1 && only !== undefined && only.html.startsWith('<p>')) return only.html.slice(3, -4)
  return htmlOf(blocks)
}

function htmlOf(blocks: readonly BuiltBlock[]): string {
  return blocks.map(({ html }) => html).join('')
}

interface Written {
  tag: string
  attributes?: string
  html: string
  inner: BuiltBlock[]
}

function container(
  element: UnsafeElement,
  context: Context,
  { tag, attributes = '', html, inner }: Written,
): BuiltBlock[] {
  const said: Attribute[] = languageAttributes(context)
  const open = `<${tag}${attributes}${attributesText(said)}>`
  return [{ ...emptyBlock(tag, `${open}${html}</${tag}>`, element), inner, align: context.align }]
}
