/** Fonts and styles a file names before its text: which code page a font is of, and what a style is called. */
import { codePageOfCharset } from './code-pages.ts'

export interface RtfFont {
  name: string
  codePage: number | undefined
}

/** A font's or style's name, gathered letter by letter until its semicolon. */
class NamedEntries {
  protected name = ''

  text(text: string): void {
    for (const part of text.split(/(;)/)) {
      if (part === ';') {
        this.end(this.name.trim())
        this.name = ''
      } else if (this.name.length < 200) this.name += part
    }
  }

  /** A group of its own ended, with its semicolon or without. */
  close(): void {
    if (this.name.trim() !== '') this.end(this.name.trim())
    this.name = ''
  }

  protected end(_name: string): void {}
}

export class FontTable extends NamedEntries {
  readonly fonts = new Map<number, RtfFont>()
  private number = 0
  private codePage: number | undefined

  control(word: string, parameter: number | null): void {
    if (word === 'f') {
      this.number = parameter ?? 0
      this.codePage = undefined
    } else if (word === 'fcharset') this.codePage = codePageOfCharset(parameter ?? 1)
    else if (word === 'cpg' && parameter !== null) this.codePage = parameter
  }

  protected override end(name: string): void {
    if (this.fonts.size < 5_000) this.fonts.set(this.number, { name, codePage: this.codePage })
  }
}

/** What a style's name makes of a paragraph. */
export interface RtfStyle {
  level: number
  title: boolean
  isContents: boolean
  isByline: boolean
  isQuote: boolean
}

export class StyleTable extends NamedEntries {
  readonly styles = new Map<number, RtfStyle>()
  private number: number | null = 0

  /** Styles of letters and of sections have numbers of their own. */
  control(word: string, parameter: number | null): void {
    if (word === 's') this.number = parameter ?? 0
    else if (word === 'cs' || word === 'ds' || word === 'ts') this.number = null
  }

  override close(): void {
    super.close()
    this.number = 0
  }

  protected override end(name: string): void {
    if (this.number === null || this.styles.size >= 5_000) return
    const bare = name.toLowerCase()
    const heading = /^(?:heading|überschrift|titre|título|titolo|заголовок) ?(\d)$/.exec(bare)
    this.styles.set(this.number, {
      level: heading ? Number(heading[1]) : 0,
      title: bare === 'title',
      isContents: /^(?:toc \d|toc heading|contents \d|contents heading)$/.test(bare),
      isByline: bare === 'author',
      isQuote: /^(?:quotations?|(?:intense )?quote|block text)$/.test(bare),
    })
  }
}
