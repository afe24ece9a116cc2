/** Paragraphs that say in words that a scene begins: "Flashback", "Jack's POV". The words stay, and a break stands before them. */

const LONGEST = 60
const MARK = '[^\\p{L}\\p{N}]*'
const LOOK_BACK =
  '(?:flash ?backs?|flash ?forwards?|dream(?: sequence)?|memory|vision|rückblende|retour en arrière)'
const START = new RegExp(
  `^${MARK}(?:(?:start|begin|beginning|start of|begin of)${MARK})?${LOOK_BACK}(?:${MARK}(?:starts?|begins?|sequence|\\d+|one|two|three))?${MARK}$`,
  'iu',
)
const END = new RegExp(
  `^${MARK}(?:(?:end|ends|end of|ende|fin)(?: (?:the|of))?${MARK}${LOOK_BACK}|${LOOK_BACK}${MARK}(?:ends?|over|ended|ende)|back to (?:the )?(?:present|now|reality)(?: day| time)?|(?:return|end) to present)${MARK}$`,
  'iu',
)
/** "Jack's POV", "POV: Ianto", "(Gwen POV)". */
const POINT_OF_VIEW = new RegExp(
  `^${MARK}(?:(?:\\p{Lu}[\\p{L}'’.-]*(?: \\p{Lu}[\\p{L}'’.-]*)?|normal|third person|no one|omniscient)(?:['’]s?)? ?p\\.?o\\.?v\\.?|p\\.?o\\.?v\\.?${MARK}(?:of |change to )?\\p{Lu}[\\p{L}'’.-]*(?: \\p{Lu}[\\p{L}'’.-]*)?)${MARK}$`,
  'iu',
)

/** @param text one paragraph. */
export function startsScene(text: string): boolean {
  return text.length <= LONGEST && (START.test(text) || POINT_OF_VIEW.test(text))
}

/** The next paragraph begins a scene. */
export function endsFlashback(text: string): boolean {
  return text.length <= LONGEST && END.test(text)
}
