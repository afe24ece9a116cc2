/** What a font's name says of it: `ABCDEF+LiberationSerif-BoldItalic`, `CMTI10`, `TimesNewRomanPS-ItalicMT`. */

export function isItalicFont(name: string): boolean {
  return /ital|obli|slant|(?:^|\+)(?:CM|LM|SF|EC)[a-z]*TI\d|(?:^|\+)(?:cmsl|lmromanslant)|[-,]It\b/i.test(
    name,
  )
}

export function isBoldFont(name: string): boolean {
  return /bold|black|heavy|(?:^|\+)(?:CM|SF|EC)BX\d|[-,]Bd\b/i.test(name)
}
