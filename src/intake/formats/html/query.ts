/** Small questions to a foreign tree. Nothing here changes it, but for {@link detachAll}. */
import {
  attribute,
  isElement,
  textOf,
  type UnsafeElement,
  type UnsafeNode,
} from '../../../story/allowed-html/parse-unsafe.ts'

export { attribute, isElement, textOf, type UnsafeElement, type UnsafeNode }

type Parent = { childNodes: UnsafeNode[] }

/** Elements whose ends part words. */
const PARTS =
  /^(?:p|div|br|hr|li|ul|ol|dl|dt|dd|tr|td|th|table|h[1-6]|blockquote|center|section|article|header|footer|option)$/
const UNREAD = /^(?:script|style|template|noscript|head|iframe|textarea)$/

/** Every element below, in order. @param except one left out with all below it. */
export function* elementsIn(root: Parent, except?: UnsafeElement): Generator<UnsafeElement> {
  const above: { nodes: UnsafeNode[]; at: number }[] = []
  let nodes = root.childNodes
  let at = 0
  for (;;) {
    const node = nodes[at++]
    if (node === undefined) {
      const back = above.pop()
      if (back === undefined) return
      nodes = back.nodes
      at = back.at
    } else if (isElement(node) && node !== except) {
      yield node
      if (node.childNodes.length === 0) continue
      above.push({ nodes, at })
      nodes = node.childNodes
      at = 0
    }
  }
}

export function childElements(root: Parent): UnsafeElement[] {
  return root.childNodes.filter(isElement)
}

export function firstElement(
  root: Parent,
  test: (element: UnsafeElement) => boolean,
): UnsafeElement | undefined {
  for (const element of elementsIn(root)) if (test(element)) return element
  return undefined
}

export function allElements(root: Parent, test: (element: UnsafeElement) => boolean): UnsafeElement[] {
  const found: UnsafeElement[] = []
  for (const element of elementsIn(root)) if (test(element)) found.push(element)
  return found
}

/** For the two above: elements of this name, with this class, with this id. */
export const named = (name: string) => (element: UnsafeElement) => element.tagName === name
export const classed = (name: string) => (element: UnsafeElement) => hasClass(element, name)
export const withId = (id: string) => (element: UnsafeElement) => attribute(element, 'id') === id

export function hasClass(element: UnsafeElement, name: string): boolean {
  const value = attribute(element, 'class')
  return value?.includes(name) === true && value.split(/\s+/).includes(name)
}

/** The text within on one line: white space collapsed, the ends of lines and blocks a space. */
export function lineOf(root: UnsafeNode | undefined): string {
  return root === undefined ? '' : rawText(root, ' ').replace(/\s+/g, ' ').trim()
}

/** The text within, its lines and blocks parted by "\n", without blank lines. */
export function linesWithin(root: UnsafeNode): string[] {
  return rawText(root, '\v')
    .split('\v')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}

function rawText(node: UnsafeNode, ends: string): string {
  const text = textOf(node)
  if (text !== undefined) return text
  if (!isElement(node) || UNREAD.test(node.tagName)) return ''
  let within = ''
  for (const child of node.childNodes) within += rawText(child, ends)
  return PARTS.test(node.tagName) ? ends + within + ends : within
}

/** Characters of text within that can be read. */
export function textLengthOf(node: UnsafeNode): number {
  const text = textOf(node)
  if (text !== undefined) return text.trim().length
  if (!isElement(node) || UNREAD.test(node.tagName)) return 0
  let length = 0
  for (const child of node.childNodes) length += textLengthOf(child)
  return length
}

/** The nodes that follow among the siblings, up to one the test holds for. */
export function followingUntil(node: UnsafeNode, test: (element: UnsafeElement) => boolean): UnsafeNode[] {
  const siblings = node.parentNode?.childNodes ?? []
  const found: UnsafeNode[] = []
  for (const next of siblings.slice(siblings.indexOf(node) + 1)) {
    if (isElement(next) && test(next)) break
    found.push(next)
  }
  return found
}

/** Takes nodes out of the tree; each parent's children are gone through once. */
export function detachAll(nodes: ReadonlySet<UnsafeNode>): void {
  const parents = new Set([...nodes].map((node) => node.parentNode))
  for (const parent of parents)
    if (parent !== null) parent.childNodes = parent.childNodes.filter((node) => !nodes.has(node))
}
