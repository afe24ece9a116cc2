/** Lines that are no words but a sign of a break: `***`, `~*~`, `oOo`, "Scene break". */

const MOST_CHARACTERS = 120
const LONGEST_WORDS = 40
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
/** Silence and astonishment are speech, not breaks: `"..."`, `?!`, `「……」`. */
const SPEECH = /^["'“”„«»‘’‹›「『（].*["'“”«»‘’‹›」』）]$|^[¿¡]?[?!.…\s]*[?!][?!.…\s]*$/u
const EMOTICON =
  /^(?:[:;=8][-~o*^']?[)(\][}{|/\\*@]+|\^[_.-]*\^;*|[-=]_+[-=]|>[._]<|\\[o.]\/|\(\S{1,5}\)|<3+)$/u
/** Rows of x, o and 0 with or without signs between: xXx, -x-, oOo, 0o0o0; and of the stars and dots of other scripts. */
const ROW_OF_LETTERS =
  /^[^\p{L}\p{N}]*(?:[xX]+|[oO0°ºª]+|[xXoO0]{3,})(?:[^\p{L}\p{N}]+[xXoO0ºª]+)*[^\p{L}\p{N}]*$/u
/** An interjection, a number, kisses: no row. */
const WORD_OF_LETTERS = /^(?:ox|oo|0+|xoxo|x+[.):])$/i
const WORDS =
  /^[^\p{L}\p{N}]*(?:(?:insert )?(?:(?:scene|line|page|section|story|time|chapter) ?(?:break|divider|change|skip|shift)|break|divider|horizontal (?:line|rule|ruler)|page ?breaker|line ?breaker|hr|line|new scene|change of scene|szenenwechsel|zeitsprung|changement de scène|cambio de escena|cambio scena|смена сцены)(?: here)?)[^\p{L}\p{N}]*$/iu
/** These words alone are no break without something round them: "Line", "Break". */
const BARE_WORD = /^(?:line|break|hr|divider)[.!]?$/i

/** @param text one line, trimmed. */
export function isBreakLine(text: string): boolean {
  return isGlyphLine(text) || isBreakWords(text)
}

/** No letters or digits, or a row of letters used as signs; silence, cries and faces are not meant. */
export function isGlyphLine(text: string): boolean {
  if (text.length === 0 || text.length > MOST_CHARACTERS || beginsAsWord(text)) return false
  if (/^(?:<\/?3\s*){2,}$/.test(text)) return true
  if (!LETTER_OR_DIGIT.test(text))
    return !SPEECH.test(text) && !EMOTICON.test(text) && !/^[()[\]{}"'“”‘’]+$/.test(text)
  return ROW_OF_LETTERS.test(text) && !WORD_OF_LETTERS.test(text)
}

/** Nearly every line: told by its first letter, quickly. */
function beginsAsWord(text: string): boolean {
  const code = text.charCodeAt(0) | 32
  return code >= 97 && code <= 122 && code !== 111 && code !== 120
}

function isBreakWords(text: string): boolean {
  if (text.length > LONGEST_WORDS) return false
  return WORDS.test(text) && !(BARE_WORD.test(text) && !/^break$/i.test(text))
}

/** A writer's initials, `-TW-`: where they stand centred, once is enough. */
export function isDressedInitials(text: string): boolean {
  return /^([-~*=+•°]{1,3}) ?\p{Lu}{2,4} ?\1$/u.test(text)
}

/** Initials or a name dressed as a break, `-TW-`, `~Harry~`: only where it recurs, which the caller must see to. */
export function isDressedWord(text: string): boolean {
  return /^([-~*=+#_|<>^:.•°]{1,6}) ?\p{Lu}[\p{L}/&+ ]{0,14}? ?[-~*=+#_|<>^:.•°]{1,6}$/u.test(text)
}
