/** Reads the query language. Pure; never throws, whatever a person types. */
import { buildTree } from './build-tree.ts'
import { chipsOf } from './chips.ts'
import { meaningOf } from './conditions.ts'
import type { ParsedQuery, QueryNode } from './query.ts'
import { tokensOf } from './tokens.ts'
import { writeQuery } from './write-query.ts'

/** Longer ones are pasted chapters: their beginning says enough. */
export const QUERY_CHARACTERS_MAX = 8000

/** @param typed `he gives him his heart fandom:torchwood -"own words" words:>2000`. */
export function parseQuery(typed: string): ParsedQuery {
  const text = typed.slice(0, QUERY_CHARACTERS_MAX)
  const { tokens, problems } = tokensOf(text)
  const nodes = settled(buildTree(text, tokens))
  const read = parsedFrom(text, nodes)
  return { ...read, problems: [...problems, ...read.problems] }
}

/** More than two readings are needed by nothing a person types. */
const READINGS_MAX = 6

/**
 * Stray brackets and quotation marks may read otherwise once what they stood beside is gone. Chips hold written
 * queries, so what counts is what is read out of the query as it is written back.
 */
function settled(nodes: QueryNode[]): QueryNode[] {
  let [read, written] = [nodes, writeQuery(nodes)]
  for (let times = 0; times < READINGS_MAX; times++) {
    const again = buildTree(written, tokensOf(written).tokens)
    const next = writeQuery(again)
    if (next === written) return again
    ;[read, written] = [again, next]
  }
  return read
}

/** A query that was put together and not typed. */
export function parsedFrom(typed: string, nodes: QueryNode[]): ParsedQuery {
  return { typed, nodes, ...meaningOf(typed, nodes), chips: chipsOf(nodes) }
}
