/** Wrapped lines put together again. */
import type { Line } from './lines.ts'

/** What the text itself shows about words broken at line ends; found out once, when first needed. */
export type LineJoiner = (lines: readonly Line[], breaks: readonly boolean[]) => string

/**
 * @param text the whole document, for whether a word hyphenated at a line end occurs elsewhere in one piece.
 * @returns joins lines: `breaks[i]` says that line i + 1 stays on a line of its own.
 */
export function lineJoiner(text: string): LineJoiner {
  let words: Set<string> | undefined
  let isTight: boolean | undefined
  const occurs = (word: string): boolean => {
    words ??= new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])
    return words.has(word.toLowerCase())
  }
  const dashesAreTight = (): boolean => {
    isTight ??= (text.match(/\w--\w/g)?.length ?? 0) > (text.match(/\w-- \w/g)?.length ?? 0)
    return isTight
  }
  return (lines, breaks) => {
    if (lines.length === 1) return (lines[0] as Line).text
    let joined = (lines[0] as Line).text
    const parts: string[] = []
    for (let i = 1; i < lines.length; i++) {
      const next = (lines[i] as Line).text
      if (breaks[i - 1]) {
        parts.push(joined, '\n')
        joined = next
      } else if (joined.endsWith('-')) {
        joined = hyphenJoin(joined, next, occurs, dashesAreTight)
      } else {
        parts.push(joined, ' ')
        joined = next
      }
    }
    parts.push(joined)
    return parts.join('')
  }
}

function hyphenJoin(
  line: string,
  next: string,
  occurs: (word: string) => boolean,
  dashesAreTight: () => boolean,
): string {
  if (line.endsWith('--'))
    return /\w--$/.test(line.slice(-3)) && dashesAreTight() ? line + next : `${line} ${next}`
  const head = /\p{L}+(?=-$)/u.exec(line.slice(-41))?.[0]
  const tail = /^\p{L}+/u.exec(next.slice(0, 40))?.[0]
  if (!head || !tail) return `${line} ${next}`
  return occurs(head + tail) ? line.slice(0, -1) + next : line + next
}
