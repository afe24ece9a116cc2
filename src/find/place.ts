/** Where a passage stands, as one short text: `work revision chapter start end block`. */
export interface Place {
  work: number
  revision: number
  chapter: number
  /** UTF-16 offsets into the chapter's text, end exclusive. */
  start: number
  end: number
  block: number
}

export function writePlace({ work, revision, chapter, start, end, block }: Place): string {
  return `${work} ${revision} ${chapter} ${start} ${end} ${block}`
}

/** @param text as {@link writePlace} wrote it. */
export function readPlace(text: string): Place {
  const [work, revision, chapter, start, end, block] = text.split(' ').map(Number)
  return { work, revision, chapter, start, end, block } as Place
}
