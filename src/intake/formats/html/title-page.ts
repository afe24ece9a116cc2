/** Title pages of `<b>Label:</b> value` lines or two-column tables, as FanFicFare, FicHub and eFiction print them. */

import { htmlOf } from './ao3-parts.ts'
import { addLine, addProse, type Draft, type Said } from './draft.ts'
import { readTitlePageLine } from './field-values.ts'
import {
  childElements,
  elementsIn,
  firstElement,
  isElement,
  lineOf,
  named,
  textOf,
  type UnsafeElement,
  type UnsafeNode,
} from './query.ts'

export interface LabelledNodes {
  label: string
  nodes: UnsafeNode[]
}

/**
 * Everything that follows a label up to the next label, wherever in `root` it stands. A label that was left open
 * holds what follows it; its name is then what stands before its colon.
 */
export function labelledNodes(
  root: UnsafeElement,
  isLabel: (element: UnsafeElement) => boolean,
): LabelledNodes[] {
  const found: LabelledNodes[] = []
  const holdsLabel = (node: UnsafeNode) =>
    isElement(node) && (isLabel(node) || firstElement(node, isLabel) !== undefined)
  for (const parent of [root, ...elementsIn(root)]) {
    for (const [at, node] of parent.childNodes.entries()) {
      if (!isElement(node) || !isLabel(node)) continue
      const open = openLabel(node)
      const rest = open?.nodes ?? parent.childNodes.slice(at + 1)
      const next = rest.findIndex(holdsLabel)
      const label = open?.label ?? lineOf(node).replace(/\s*:\s*$/, '')
      found.push({ label, nodes: next === -1 ? rest : rest.slice(0, next) })
    }
  }
  return found
}

function openLabel(element: UnsafeElement): LabelledNodes | null {
  const [first, ...rest] = element.childNodes
  const text = first === undefined ? undefined : textOf(first)
  const colon = text?.indexOf(':') ?? -1
  if (text === undefined || colon === -1) return null
  const after = text.slice(colon + 1)
  if (after.trim() === '' && rest.length === 0) return null
  return {
    label: text.slice(0, colon).trim(),
    nodes: [{ nodeName: '#text', value: after, parentNode: null }, ...rest],
  }
}

/** Rows of a table whose first cell is a label. */
export function labelledRows(root: UnsafeElement): LabelledNodes[] {
  const rows: LabelledNodes[] = []
  for (const row of elementsIn(root)) {
    if (row.tagName !== 'tr') continue
    const [label, value] = childElements(row)
    const name = label === undefined ? '' : lineOf(label)
    if (value !== undefined && /^[^:]{1,40}:$/.test(name))
      rows.push({ label: name.slice(0, -1), nodes: value.childNodes })
  }
  return rows
}

/** A bold label that ends in a colon: `<b>Genre:</b>`. */
export function isBoldLabel(element: UnsafeElement): boolean {
  return (element.tagName === 'b' || element.tagName === 'strong') && /^[^:]{1,40}:$/.test(lineOf(element))
}

/** Puts down each line of a title page, prose as prose. */
export function readTitlePage(lines: LabelledNodes[], draft: Draft, said: Said): void {
  for (const { label, nodes } of lines) {
    const value = nodes
      .map((node) => textOf(node) ?? lineOf(node))
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
    if (value === '') continue
    const html = htmlOf(nodes)
    if (/^(?:summary|description)$/i.test(label))
      addProse(draft, { field: 'summary', html, label: 'Summary' }, said)
    else if (/^(?:story |author'?s )?notes?$/i.test(label))
      addProse(draft, { field: 'notesBefore', html, label: 'Notes' }, said)
    else if (/^disclaimer$/i.test(label))
      addProse(draft, { field: 'disclaimer', html, label: 'Disclaimer' }, said)
    else addLine(draft, { label, value, fields: readTitlePageLine(label, value) }, said)
  }
}

/** "Title by Author, Author": the last " by " parts them where there are no links that say it. */
export function readTitleBy(element: UnsafeElement, draft: Draft, said: Said): string {
  const line = lineOf(element)
  const links = [...elementsIn(element)].filter(named('a')).map((link) => lineOf(link))
  const at =
    links[0] && line.startsWith(links[0]) && / by /i.test(line.slice(links[0].length))
      ? links[0].length
      : line.lastIndexOf(' by ')
  const title = (at <= 0 ? line : line.slice(0, at)).trim()
  const names = at <= 0 ? '' : line.slice(at).replace(/^\s*by\s+/i, '')
  if (title !== '')
    addLine(draft, { label: 'Title', value: title, fields: [{ field: 'title', value: title }] }, said)
  const authors = names.split(/,\s*|\s+&\s+/).filter((name) => name !== '')
  if (authors.length > 0)
    addLine(
      draft,
      { label: 'By', value: names, fields: authors.map((value) => ({ field: 'authors' as const, value })) },
      said,
    )
  return title
}
