/** Which of several patterns may match in a text, told in one walk through it. */
import { beginningsOf } from './beginnings.ts'

/** The letters of all beginnings, numbered; 0 for every other. */
const CODES = 0x10000

/**
 * @param patterns up to 31, each of which matches only where a word begins: none begins within a run of a to z.
 * @returns of a text, a bit for each pattern, in order: 0 where it surely does not match. Time grows with the text's words.
 */
export function makeSieve(patterns: readonly RegExp[]): (text: string) => number {
  const trie = new Trie()
  let always = 0
  for (const [nth, pattern] of patterns.entries()) {
    const beginnings = beginningsOf(pattern)
    if (beginnings.includes('')) always |= 1 << nth
    for (const beginning of beginnings) trie.add(beginning, 1 << nth)
  }
  return (text) => always | trie.bitsIn(text.toLowerCase())
}

class Trie {
  readonly #numberOf = new Uint8Array(CODES)
  #letters = 1
  /** Of each node its children by the letter's number, 256 a node; 0: none. */
  #children = new Int32Array(256)
  #bits = [0]

  add(word: string, bits: number): void {
    let node = 0
    for (let at = 0; at < word.length; at++) node = this.#childOf(node, word.charCodeAt(at))
    this.#bits[node] = (this.#bits[node] as number) | bits
  }

  #childOf(node: number, code: number): number {
    if (this.#numberOf[code] === 0) this.#numberOf[code] = this.#letters++
    const slot = (node << 8) | (this.#numberOf[code] as number)
    const known = this.#children[slot] as number
    if (known !== 0) return known
    const added = this.#bits.push(0) - 1
    if (this.#children.length <= added << 8) {
      const larger = new Int32Array(this.#children.length * 2)
      larger.set(this.#children)
      this.#children = larger
    }
    this.#children[slot] = added
    return added
  }

  bitsIn(text: string): number {
    const children = this.#children
    let found = 0
    let before = 32
    for (let start = 0; start < text.length; start++) {
      const code = text.charCodeAt(start)
      const isInWord = before >= 97 && before <= 122
      before = code
      if (isInWord) continue
      let node = 0
      let at = start
      do {
        node = children[(node << 8) | (this.#numberOf[text.charCodeAt(at)] as number)] as number
        found |= this.#bits[node] as number
      } while (node !== 0 && ++at < text.length)
    }
    return found
  }
}
