/** Which texts are worth comparing: those that share enough keys. A lookup for each key, however many texts there are. */
import type { Signature } from './signature.ts'

/** More texts than this with one key share a form, a disclaimer or a song; the key tells nothing. */
export const COMMON_KEY = 64
/** At most so many are compared word by word. */
const MOST_COMPARED = 12

/** The texts that have a key; may stop after one more than {@link COMMON_KEY}. */
export type KeyLookup<Id> = (key: number) => readonly Id[]

/**
 * @returns the likeliest first. One shared key is an accident or a quotation, unless there are hardly any keys.
 */
export function findCandidates<Id>({ keys }: Pick<Signature, 'keys'>, textsWith: KeyLookup<Id>): Id[] {
  const texts = keys.map(textsWith)
  const telling = texts.filter(({ length }) => length > 0 && length <= COMMON_KEY)
  const common = texts.filter(({ length }) => length > COMMON_KEY)
  const enough = keys.length < 8 ? 1 : 2
  const found = mostShared(telling, enough)
  // A story that came very often has hardly any but common keys, and shares most of them with every copy.
  return found.length <= 1 ? [...found, ...mostShared(common, Math.max(enough, keys.length / 2))] : found
}

function mostShared<Id>(texts: readonly (readonly Id[])[], enough: number): Id[] {
  const shared = new Map<Id, number>()
  for (const id of texts.flat()) shared.set(id, (shared.get(id) ?? 0) + 1)
  return [...shared]
    .filter(([, count]) => count >= enough)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_COMPARED)
    .map(([id]) => id)
}

/** An index in memory, for a few thousand texts; the archive has its own on disk. */
export class CandidateIndex<Id> {
  readonly #texts = new Map<number, Id[]>()

  add(id: Id, { keys }: Pick<Signature, 'keys'>): void {
    for (const key of keys) {
      const texts = this.#texts.get(key)
      if (texts === undefined) this.#texts.set(key, [id])
      else if (texts.length <= COMMON_KEY) texts.push(id)
    }
  }

  find(signature: Pick<Signature, 'keys'>): Id[] {
    return findCandidates(signature, (key) => this.#texts.get(key) ?? [])
  }
}
