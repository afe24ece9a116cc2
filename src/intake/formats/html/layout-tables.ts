/** Tables that only lay out a page become what they hold; tables of labels and values become lines. Changes the tree. */
import { labelAlone, labelOfLine } from '../../recover/labels.ts'
import {
  allElements,
  childElements,
  elementsIn,
  lineOf,
  named,
  type UnsafeElement,
  type UnsafeNode,
} from './query.ts'

/** A cell longer than this holds part of a page. */
const PAGE_CELL = 600
const TABLE_PARTS = new Set(['table', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption'])

export function unwrapLayoutTables(body: UnsafeElement): void {
  // Inner tables first: what is left of a label table is lines, and the table round it may then be layout.
  for (const table of allElements(body, named('table')).reverse()) {
    const rows = rowsOf(table)
    const pairs = rows.map(labelPair)
    const labels = pairs.filter((pair) => pair !== null).length
    if (labels >= 2 && labels * 2 >= rows.length) toLines(table, rows)
    else if (isLayout(table, rows)) toDivs(table)
  }
}

function rowsOf(table: UnsafeElement): UnsafeElement[][] {
  return childElements(table)
    .flatMap((section) => (section.tagName === 'tr' ? [section] : childElements(section).filter(named('tr'))))
    .map((row) => childElements(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th'))
}

/** Two cells of which the first is a label of a story's header. */
function labelPair(cells: UnsafeElement[]): [UnsafeElement, UnsafeElement] | null {
  const [label, value] = cells.filter((cell) => lineOf(cell) !== '')
  if (label === undefined || value === undefined || cells.length > 3) return null
  const line = lineOf(label)
  return line.length <= 40 &&
    (labelAlone(line) !== null || labelOfLine(`${line.replace(/:$/, '')}: x`) !== null)
    ? [label, value]
    : null
}

function toLines(table: UnsafeElement, rows: UnsafeElement[][]): void {
  const lines = rows.map((cells): UnsafeElement => {
    const pair = labelPair(cells)
    const nodes = pair === null ? cells.flatMap((cell) => cell.childNodes) : labelled(pair)
    return paragraph(table, nodes)
  })
  become(table, 'div', lines)
}

function labelled([label, value]: [UnsafeElement, UnsafeElement]): UnsafeNode[] {
  const sign: UnsafeNode = {
    nodeName: '#text',
    value: /:\s*$/.test(lineOf(label)) ? ' ' : ': ',
    parentNode: null,
  }
  return [...label.childNodes, sign, ...value.childNodes]
}

function paragraph(table: UnsafeElement, childNodes: UnsafeNode[]): UnsafeElement {
  return { ...table, nodeName: 'p', tagName: 'p', attrs: [], childNodes, parentNode: table }
}

/** A part of the page stands in it, another table did, or only one column has anything in it. */
function isLayout(table: UnsafeElement, rows: UnsafeElement[][]): boolean {
  if (rows.every((cells) => cells.filter((cell) => lineOf(cell) !== '').length <= 1)) return true
  if (rows.some((cells) => cells.some((cell) => lineOf(cell).length > PAGE_CELL))) return true
  return [...elementsIn(table)].some(
    ({ tagName }) => tagName === 'table' || tagName === 'hr' || tagName === 'h1' || tagName === 'h2',
  )
}

/** Cells begin at the left again, as browsers show them, even in a page set in `<center>`. */
function toDivs(table: UnsafeElement): void {
  const parts = [table, ...elementsIn(table)].filter(({ tagName }) => TABLE_PARTS.has(tagName))
  for (const part of parts) {
    const isCell = part.tagName === 'td' || part.tagName === 'th'
    part.tagName = part.nodeName = 'div'
    part.attrs = part.attrs.filter(
      ({ name }) => name === 'class' || name === 'id' || (isCell && name === 'align'),
    )
    if (isCell && !part.attrs.some(({ name }) => name === 'align'))
      part.attrs.push({ name: 'align', value: 'left' })
  }
}

function become(element: UnsafeElement, tagName: string, childNodes: UnsafeNode[]): void {
  element.tagName = element.nodeName = tagName
  element.attrs = []
  element.childNodes = childNodes
}
