/** Puts the tokens of a query together: brackets, OR, and what is left out. Pure. */
import type { QueryNode } from './query.ts'
import type { Token } from './tokens.ts'

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
  /** How many tokens before each index are more than text. */
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

  /** Whether it is more than text: a field, exact words, something left out. */
  #isTelling(index: number): boolean {
    const kind = this.#tokens[index]?.kind
    return kind === 'field' || kind === 'phrase' || (kind === 'not' && this.#isLeavingOut(index))
  }

  /** A hyphen always is; the word NOT only before what cannot be prose. */
  #isLeavingOut(index: number): boolean {
    const token = this.#tokens[index] as Token
    const next = this.#tokens[index + 1]
    if (token.end - token.start === 1) return next !== undefined && next.kind !== 'close'
    return next?.kind === 'field' || next?.kind === 'phrase'
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
        (this.#tokens[this.#afterUnit(from, to)]?.kind === 'or' && this.#afterUnit(from, to) < to)
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

  #group(
    at: number,
    to: number,
    { depth, isJoined }: { depth: number; isJoined: boolean },
  ): Unit | undefined {
    const close = this.#closing.get(at)
    if (close === undefined || close >= to || depth >= DEPTH_MAX) return undefined
    const telling = (this.#telling[close] as number) - (this.#telling[at] as number)
    if (telling === 0 && !isJoined) return undefined
    const of = this.sequence(at + 1, close, depth + 1)
    if (of.length === 0) return undefined
    return { node: of.length === 1 ? (of[0] as QueryNode) : { kind: 'all', of }, next: close + 1 }
  }

  /** Tokens as the words that were typed. */
  #text(from: number, until: number): QueryNode {
    const pieces = this.#tokens.slice(from, until).filter((_, index) => !this.#isJoint(from + index))
    let text = ''
    let end = -1
    for (const token of pieces) {
      if (end >= 0 && token.start > end) text += ' '
      text += this.#typed.slice(token.start, token.end)
      end = token.end
    }
    return { kind: 'words', text }
  }

  /** An AND between two pieces says what is so anyway. */
  #isJoint(index: number): boolean {
    return this.#tokens[index]?.kind === 'and' && !(this.#isWord(index - 1) && this.#isWord(index + 1))
  }
}

function joinWords(nodes: QueryNode[]): QueryNode[] {
  const joined: QueryNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.kind === 'words' && node.text === '') continue
    if (node.kind === 'words' && last?.kind === 'words')
      joined[joined.length - 1] = { kind: 'words', text: `${last.text} ${node.text}` }
    else joined.push(node)
  }
  return joined
}
