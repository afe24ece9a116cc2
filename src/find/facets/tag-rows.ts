/** The tags of every work as compressed rows: all tag numbers in one array, works in the order of their numbers. */

export interface TagRows {
  /** By work: where its tags begin; one more at the end. */
  starts: Uint32Array
  tags: Uint32Array
}

/** The works of every tag, the other way round. */
export interface TagPostings {
  starts: Uint32Array
  works: Uint32Array
}

export function makeRows(capacity: number, tagsOf: (work: number) => ArrayLike<number>): TagRows {
  const starts = new Uint32Array(capacity + 1)
  for (let work = 0; work < capacity; work++)
    starts[work + 1] = (starts[work] as number) + tagsOf(work).length
  const tags = new Uint32Array(starts[capacity] as number)
  for (let work = 0; work < capacity; work++) tags.set(tagsOf(work), starts[work])
  return { starts, tags }
}

export function rowOf({ starts, tags }: TagRows, work: number): Uint32Array {
  return tags.subarray(starts[work] ?? 0, starts[work + 1] ?? 0)
}

/** Changes every row. @param change answers a row no longer than `longest` times the one it is given plus itself. */
export function mapRows(rows: TagRows, change: (tags: Uint32Array) => Uint32Array): TagRows {
  const capacity = rows.starts.length - 1
  const starts = new Uint32Array(capacity + 1)
  let tags = new Uint32Array(rows.tags.length + 16)
  let size = 0
  for (let work = 0; work < capacity; work++) {
    const row = change(rowOf(rows, work))
    if (size + row.length > tags.length) tags = larger(tags, size + row.length)
    tags.set(row, size)
    size += row.length
    starts[work + 1] = size
  }
  return { starts, tags: tags.subarray(0, size) }
}

function larger(tags: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(least, Math.ceil(tags.length * 1.3)))
  grown.set(tags)
  return grown
}

/** Sorted by counting, twice through the rows. @param tagCount one more than the greatest tag. */
export function makePostings({ starts, tags }: TagRows, tagCount: number): TagPostings {
  const ends = new Uint32Array(tagCount + 1)
  for (let at = 0; at < tags.length; at++) {
    const next = (tags[at] as number) + 1
    ends[next] = (ends[next] as number) + 1
  }
  for (let tag = 0; tag < tagCount; tag++) ends[tag + 1] = (ends[tag + 1] as number) + (ends[tag] as number)
  const begin = ends.slice()
  const works = new Uint32Array(tags.length)
  for (let work = 0; work < starts.length - 1; work++) {
    for (let at = starts[work] as number; at < (starts[work + 1] as number); at++) {
      const tag = tags[at] as number
      const place = begin[tag] as number
      works[place] = work
      begin[tag] = place + 1
    }
  }
  return { starts: ends, works }
}
