/** What a style or class says that matters to a story: emphasis, alignment, breaks. Colours, sizes and fonts do not. */

export interface StyleFacts {
  italic?: boolean
  bold?: boolean
  underline?: boolean
  strike?: boolean
  smallCaps?: boolean
  raise?: 'sup' | 'sub'
  align?: 'left' | 'centre' | 'right'
  /** A margin on the left, of the block and not of its first line. */
  indent?: boolean
  pageBreakBefore?: boolean
  /** White space is kept. */
  preformatted?: boolean
}

/** Class names that say what they look like, as programs and people wrote them. */
const NAMED: readonly [RegExp, StyleFacts][] = [
  [/^(?:i|em|ital(?:ic)?s?|italici[sz]ed|emphasis)$/, { italic: true }],
  [/^(?:b|bold(?:ed)?|strong)$/, { bold: true }],
  [/^(?:u|underlined?)$/, { underline: true }],
  [/^(?:s|strike(?:through)?|line-through)$/, { strike: true }],
  [/^(?:small-?caps?|sc)$/, { smallCaps: true }],
  [/^(?:(?:text-?|align-?|ql-align-)?cent(?:er|re)(?:ed|d)?)$/, { align: 'centre' }],
  [/^(?:(?:text-?|align-?|ql-align-)?right)$/, { align: 'right' }],
  [/^indent$/, { indent: true }],
]
const NONE: StyleFacts = {}
const namedCache = new Map<string, StyleFacts>()
const styleCache = new Map<string, StyleFacts>()
const CACHED = 4_000

export function factsOfClassName(name: string): StyleFacts {
  return cached(
    namedCache,
    name,
    () => NAMED.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? NONE,
  )
}

/** @param style the text of a `style` attribute or of a rule's braces. */
export function factsOfStyle(style: string): StyleFacts {
  return cached(styleCache, style, () => readDeclarations(style))
}

function cached(cache: Map<string, StyleFacts>, key: string, read: () => StyleFacts): StyleFacts {
  const known = cache.get(key)
  if (known !== undefined) return known
  const facts = read()
  if (cache.size >= CACHED) cache.clear()
  if (key.length < 1_000) cache.set(key, facts)
  return facts
}

/** One reader a property; the value is lower case, without `!important`. */
const PROPERTIES: Readonly<Record<string, (value: string) => StyleFacts>> = {
  'font-style': (value) =>
    /^(?:italic|oblique|normal)/.test(value) ? { italic: !value.startsWith('n') } : NONE,
  'font-weight': (value) => readWeight(value),
  font: (value) => ({
    ...(/\b(?:italic|oblique)\b/.test(value) && { italic: true }),
    ...(/\bbold\b/.test(value) && { bold: true }),
  }),
  'text-decoration': (value) => readDecoration(value),
  'text-decoration-line': (value) => readDecoration(value),
  'font-variant': (value) => (value.includes('small-caps') ? { smallCaps: true } : NONE),
  'font-variant-caps': (value) => (value.includes('small-caps') ? { smallCaps: true } : NONE),
  'vertical-align': (value) =>
    value === 'super' ? { raise: 'sup' } : value === 'sub' ? { raise: 'sub' } : NONE,
  'text-align': (value) => readAlign(value),
  'margin-left': (value) => (isWide(value) ? { indent: true } : NONE),
  'padding-left': (value) => (isWide(value) ? { indent: true } : NONE),
  'page-break-before': (value) => (value === 'always' ? { pageBreakBefore: true } : NONE),
  'break-before': (value) => (value === 'page' || value === 'always' ? { pageBreakBefore: true } : NONE),
  'white-space': (value) => (value === 'pre' ? { preformatted: true } : NONE),
}

function readDeclarations(style: string): StyleFacts {
  let facts: StyleFacts = NONE
  for (const declaration of style.slice(0, 5_000).split(';')) {
    const colon = declaration.indexOf(':')
    if (colon === -1) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    if (!Object.hasOwn(PROPERTIES, property)) continue
    const value = declaration
      .slice(colon + 1)
      .replace('!important', '')
      .trim()
      .toLowerCase()
    facts = { ...facts, ...PROPERTIES[property]?.(value) }
  }
  return facts
}

function readWeight(value: string): StyleFacts {
  if (value.startsWith('bold')) return { bold: true }
  if (value === 'normal') return { bold: false }
  const weight = Number.parseInt(value, 10)
  return Number.isNaN(weight) ? NONE : { bold: weight >= 600 }
}

function readDecoration(value: string): StyleFacts {
  return {
    ...(value.includes('underline') && { underline: true }),
    ...(value.includes('line-through') && { strike: true }),
  }
}

export function readAlign(value: string): StyleFacts {
  const word = value.toLowerCase()
  if (word.endsWith('center') || word === 'middle') return { align: 'centre' }
  if (word === 'right' || word === 'end') return { align: 'right' }
  return word === 'left' || word === 'start' || word === 'justify' ? { align: 'left' } : NONE
}

/** A margin one can see: from 1em, 16px, 12pt or 4%. */
function isWide(value: string): boolean {
  const size = Number.parseFloat(value)
  if (Number.isNaN(size)) return false
  const least = { em: 1, m: 1, px: 16, pt: 12, '%': 4, in: 0.2, cm: 0.5, mm: 5 }[
    /[a-z%]+$/.exec(value)?.[0] ?? ''
  ]
  return size >= (least ?? (value.includes('em') ? 1 : 16))
}
