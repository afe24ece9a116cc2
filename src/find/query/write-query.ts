/** Writes a query back as a person would type it: parse-query.ts reads the same out of it. Pure. */
import { STOP_WORDS } from '../stop-words.ts'
import { wordsOf } from '../words.ts'
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
    (node.kind === 'words' && /^[\p{L}\p{N}]+$/u.test(node.text) && !isCommon(node.text))
  return isOne ? written(node) : `( ${written(node)} )`
}

/** Too common to be left out by, or OR: it needs brackets to mean itself. */
function isCommon(text: string): boolean {
  return wordsOf(text).every(({ word }) => STOP_WORDS.has(word))
}

function writtenValue(value: string): string {
  if (/^[^\s()]+$/.test(value)) return value
  const sign = value.startsWith('=') ? '=' : ''
  return `${sign}"${value.slice(sign.length).trim()}"`
}
