/** Styles of an OpenDocument text, each with its parents worked in; automatic ones stand in the content itself. */
import type { Look, ParagraphLook } from '../office/flow.ts'
import { type Attributes, walkXml } from '../office/xml-events.ts'

export interface OdtStyle {
  look: Partial<Look> & { font?: string }
  paragraph: Partial<ParagraphLook> & { isContents?: boolean; isByline?: boolean; breakAfter?: boolean }
}

export interface OdtStyles {
  of(family: 'paragraph' | 'text', name: string | undefined): OdtStyle
  /** Of a list: whether it is numbered. */
  isNumbered(list: string | undefined): boolean
  /** What is put before the headings of a level, by level. */
  outline: ReadonlyMap<number, { prefix: string; suffix: string; format: string }>
  isHiddenSection(name: string | undefined): boolean
}

interface Written extends OdtStyle {
  name: string
  parent: string | undefined
}

const MAX_STYLES = 10_000
const MAX_CHAIN = 30
const NONE: OdtStyle = { look: {}, paragraph: {} }
const FORMATS: Readonly<Record<string, string>> = {
  I: 'upperRoman',
  i: 'lowerRoman',
  A: 'upperLetter',
  a: 'lowerLetter',
}

class StyleWalk {
  readonly styles = new Map<string, Written>()
  readonly numbered = new Set<string>()
  readonly hiddenSections = new Set<string>()
  readonly outline = new Map<number, { prefix: string; suffix: string; format: string }>()
  private style: Written | undefined
  private list = ''
  private family = ''

  open(name: string, said: Attributes): void {
    if (name === 'style:style') this.start(said)
    else if (name === 'text:list-style') this.list = said['style:name'] ?? ''
    else if (name === 'text:list-level-style-number' && said['text:level'] === '1') this.noteNumbered(said)
    else if (name === 'text:outline-level-style') this.noteOutline(said)
    else if (this.style !== undefined) this.property(name, said)
  }

  close(name: string): void {
    if (name === 'style:style') this.style = undefined
  }

  text(): void {}

  private start(said: Attributes): void {
    if (this.styles.size >= MAX_STYLES) return
    this.family = said['style:family'] ?? ''
    const id = said['style:name'] ?? ''
    const name = (said['style:display-name'] ?? id.replace(/_20_/g, ' ')).toLowerCase()
    this.style = { name, parent: said['style:parent-style-name'], look: {}, paragraph: namedParagraph(name) }
    const level = Number(said['style:default-outline-level'])
    if (level > 0) this.style.paragraph.level = level
    if ((said['style:master-page-name'] ?? '') !== '') this.style.paragraph.pageBreakBefore = true
    this.styles.set(`${this.family}/${id}`, this.style)
  }

  private property(name: string, said: Attributes): void {
    const { style } = this
    if (style === undefined) return
    // Before ODF 1.0 one element held both.
    const isBoth = name === 'style:properties'
    if (isBoth || name === 'style:text-properties') Object.assign(style.look, lookOf(said))
    if (isBoth || name === 'style:paragraph-properties') Object.assign(style.paragraph, paragraphOf(said))
    if (name === 'style:section-properties' && said['text:display'] === 'none')
      this.hiddenSections.add(style.name)
  }

  private noteNumbered(said: Attributes): void {
    if ((said['style:num-format'] ?? '') !== '') this.numbered.add(this.list)
  }

  private noteOutline(said: Attributes): void {
    const format = said['style:num-format'] ?? ''
    if (format === '') return
    this.outline.set(Number(said['text:level']), {
      prefix: said['style:num-prefix'] ?? '',
      suffix: said['style:num-suffix'] ?? '',
      format: FORMATS[format] ?? 'decimal',
    })
  }
}

/** @param sources `styles.xml` and `content.xml`; a later style of the same name counts. */
export function readOdtStyles(...sources: string[]): OdtStyles {
  const walk = new StyleWalk()
  for (const source of sources) walkXml(source, walk)
  const whole = new Map<string, OdtStyle>()
  return {
    of(family, name) {
      const key = `${family}/${name ?? ''}`
      let style = whole.get(key)
      if (style === undefined) {
        style = resolve(walk.styles, family, name)
        whole.set(key, style)
      }
      return style
    },
    isNumbered: (list) => walk.numbered.has(list ?? ''),
    outline: walk.outline,
    isHiddenSection: (name) => walk.hiddenSections.has((name ?? '').replace(/_20_/g, ' ').toLowerCase()),
  }
}

