/** Lines of one paragraph to its words: hyphens at line ends are taken back only where it is certain. */
import type { Run } from './page-lines.ts'

export interface Words {
  /** Every word of the document that stands within a line, in lower case. */
  known: ReadonlySet<string>
  hyphenates: boolean
}

const LAST_WORD = /([\p{L}\p{M}'’]+)[-\u2010\u00ad]$/u
const FIRST_WORD = /^[\p{L}\p{M}'’]+/u

export function wordsOf(lines: readonly string[], hyphenates: boolean): Words {
  const known = new Set<string>()
  for (const line of lines) {
    // A word at either end of the line may be a half.
    for (const [word] of line.replace(/\S+$/, '').matchAll(/[\p{L}\p{M}'’]+(?:-[\p{L}\p{M}'’]+)*/gu))
      known.add(word.toLowerCase())
  }
  return { known, hyphenates }
}

/** Puts a line's runs behind those of the lines before. */
export function joinRuns(before: Run[], next: readonly Run[], words: Words): void {
  const last = before.at(-1)
  const first = next[0]
  if (last === undefined || first === undefined) {
    before.push(...next.map((run) => ({ ...run })))
    return
  }
  last.text = last.text.trimEnd()
  const seam = seamOf(last.text, first.text.trimStart(), words)
  if (seam === 'unbroken') last.text = last.text.slice(0, -1)
  if (seam === 'space') last.text += ' '
  for (const [at, run] of next.entries()) {
    const text = at === 0 ? run.text.trimStart() : run.text
    const end = before.at(-1) as Run
    if (end.italic === run.italic && end.bold === run.bold) end.text += text
    else before.push({ ...run, text })
  }
}

/** `unbroken`: the hyphen goes; `tight`: nothing between; `space`. */
function seamOf(line: string, next: string, { known, hyphenates }: Words): 'unbroken' | 'tight' | 'space' {
  if (line.endsWith('\u00ad')) return 'unbroken'
  // A browser draws a hyphen of its own making as this sign, and the writer's as the common one.
  if (line.endsWith('\u2010') && /^\p{Ll}/u.test(next)) return 'unbroken'
  const head = LAST_WORD.exec(line)?.[1]?.toLowerCase()
  const tail = FIRST_WORD.exec(next)?.[0]
  if (head !== undefined && tail !== undefined) {
    if (known.has(`${head}-${tail.toLowerCase()}`)) return 'tight'
    const isSmall = tail === tail.toLowerCase()
    if (isSmall && (known.has(head + tail) || (hyphenates && !known.has(head)))) return 'unbroken'
    return isSmall && hyphenates && head.length > 1 && !known.has(tail) ? 'unbroken' : 'tight'
  }
  if (/[\p{L}\p{N}][-\u2010]$/u.test(line)) return 'tight'
  // "word—" was set without spaces; "word —" with them. Neither has an address.
  return /[\p{L}\p{N}"”’.,!?]—$|\S\/$/u.test(line) || /^—\p{L}/u.test(next) ? 'tight' : 'space'
}
