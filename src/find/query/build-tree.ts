/** Puts the tokens of a query together: brackets, OR, and what is left out. Pure. */
import type { QueryNode } from './query.ts'
import { asPlainWords, type Token } from './tokens.ts'

/** Brackets deeper than this are read as text. */
const DEPTH_MAX = 20

interface Unit {
  node: QueryNode
  /** Index of the token after it. */
  next: number
}

/** @returns the pieces in their order; words that stand side by side are one. Never throws. */
export function buildTree(typed: string, tokens: Token[]): QueryNode[] {
  return new TreeBuilder(typed, tokens).sequence(0, tokens.length, 0)
}

class TreeBuilder {
  readonly #typed: string
  readonly #tokens: Token[]
  /** Of each bracket that opens and is closed, the index of the one that closes it. */
  readonly #closing = new Map<number, number>()
  readonly #groups = new Map<number, Unit | undefined>()
  /** How many tokens before each index are more than text: fields, exact words, hyphens. */
  readonly #telling: number[] = [0]

  constructor(typed: string, tokens: Token[]) {
    this.#typed = typed
    this.#tokens = tokens
    const open: number[] = []
    for (const [index, token] of tokens.entries()) {
      if (token.kind === 'open') open.push(index)
      const opened = token.kind === 'close' ? open.pop() : undefined
      if (opened !== undefined) this.#closing.set(opened, index)
      this.#telling.push((this.#telling[index] as number) + (this.#isTelling(index) ? 1 : 0))
    }
  }

