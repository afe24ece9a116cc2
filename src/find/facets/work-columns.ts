/** What filters ask of a work beside its tags: a number each, by the work's number. */
import type { FacetWork } from '../../archive/tags/tag-deeds.ts'

/** A work that tells no day. */
export const NO_DAY = -0x8000_0000
const DAY_MS = 86_400_000

export const COLUMN_NAMES = ['words', 'chapters', 'updated', 'published', 'added', 'flags'] as const
export type ColumnName = (typeof COLUMN_NAMES)[number]
/** Bits of `flags`. */
export const LIVE = 1
export const NEEDS_A_LOOK = 2

export class WorkColumns {
  /** All of one length. */
  readonly arrays: Record<ColumnName, Int32Array>

  constructor(arrays: Record<ColumnName, Int32Array>) {
    this.arrays = arrays
  }

  static ofSize(capacity: number): WorkColumns {
    const array = () => new Int32Array(capacity)
    return new WorkColumns({
      words: array(),
      chapters: array(),
      updated: array(),
      published: array(),
      added: array(),
      flags: array(),
    })
  }

  copy(): WorkColumns {
    const copy = WorkColumns.ofSize(this.capacity)
    for (const name of COLUMN_NAMES) copy.arrays[name].set(this.arrays[name])
    return copy
  }

  get capacity(): number {
    return this.arrays.flags.length
  }

  isLive(work: number): boolean {
    return ((this.arrays.flags[work] ?? 0) & LIVE) !== 0
  }

  set(work: FacetWork): void {
    if (work.id >= this.capacity) this.#grow(work.id)
    const { arrays } = this
    arrays.words[work.id] = work.words
    arrays.chapters[work.id] = work.chapters
    arrays.published[work.id] = dayOf(work.published, 'first')
    arrays.updated[work.id] = dayOf(work.updated ?? work.published, 'first')
    arrays.added[work.id] = dayOf(work.addedAt.slice(0, 10), 'first')
    arrays.flags[work.id] = work.live === 1 ? LIVE | (work.needsALook === 1 ? NEEDS_A_LOOK : 0) : 0
  }

  #grow(least: number): void {
    const capacity = Math.max(least + 1, Math.ceil(this.capacity * 1.25), 64)
    for (const name of COLUMN_NAMES) {
      const larger = new Int32Array(capacity)
      larger.set(this.arrays[name])
      this.arrays[name] = larger
    }
  }
}

/**
 * Days since 1970 of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; {@link NO_DAY} of anything else.
 * @param end which day of a year or month that is not told further.
 */
export function dayOf(date: string | null | undefined, end: 'first' | 'last'): number {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? '') ?? []
  if (year === undefined) return NO_DAY
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)]
  if (end === 'first' || day !== undefined) return Math.floor(utc(y, m, d) / DAY_MS)
  return Math.floor(utc(month === undefined ? y + 1 : y, month === undefined ? 0 : m + 1, 0) / DAY_MS)
}

/** `Date.UTC` takes the years before 100 for others. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day)
}
