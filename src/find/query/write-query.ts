/** Writes a query back as a person would type it: parse-query.ts reads the same out of it. Pure. */
import type { QueryNode } from './query.ts'

export function writeQuery(nodes: readonly QueryNode[]): string {
  return nodes.map(written).join(' ')
}

function written(node: QueryNode): string {
  if (node.kind === 'words') return node.text
  if (node.kind === 'phrase') return `"${node.text}"`
  if (node.kind === 'field') return `${node.key}:${writtenValue(node.value)}`
  if (node.kind === 'not') return `-${asUnit(node.of)}`
  if (node.kind === 'any') return node.of.map(asUnit).join(' OR ')
  return writeQuery(node.of)
}

/** Where one piece is expected. */
function asUnit(node: QueryNode): string {
  const isOne =
    node.kind === 'phrase' ||
    node.kind === 'field' ||
    node.kind === 'not' ||
    (node.kind === 'words' && /^[\p{L}\p{N}]\S*$/u.test(node.text) && !/[()]/.test(node.text))
  return isOne ? written(node) : `( ${written(node)} )`
}

function writtenValue(value: string): string {
  return /^[^\s()]+$/.test(value) ? value : `"${value}"`
}
