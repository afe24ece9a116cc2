/** A passage that was found: the part of it that answers, opening at its place. */
import type { Child, FC } from 'hono/jsx'
import type { FoundPassage } from '../../find/finder.ts'
import { likeHref } from '../forms/find-address.ts'

interface PassageProps {
  passage: FoundPassage
  workId: string
  lang?: string | undefined
  /** What it is likened to, where that is a story or a passage and not words that were typed. */
  likened?: Child
}

export const Passage: FC<PassageProps> = ({ passage, workId, lang, likened }) => (
  <figure class={passage.clue === undefined ? 'passage' : 'passage near'}>
    <blockquote lang={lang}>
      <a href={passageHref(workId, passage)}>
        {markedPieces(passage).map(({ text, isMatch }) =>
          isMatch ? <mark>{text}</mark> : text.replace(/\n{2,}/g, '\n'),
        )}
      </a>
    </blockquote>
    <figcaption>
      {passage.clue !== undefined && (
        <>
          {likened ?? <>like: ‘{shortened(passage.clue)}’</>}
          {' · '}
        </>
      )}
      <a href={likeHref({ workId, chapter: passage.chapter, start: passage.start })}>
        more like this<span class="sr"> passage</span>
      </a>
    </figcaption>
  </figure>
)

export function passageHref(
  workId: string,
  { chapter, block }: Pick<FoundPassage, 'chapter' | 'block'>,
): string {
  return `/works/${workId}/chapters/${chapter}#p${block}`
}

const CLUE_CHARACTERS = 90

function shortened(clue: string): string {
  const text = clue.trim().replace(/\s+/g, ' ')
  if (text.length <= CLUE_CHARACTERS) return text
  const space = text.lastIndexOf(' ', CLUE_CHARACTERS)
  return `${text.slice(0, space > 0 ? space : CLUE_CHARACTERS)} …`
}

/** More of a passage than this is read in the story. */
const PASSAGE_CHARACTERS = 300
const BEFORE_FIRST_MATCH = 80

interface Piece {
  text: string
  isMatch: boolean
}

/** The part of a passage that holds most of its matches, cut at words, with the matches apart. */
export function markedPieces({ text, matches }: Pick<FoundPassage, 'text' | 'matches'>): Piece[] {
  const from = windowStart(text, densest(matches))
  const until = windowEnd(text, from)
  const pieces: Piece[] = from > 0 ? [{ text: '… ', isMatch: false }] : []
  let at = from
  for (const { start, end } of matches) {
    if (start < at || end > until) continue
    pieces.push(
      { text: text.slice(at, start), isMatch: false },
      { text: text.slice(start, end), isMatch: true },
    )
    at = end
  }
  pieces.push({ text: text.slice(at, until) + (until < text.length ? ' …' : ''), isMatch: false })
  return pieces.filter((piece) => piece.text !== '')
}

/** The match from which on most others are within reach. */
function densest(matches: { start: number; end: number }[]): number {
  const reach = PASSAGE_CHARACTERS - BEFORE_FIRST_MATCH
  const within = (from: number) =>
    matches.filter(({ start, end }) => start >= from && end <= from + reach).length
  let best = matches[0]?.start ?? 0
  for (const { start } of matches) if (within(start) > within(best)) best = start
  return best
}

function windowStart(text: string, firstMatch: number): number {
  if (text.length <= PASSAGE_CHARACTERS || firstMatch <= BEFORE_FIRST_MATCH) return 0
  const wanted = Math.min(firstMatch - BEFORE_FIRST_MATCH, text.length - PASSAGE_CHARACTERS)
  const space = text.slice(wanted).search(/\s/)
  return space === -1 || wanted + space + 1 > firstMatch ? wanted : wanted + space + 1
}

function windowEnd(text: string, from: number): number {
  if (text.length - from <= PASSAGE_CHARACTERS) return text.length
  const space = text.lastIndexOf(' ', from + PASSAGE_CHARACTERS)
  return space <= from ? from + PASSAGE_CHARACTERS : space
}
