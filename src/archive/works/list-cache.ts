/** The last few lists people paged through, as long as nothing changed. */
import type { WorkPage } from '../archive.ts'

export interface WorkList {
  /** All works of the list in its order. */
  ids: Int32Array
  totalWords: number
  /** Counted when first asked for. */
  facets?: WorkPage['facets']
}

const KEPT = 16

export class ListCache {
  #seq = -1
  #lists = new Map<string, WorkList>()

  /** @param seq of the clock: with another one, all that is kept is out of date. */
  get(seq: number, key: string): WorkList | undefined {
    if (seq !== this.#seq) {
      this.#lists.clear()
      this.#seq = seq
    }
    return this.#lists.get(key)
  }

  put(key: string, list: WorkList): void {
    this.#lists.set(key, list)
    if (this.#lists.size > KEPT) this.#lists.delete(this.#lists.keys().next().value as string)
  }
}
