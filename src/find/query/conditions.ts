/** What the pieces of a query ask for: words to rank by, and conditions that must hold. Pure. */
import { STOP_WORDS } from '../stop-words.ts'
import { wordsOf } from '../words.ts'
import { fieldMeaning } from './field-values.ts'
import type { Condition, ParsedQuery, QueryNode, ToldPlace } from './query.ts'

type Meaning = Pick<ParsedQuery, 'text' | 'beside' | 'conditions' | 'problems'>

export function meaningOf(typed: string, nodes: readonly QueryNode[]): Meaning {
  const places = nodes.flatMap(placeOf)
  const problems = nodes.some((node) => node.kind !== 'field' && hasPlace(node))
    ? [
        {
          code: 'query/place',
          start: 0,
          end: typed.length,
          text: '“in:” says where all the words are looked for, so it stands for itself: not within brackets, beside OR or after a hyphen. There it was passed over.',
        },
      ]
    : []
  const conditions = nodes.flatMap((node) => hardCondition(node, places))
  const text = places.length > 0 ? '' : softText(nodes)
  const beside = text === '' && places.length === 0 ? besideText(nodes) : ''
  return { text, beside, conditions, problems }
}

function placeOf(node: QueryNode): ToldPlace[] {
  if (node.kind !== 'field') return []
  const meaning = fieldMeaning(node.key, node.value)
  return meaning.kind === 'place' ? [meaning.place] : []
}

function hasPlace(node: QueryNode): boolean {
  if (node.kind === 'field') return placeOf(node).length > 0
  if (node.kind === 'not') return hasPlace(node.of)
  return (node.kind === 'any' || node.kind === 'all') && node.of.some(hasPlace)
}

/** Words and exact words side by side are the finder's; with `in:` they must stand in that place. */
function hardCondition(node: QueryNode, places: ToldPlace[]): Condition[] {
  const isSoft = node.kind === 'words' || node.kind === 'phrase'
  if (!isSoft) return condition(node) ?? []
  if (places.length === 0) return []
  if (node.kind === 'phrase') return [{ kind: 'told', places, phrase: node.text }]
  const words = tellingWords(node.text)
  return words === '' ? [] : [{ kind: 'told', places, words }]
}

/** @returns undefined where it asks for nothing. */
function condition(node: QueryNode): [Condition] | undefined {
  if (node.kind === 'words') return telling(node.text)
  if (node.kind === 'phrase') return [{ kind: 'having', phrase: node.text }]
  if (node.kind === 'field') return fieldCondition(node)
  if (node.kind === 'not') {
    const inner = condition(node.of)
    return inner && [{ kind: 'not', of: inner[0] }]
  }
  const of = node.of.flatMap((each) => condition(each) ?? [])
  return of.length === 0 ? undefined : [{ kind: node.kind, of }]
}

function telling(text: string): [Condition] | undefined {
  const words = tellingWords(text)
  return words === '' ? undefined : [{ kind: 'having', words }]
}

/** Without the commonest words, unless there is nothing else. */
function tellingWords(text: string): string {
  const all = wordsOf(text).map(({ word }) => word)
  const rare = all.filter((word) => !STOP_WORDS.has(word))
  return (rare.length > 0 ? rare : all).join(' ')
}

function fieldCondition({ key, value }: QueryNode & { kind: 'field' }): [Condition] | undefined {
  const meaning = fieldMeaning(key, value)
  if (meaning.kind === 'terms') return [{ kind: 'terms', anyOf: meaning.anyOf }]
  if (meaning.kind === 'told') return [{ kind: 'told', places: [meaning.place], words: meaning.text }]
  return undefined
}

/** What ranks: words, and exact words in quotes. Of alternatives only their words, since no one of them must be there. */
function softText(nodes: readonly QueryNode[]): string {
  return nodes.flatMap((node) => softWords(node, true)).join(' ')
}

function softWords(node: QueryNode, must: boolean): string[] {
  if (node.kind === 'words') return [node.text.replace(/["“”„«»]/g, ' ')]
  if (node.kind === 'phrase') return [must ? `"${node.text}"` : node.text]
  if (node.kind === 'any') return isOfWords(node) ? node.of.flatMap((each) => softWords(each, false)) : []
  return node.kind === 'all' ? node.of.flatMap((each) => softWords(each, must)) : []
}

/** Otherwise works are among the answers that have none of the words, so that words cannot put them in order. */
function isOfWords(node: QueryNode): boolean {
  if (node.kind === 'any') return node.of.every(isOfWords)
  return node.kind === 'all' ? node.of.some(isOfWords) : node.kind === 'words' || node.kind === 'phrase'
}

/** Words beside which OR lets something else stand: they are shown where they are found. */
function besideText(nodes: readonly QueryNode[]): string {
  return nodes
    .flatMap((node): string[] => {
      if (node.kind === 'words' || node.kind === 'phrase') return [node.text]
      return node.kind === 'any' || node.kind === 'all' ? [besideText(node.of)] : []
    })
    .join(' ')
    .trim()
}
