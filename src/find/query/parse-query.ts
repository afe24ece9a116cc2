/** Reads the query language. Pure; never throws, whatever a person types. */
import { buildTree } from './build-tree.ts'
import { chipsOf } from './chips.ts'
import { meaningOf } from './conditions.ts'
import type { ParsedQuery, QueryNode } from './query.ts'
import { tokensOf } from './tokens.ts'

/** Longer ones are pasted chapters: their beginning says enough. */
export const QUERY_CHARACTERS_MAX = 8000

/** @param typed `he gives him his heart fandom:torchwood -"own words" words:>2000`. */
export function parseQuery(typed: string): ParsedQuery {
  const text = typed.slice(0, QUERY_CHARACTERS_MAX)
  const { tokens, problems } = tokensOf(text)
  const nodes = buildTree(text, tokens)
  const read = parsedFrom(text, nodes)
  return { ...read, problems: [...problems, ...read.problems] }
}

/** A query that was put together and not typed. */
export function parsedFrom(typed: string, nodes: QueryNode[]): ParsedQuery {
  return { typed, nodes, ...meaningOf(typed, nodes), chips: chipsOf(nodes) }
}