function resolve(styles: ReadonlyMap<string, Written>, family: string, name: string | undefined): OdtStyle {
  const chain: Written[] = []
  let at = styles.get(`${family}/${name ?? ''}`)
  while (at !== undefined && chain.length < MAX_CHAIN && !chain.includes(at)) {
    chain.unshift(at)
    at = styles.get(`${family}/${at.parent ?? ''}`)
  }
  if (chain.length === 0)
    return name === undefined
      ? NONE
      : { look: {}, paragraph: namedParagraph(name.replace(/_20_/g, ' ').toLowerCase()) }
  return {
    look: Object.assign({}, ...chain.map(({ look }) => look)),
    paragraph: Object.assign({}, ...chain.map(({ paragraph }) => paragraph)),
  }
}

function namedParagraph(name: string): OdtStyle['paragraph'] {
  if (name === 'title') return { title: true }
  if (/^(?:quotations?|block text|block ?quot(?:e|ation)|quote)$/.test(name)) return { within: 'blockquote' }
  if (/^contents(?: heading| \d+)$/.test(name)) return { isContents: true }
  return name === 'author' ? { isByline: true } : {}
}

function lookOf(said: Attributes): OdtStyle['look'] {
  const look: OdtStyle['look'] = {}
  const [slant, weight, caps] = [said['fo:font-style'], said['fo:font-weight'], said['fo:font-variant']]
  if (slant !== undefined) look.italic = slant !== 'normal'
  if (weight !== undefined) look.bold = weight === 'bold' || Number(weight) >= 600
  if (caps !== undefined) look.smallCaps = caps === 'small-caps'
  const under = said['style:text-underline-style'] ?? said['style:text-underline']
  if (under !== undefined) look.underline = under !== 'none'
  const through = said['style:text-line-through-style'] ?? said['style:text-crossing-out']
  if (through !== undefined) look.strike = through !== 'none'
  if (said['text:display'] !== undefined) look.hidden = said['text:display'] === 'none'
  const raised = said['style:text-position']
  if (raised !== undefined)
    look.raise = /^(?:super|[1-9])/.test(raised) ? 'sup' : /^(?:sub|-)/.test(raised) ? 'sub' : null
  const font = said['style:font-name'] ?? said['fo:font-family']
  if (font !== undefined) look.font = font.replace(/\d+$/, '')
  return look
}

/** From here a paragraph is seen to be set in. */
const INDENT_INCHES = 0.2
const INCHES: Readonly<Record<string, number>> = {
  in: 1,
  cm: 0.394,
  mm: 0.0394,
  pt: 1 / 72,
  pc: 1 / 6,
  px: 1 / 96,
}

function paragraphOf(said: Attributes): OdtStyle['paragraph'] {
  const look: OdtStyle['paragraph'] = {}
  const align = said['fo:text-align']
  if (align !== undefined)
    look.align = align === 'center' ? 'centre' : align === 'end' || align === 'right' ? 'right' : null
  const margin = /^(-?[\d.]+)([a-z]+)$/.exec(said['fo:margin-left'] ?? '')
  if (margin) look.indent = Number(margin[1]) * (INCHES[margin[2] as string] ?? 0) >= INDENT_INCHES
  if (said['fo:break-before'] !== undefined) look.pageBreakBefore = said['fo:break-before'] === 'page'
  if (said['fo:break-after'] !== undefined) look.breakAfter = said['fo:break-after'] === 'page'
  // A border on every side is a box round the text.
  if (said['fo:border'] !== undefined) return { ...look, ruleAbove: false, ruleBelow: false }
  const boxed = isBorder(said['fo:border-left'])
  if (said['fo:border-top'] !== undefined) look.ruleAbove = isBorder(said['fo:border-top']) && !boxed
  if (said['fo:border-bottom'] !== undefined) look.ruleBelow = isBorder(said['fo:border-bottom']) && !boxed
  return look
}

function isBorder(value: string | undefined): boolean {
  return value !== undefined && value !== 'none' && value !== '' && !/^0(?:\.0+)?(?:in|cm|mm|pt)/.test(value)
}
