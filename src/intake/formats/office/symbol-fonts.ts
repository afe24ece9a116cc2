/** Letters of fonts that hold signs: what `v` in Wingdings shows is ❖, and stands for itself nowhere else. */

const SIGN_FONT =
  /^(?:wingdings(?: [23])?|webdings|zapf ?dingbats|itc zapf dingbats|monotype sorts|marlett|bookshelf symbol.*|ms outlook)$/i
const SYMBOL_FONT = /^(?:symbol|standardsymbols.*|opensymbol|starsymbol)$/i

/** Wingdings by code; other signs become an ornament that says no more than that one stood there. */
const WINGDINGS: Readonly<Record<number, string>> = {
  32: ' ',
  74: '☺',
  75: '😐',
  76: '☹',
  89: '♡',
  108: '●',
  110: '■',
  117: '◆',
  118: '❖',
  167: '▪',
  171: '★',
  216: '➢',
  223: '←',
  224: '→',
  231: '⇐',
  232: '➔',
  243: '⬄',
  251: '✗',
  252: '✓',
}
const ORNAMENT = '❦'

const GREEK_CAPITALS = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ'
const GREEK_SMALL = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ'
const SYMBOLS: Readonly<Record<number, string>> = {
  165: '∞',
  167: '♣',
  168: '♦',
  169: '♥',
  170: '♠',
  171: '↔',
  172: '←',
  174: '→',
  176: '°',
  177: '±',
  180: '×',
  183: '•',
  188: '…',
  190: '—',
  211: '©',
  224: '◊',
}

export function isSymbolFont(font: string): boolean {
  return SIGN_FONT.test(font.trim()) || SYMBOL_FONT.test(font.trim())
}

/** @param text letters, or the private characters U+F020…U+F0FF that stand for them. @returns what the font shows. */
export function symbolText(text: string, font: string): string {
  const isSigns = SIGN_FONT.test(font.trim())
  if (!isSigns && !SYMBOL_FONT.test(font.trim())) return text
  let shown = ''
  for (const letter of text) {
    const code = letter.codePointAt(0) as number
    const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
    if (low > 0xff || low < 0x20) shown += letter
    else shown += isSigns ? (WINGDINGS[low] ?? ORNAMENT) : ofSymbol(low)
  }
  return shown
}

function ofSymbol(code: number): string {
  if (code >= 0x41 && code <= 0x5a) return GREEK_CAPITALS[code - 0x41] as string
  if (code >= 0x61 && code <= 0x7a) return GREEK_SMALL[code - 0x61] as string
  return SYMBOLS[code] ?? (code < 0x7f ? String.fromCharCode(code) : ORNAMENT)
}
