/** What holds for everything within an element: the marks round its text, and what its block will say of itself. */
import { HEADINGS, INLINE, MAX_MARKS, NEVER_JOINED } from './allow-list.ts'
import type { BuildOptions } from './built-block.ts'
import { cleanText, type Mark } from './inline-run.ts'
import { allowedHref } from './link.ts'
import { attribute, type UnsafeElement } from './parse-unsafe.ts'
import { factsOfClassName, factsOfStyle, readAlign, type StyleFacts } from './style-facts.ts'

export interface Context {
  marks: readonly Mark[]
  linked: boolean
  /** What loose text becomes: `p`, or the heading it stands in. */
  tag: string
  lang: string | undefined
  dir: string | undefined
  align: 'left' | 'centre' | 'right' | null
  indent: boolean
  /** What a line end in the text is. */
  lineEnds: 'space' | 'break' | 'kept'
  /** Only inline content is wanted in the end, so nothing is preformatted. */
  flat: boolean
  /** Containers round it. */
  depth: number
  from: UnsafeElement | null
}

export const OUTERMOST: Context = {
  marks: [],
  linked: false,
  tag: 'p',
  lang: undefined,
  dir: undefined,
  align: null,
  indent: false,
  lineEnds: 'space',
  flat: false,
  depth: 0,
  from: null,
}

const LANGUAGE = /^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,4}$/i
const DIRECTION = /^(?:ltr|rtl|auto)$/i
const NO_FACTS: StyleFacts = {}
const MAX_CLASSES = 20

/** What the element's classes, `style` and `align` say; the style has the last word. */
export function factsOf(element: UnsafeElement, options: BuildOptions): StyleFacts {
  let facts = NO_FACTS
  for (const { name, value } of element.attrs) {
    if (name === 'class') facts = { ...factsOfClasses(value, options), ...facts }
    else if (name === 'style') facts = { ...facts, ...factsOfStyle(value) }
    else if (name === 'align') facts = { ...readAlign(value), ...facts }
  }
  return facts
}

function factsOfClasses(value: string, { classFacts }: BuildOptions): StyleFacts {
  let facts = NO_FACTS
  for (const name of value.split(/\s+/, MAX_CLASSES)) {
    const own = classFacts?.get(name)
    if (own !== undefined) facts = { ...facts, ...own }
    // In a whole page `indent` is mostly the first line's, and on every paragraph; alone it is our own word.
    else if (classFacts === undefined || name !== 'indent') facts = { ...facts, ...factsOfClassName(name) }
  }
  return facts
}

/** The context within an inline element: its own mark, then what its style adds or takes away. */
export function withinInline(element: UnsafeElement, facts: StyleFacts, context: Context): Context {
  let { marks } = context
  const own = ownMark(element, facts)
  if (own !== null && fits(own.name, marks)) marks = [...marks, own]
  marks = styleMarks(marks, facts)
  const linked = context.linked || isPageLink(element)
  return marks === context.marks && linked === context.linked ? context : { ...context, marks, linked }
}

