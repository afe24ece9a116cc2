/** What was understood of a query, piece by piece, each with the query as it is without it. Pure. */
import { STOP_WORDS } from '../stop-words.ts'
import { wordsOf } from '../words.ts'
import { fieldMeaning } from './field-values.ts'
import type { QueryChip, QueryNode } from './query.ts'
import { asPlainWords } from './tokens.ts'
import { writeQuery } from './write-query.ts'

/** Up to so many telling words each get a chip; more are a description, and stand as one. */
const WORDS_APART_MAX = 6
const DESCRIPTION_SHOWN = 60

export function chipsOf(nodes: readonly QueryNode[]): QueryChip[] {
  return nodes.flatMap((node, index) => {
    const around = (inner: QueryNode[]) =>
      writeQuery([...nodes.slice(0, index), ...inner, ...nodes.slice(index + 1)])
    if (node.kind === 'words') return wordChips(node.text, around)
    return [{ kind: chipKind(node), label: labelOf(node), without: around([]) }]
  })
}

function wordChips(text: string, around: (inner: QueryNode[]) => string): QueryChip[] {
  const telling = wordsOf(text).filter(({ word }) => !STOP_WORDS.has(word))
  if (telling.length === 0 || telling.length > WORDS_APART_MAX)
    return [{ kind: 'words', label: shortened(text), without: around([]) }]
  return telling.map(({ start, end }) => {
    const rest = restOf(text, start, end)
    return {
      kind: 'words' as const,
      label: text.slice(start, end),
      without: around(telling.length === 1 || rest === '' ? [] : [{ kind: 'words', text: rest }]),
    }
  })
}

/** What stood behind the word may now begin a piece, as the hyphen of 'well-known' does. */
function restOf(text: string, start: number, end: number): string {
  const after = text.slice(end)
  const [piece = ''] = /^\S*/.exec(after) ?? []
  const mended = piece === '' ? '' : asPlainWords(piece.replace(/^[-:'’.,]+/, ''))
  return `${text.slice(0, start)} ${mended}${after.slice(piece.length)}`.replace(/\s+/g, ' ').trim()
}

function shortened(text: string): string {
  if (text.length <= DESCRIPTION_SHOWN) return text
  const space = text.lastIndexOf(' ', DESCRIPTION_SHOWN)
  return `${text.slice(0, space > 20 ? space : DESCRIPTION_SHOWN)} …`
}

function chipKind(node: QueryNode): QueryChip['kind'] {
  if (node.kind === 'phrase') return 'phrase'
  if (node.kind === 'not') return 'without'
  return node.kind === 'field' && node.key === 'in' ? 'place' : 'filter'
}

/** A piece in words: 'fandom: Torchwood or fandom: Sherlock', 'without “death”'. */
export function labelOf(node: QueryNode): string {
  if (node.kind === 'words') return node.text
  if (node.kind === 'phrase') return `“${node.text}”`
  if (node.kind === 'field') return fieldLabel(node)
  if (node.kind === 'not') return `without ${inner(node.of)}`
  return node.of.map(inner).join(node.kind === 'any' ? ' or ' : ' and ')
}

function inner(node: QueryNode): string {
  if (node.kind === 'words') return `“${node.text}”`
  return node.kind === 'any' || node.kind === 'all' ? `(${labelOf(node)})` : labelOf(node)
}

function fieldLabel({ key, value }: QueryNode & { kind: 'field' }): string {
  const meaning = fieldMeaning(key, value)
  return meaning.kind === 'unknown' ? `${key}: ${value}` : meaning.label
}