  #isTelling(index: number): boolean {
    const { kind, start, end } = this.#tokens[index] as Token
    return kind === 'field' || kind === 'phrase' || (kind === 'not' && end - start === 1)
  }

  /** A hyphen always is; the word NOT only before what cannot be prose. */
  #isLeavingOut(index: number): boolean {
    const token = this.#tokens[index] as Token
    const next = this.#tokens[index + 1]
    if (token.end - token.start === 1) return next !== undefined && next.kind !== 'close'
    if (next?.kind === 'open') return this.#tellingWithin(index + 1) > 0
    return next?.kind === 'field' || next?.kind === 'phrase'
  }

  #tellingWithin(open: number): number {
    const close = this.#closing.get(open)
    return close === undefined ? 0 : (this.#telling[close] as number) - (this.#telling[open] as number)
  }

  sequence(from: number, to: number, depth: number): QueryNode[] {
    const nodes: QueryNode[] = []
    /** The first token of the words under way. */
    let words = -1
    const endWords = (until: number) => {
      if (words >= 0) nodes.push(this.#text(words, until))
      words = -1
    }
    let at = from
    while (at < to) {
      const unit = this.#alternatives(at, to, depth)
      if (unit === undefined) {
        if (words < 0) words = at
        at++
        continue
      }
      endWords(at)
      nodes.push(...(unit.node.kind === 'all' ? unit.node.of : [unit.node]))
      at = unit.next
    }
    endWords(to)
    return joinWords(nodes)
  }

  /** One unit, or several with OR between. @returns undefined where it is only text. */
  #alternatives(at: number, to: number, depth: number): Unit | undefined {
    const chain = this.#chain(at, to, depth)
    if (chain.length < 2) return chain[0] && this.#isWord(at) ? undefined : chain[0]
    if (
      chain.every(
        ({ node }, index) =>
          node.kind === 'words' && this.#isWord(index === 0 ? at : (chain[index - 1] as Unit).next + 1),
      )
    )
      return undefined
    const of = chain.flatMap(({ node }) => (node.kind === 'any' ? node.of : [node]))
    return { node: { kind: 'any', of }, next: (chain.at(-1) as Unit).next }
  }

  #isWord(index: number): boolean {
    return this.#tokens[index]?.kind === 'word'
  }

  #chain(at: number, to: number, depth: number): Unit[] {
    const chain: Unit[] = []
    for (let from = at; ; ) {
      const isJoined =
        from > at ||
        (this.#tokens[this.#afterUnit(from, to)]?.kind === 'or' && this.#afterUnit(from, to) + 1 < to)
      const unit = this.#unit(from, to, { depth, isJoined })
      if (unit === undefined) return chain
      chain.push(unit)
      if (unit.next + 1 >= to || this.#tokens[unit.next]?.kind !== 'or') return chain
      from = unit.next + 1
    }
  }

  /** Where the unit at this index ends, by brackets and hyphens alone. */
  #afterUnit(at: number, to: number): number {
    let index = at
    while (index < to && this.#tokens[index]?.kind === 'not') index++
    return (this.#closing.get(index) ?? index) + 1
  }

  /** @param how.isJoined it stands beside an OR, or is left out, so that brackets round plain words mean something. */
  #unit(at: number, to: number, how: { depth: number; isJoined: boolean }): Unit | undefined {
    const token = this.#tokens[at]
    if (token === undefined || at >= to) return undefined
    const next = at + 1
    if (token.kind === 'word') return { node: this.#text(at, next), next }
    if (token.kind === 'phrase') return { node: { kind: 'phrase', text: token.text }, next }
    if (token.kind === 'field') return { node: { kind: 'field', key: token.key, value: token.value }, next }
    if (token.kind === 'not') return this.#leftOut(at, to, how.depth)
    return token.kind === 'open' ? this.#group(at, to, how) : undefined
  }

  #leftOut(at: number, to: number, depth: number): Unit | undefined {
    if (!this.#isLeavingOut(at) || depth >= DEPTH_MAX) return undefined
    const unit = this.#unit(at + 1, to, { depth: depth + 1, isJoined: true })
    if (unit === undefined) return undefined
    const { node, next } = unit
    return { node: node.kind === 'not' ? node.of : { kind: 'not', of: node }, next }
  }

  /** Read once for each depth: what comes to nothing is asked for again by each bracket round it. */
  #group(at: number, to: number, how: { depth: number; isJoined: boolean }): Unit | undefined {
    const key = (at * (DEPTH_MAX + 1) + Math.min(how.depth, DEPTH_MAX)) * 2 + (how.isJoined ? 1 : 0)
    if (!this.#groups.has(key)) this.#groups.set(key, this.#readGroup(at, to, how))
    return this.#groups.get(key)
  }

  #readGroup(
    at: number,
    to: number,
    { depth, isJoined }: { depth: number; isJoined: boolean },
  ): Unit | undefined {
    const close = this.#closing.get(at)
    if (close === undefined || close >= to || depth >= DEPTH_MAX) return undefined
    if (this.#tellingWithin(at) === 0 && !isJoined) return undefined
    const of = this.sequence(at + 1, close, depth + 1)
    if (of.length === 0) return undefined
    return { node: of.length === 1 ? (of[0] as QueryNode) : { kind: 'all', of }, next: close + 1 }
  }

  /** Tokens as the words that were typed. */
  #text(from: number, until: number): QueryNode {
    let text = ''
    let end = -1
    for (const token of this.#tokens.slice(from, until)) {
      if (end >= 0 && token.start > end) text += ' '
      const typed = this.#typed.slice(token.start, token.end)
      text += /["“”„«»]/.test(typed) ? asPlainWords(typed) : typed
      end = token.end
    }
    return { kind: 'words', text }
  }
}

const DANGLING = /(?:(?:^|\s+)(?:OR|AND|NOT|\|\||&&))+$/

const LEFT_OVER = /^(?:(?:OR|AND|\|\||&&)(?:\s+|$))+/

/** Words side by side are one; an operator left over before what is more than words says nothing. */
function joinWords(nodes: QueryNode[]): QueryNode[] {
  const joined: QueryNode[] = []
  for (const [index, node] of nodes.entries()) {
    if (node.kind !== 'words') {
      joined.push(node)
      continue
    }
    const next = nodes[index + 1]
    const last = joined.at(-1)
    let text = node.text
    if (next !== undefined && next.kind !== 'words') text = text.replace(DANGLING, '')
    if (last !== undefined && last.kind !== 'words') text = text.replace(LEFT_OVER, '')
    if (text === '') continue
    if (last?.kind === 'words') joined[joined.length - 1] = { kind: 'words', text: `${last.text} ${text}` }
    else joined.push({ kind: 'words', text })
  }
  return joined
}