/** A link to another page: neither within this one nor to a person. */
function isPageLink(element: UnsafeElement): boolean {
  const href = element.tagName === 'a' ? attribute(element, 'href') : undefined
  return href !== undefined && !/^\s*(?:#|mailto:)/i.test(href)
}

/** The context within a block element: alignment, language and emphasis go down to the blocks inside. */
export function withinBlock(element: UnsafeElement, facts: StyleFacts, context: Context): Context {
  const heading = Object.hasOwn(HEADINGS, element.tagName) ? HEADINGS[element.tagName] : undefined
  return {
    ...context,
    marks: styleMarks(context.marks, heading === undefined ? facts : { ...facts, bold: undefined }),
    tag: heading ?? context.tag,
    lang: languageOf(element) ?? context.lang,
    dir: directionOf(element) ?? context.dir,
    align: element.tagName === 'center' ? 'centre' : (facts.align ?? context.align),
    indent: context.indent || (facts.indent ?? false),
    from: element,
  }
}

/** The context within a quote, list or table cell, which has said its own language and starts at the left again. */
export function withinContainer(context: Context): Context {
  const lineEnds = context.lineEnds === 'kept' ? 'break' : context.lineEnds
  const depth = context.depth + 1
  return { ...context, tag: 'p', lineEnds, lang: undefined, dir: undefined, indent: false, depth }
}

function ownMark(element: UnsafeElement, facts: StyleFacts): Mark | null {
  const { tagName } = element
  if (tagName === 'a') return linkMark(element)
  if (tagName === 'span' || tagName === 'bdo' || tagName === 'bdi' || tagName === 'font')
    return spanMark(element)
  if (!Object.hasOwn(INLINE, tagName)) return null
  const name = INLINE[tagName] as string
  // A ruby without a reading is only its characters.
  if (name === 'ruby' && !element.childNodes.some(({ nodeName }) => nodeName === 'rt')) return null
  // Google Docs wraps whole documents in <b style="font-weight:normal">.
  if ((name === 'strong' && facts.bold === false) || (name === 'em' && facts.italic === false)) return null
  return mark(name, attributesText([...common(element), ...(TITLED.has(name) ? titleOf(element) : [])]))
}

const TITLED = new Set(['abbr', 'cite', 'em', 'strong', 'q'])

function linkMark(element: UnsafeElement): Mark | null {
  const href = allowedHref(attribute(element, 'href') ?? '')
  if (href === null) return null
  const rel: Attribute = ['rel', 'nofollow noopener noreferrer']
  return mark('a', attributesText([['href', href], rel, ...common(element), ...titleOf(element)]))
}

/** A span is kept only for what it says: a language, a direction, a title. */
function spanMark(element: UnsafeElement): Mark | null {
  const said = [...common(element), ...titleOf(element)]
  return said.length === 0 ? null : mark('span', attributesText(said))
}

const EM = mark('em', '')
const STRONG = mark('strong', '')
const UNDERLINE = mark('u', '')
const STRIKE = mark('s', '')
const SMALL_CAPS = mark('span', ' class="smallcaps"')
const RAISED = { sup: mark('sup', ''), sub: mark('sub', '') }

function styleMarks(marks: readonly Mark[], facts: StyleFacts): readonly Mark[] {
  let result = marks
  const add = (one: Mark) => {
    if (fits(one.name, result) || (one === SMALL_CAPS && !result.includes(one))) result = [...result, one]
  }
  if (facts.italic === true) add(EM)
  if (facts.bold === true) add(STRONG)
  if (facts.underline === true) add(UNDERLINE)
  if (facts.strike === true) add(STRIKE)
  if (facts.smallCaps === true) add(SMALL_CAPS)
  if (facts.raise !== undefined) add(RAISED[facts.raise])
  if (facts.italic === false) result = without('em', result)
  if (facts.bold === false) result = without('strong', result)
  return result
}

function without(name: string, marks: readonly Mark[]): readonly Mark[] {
  return marks.some((one) => one.name === name) ? marks.filter((one) => one.name !== name) : marks
}

/** Whether an element may open inside these: each once, a reading only in a ruby, and not without end. */
function fits(name: string, marks: readonly Mark[]): boolean {
  if (marks.length >= MAX_MARKS) return false
  const has = (other: string) => marks.some((one) => one.name === other)
  if (name === 'rt' || name === 'rp') return has('ruby') && !has('rt') && !has('rp')
  return name === 'span' || !has(name)
}

function mark(name: string, attributes: string): Mark {
  return { name, open: `<${name}${attributes}>`, joins: !NEVER_JOINED.has(name) }
}

export type Attribute = [name: string, value: string]

/** ` name="value"` for each, escaped. */
export function attributesText(attributes: readonly Attribute[]): string {
  return attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('')
}

function escapeAttribute(value: string): string {
  return cleanText(value)
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

function common(element: UnsafeElement): Attribute[] {
  return languageAttributes({ lang: languageOf(element), dir: directionOf(element) })
}

export function languageAttributes({ lang, dir }: Pick<Context, 'lang' | 'dir'>): Attribute[] {
  const attributes: Attribute[] = []
  if (lang !== undefined) attributes.push(['lang', lang])
  if (dir !== undefined) attributes.push(['dir', dir])
  return attributes
}

function titleOf(element: UnsafeElement): Attribute[] {
  const title = cleanText((attribute(element, 'title') ?? '').slice(0, 500))
    .replace(/\s+/g, ' ')
    .trim()
  return title === '' ? [] : [['title', title]]
}

function languageOf(element: UnsafeElement): string | undefined {
  const lang = attribute(element, 'lang') ?? attribute(element, 'xml:lang')
  return lang !== undefined && LANGUAGE.test(lang) ? lang : undefined
}

function directionOf(element: UnsafeElement): string | undefined {
  const dir = attribute(element, 'dir')
  return dir !== undefined && DIRECTION.test(dir) ? dir.toLowerCase() : undefined
}
