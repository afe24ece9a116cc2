/** A paragraph without what is said in it: only the telling shows where and when a scene is. */

const QUOTED =
  /["“„«»][^"“”„«»]{0,2000}(?:["”“»«]|$)|‘[^‘]{0,600}?[,.!?…—–-]’(?=[\s)\]—–-]|$)|「[^」]{0,2000}」?|『[^』]{0,2000}』?/g
/** Speech between straight single quotes: it ends in a stop, which an apostrophe never follows. */
const SINGLE_QUOTED =
  /(?<=^|[\s([—–-])'(?=[\p{L}\d])[^'\n]{0,300}(?:'\p{L}[^'\n]{0,300}){0,12}[,.!?…—–-]'(?=[\s)\]—–-]|$)/gu
const DASH_SPEECH = /^\s*[—–]\s?\p{L}/u

/** @param text plain text of one paragraph. @returns the telling, '' where all is speech. */
export function narrationOf(text: string): string {
  if (DASH_SPEECH.test(text)) return ''
  const told = /["“„«「『‘]/.test(text) ? text.replace(QUOTED, ' ') : text
  return (told.includes("'") ? told.replace(SINGLE_QUOTED, ' ') : told).trim()
}

export function opensWithSpeech(text: string): boolean {
  return /^["“„«「『‘—–]|^'\p{Lu}/u.test(text)
}

/** The first sentence, at most so many characters of it. */
export function firstSentence(text: string): string {
  const head = text.slice(0, 300)
  const end = /[.!?…]["”’)]?\s/.exec(head)
  return end ? head.slice(0, end.index + end[0].trimEnd().length) : head
}
