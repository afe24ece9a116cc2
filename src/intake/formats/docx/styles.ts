/** Styles of a Word document by id, each with what it is based on worked in. By name, since ids are of every language. */
import { BODY, type Look, type ParagraphLook } from '../office/flow.ts'
import { walkXml } from '../office/xml-events.ts'
import {
  changeLook,
  changeParagraph,
  isParagraphProperty,
  type LookChange,
  type ParagraphChange,
} from './properties.ts'

export interface Style {
  id: string
  name: string
  isDefault: boolean
  kind: string
  look: LookChange
  paragraph: ParagraphChange
}

export interface Styles {
  /** Of every paragraph, before any style. */
  base: LookChange
  /** @param id undefined for a paragraph without a style. */
  paragraph(id: string | undefined): Style | undefined
  character(id: string | undefined): Style | undefined
}

const MAX_STYLES = 5_000
/** Longer chains of styles are loops. */
const MAX_CHAIN = 30

interface Written extends Style {
  basedOn: string | undefined
}

export function readStyles(source: string): Styles {
  const { written, base } = parse(source)
  const whole = new Map<string, Style>()
  const resolve = (id: string | undefined): Style | undefined => {
    if (id === undefined) return undefined
    const known = whole.get(id)
    if (known !== undefined) return known
    const chain: Written[] = []
    for (
      let at = written.get(id);
      at !== undefined && chain.length < MAX_CHAIN;
      at = written.get(at.basedOn ?? '')
    ) {
      if (chain.includes(at)) break
      chain.unshift(at)
    }
    const own = chain.at(-1)
    if (own === undefined) return undefined
    const style: Style = {
      ...own,
      look: Object.assign({}, ...chain.map(({ look }) => look)),
      paragraph: Object.assign(
        {},
        ...chain.map((each) => ({ ...namedParagraph(each.name), ...each.paragraph })),
      ),
    }
    whole.set(id, style)
    return style
  }
  const usual = [...written.values()].find(({ isDefault, kind }) => isDefault && kind === 'paragraph')?.id
  return { base, paragraph: (id) => resolve(id ?? usual), character: (id) => resolve(id) }
}

function parse(source: string): { written: Map<string, Written>; base: LookChange } {
  const written = new Map<string, Written>()
  const base: LookChange = {}
  let style: Written | undefined
  let inDefaults = false
  walkXml(source, {
    open(name, attributes) {
      if (name === 'w:docDefaults') inDefaults = true
      if (name === 'w:style' && written.size < MAX_STYLES) {
        style = {
          id: attributes['w:styleId'] ?? '',
          name: '',
          kind: attributes['w:type'] ?? 'paragraph',
          isDefault: attributes['w:default'] === '1' || attributes['w:default'] === 'true',
          basedOn: undefined,
          look: {},
          paragraph: {},
        }
        written.set(style.id, style)
      }
      if (inDefaults) changeLook(base, name, attributes)
      if (style === undefined) return
      const value = attributes['w:val']
      if (name === 'w:name') style.name = (value ?? '').toLowerCase()
      else if (name === 'w:basedOn') style.basedOn = value
      else if (isParagraphProperty(name)) changeParagraph(style.paragraph, name, attributes)
      else changeLook(style.look, name, attributes)
    },
    close(name) {
      if (name === 'w:docDefaults') inDefaults = false
      if (name === 'w:style') style = undefined
    },
    text() {},
  })
  return { written, base }
}

/** What a style is by its English name, which Word keeps whatever language it shows. */
function namedParagraph(name: string): ParagraphChange {
  const heading = /^heading (\d)$/.exec(name)
  if (heading) return { level: Number(heading[1]) }
  if (name === 'title') return { title: true }
  if (/^(?:block text|(?:intense )?quote|quotations|block ?quot(?:e|ation))$/.test(name))
    return { within: 'blockquote' }
  if (/^(?:toc \d|toc heading|contents \d|contents heading|table of figures)$/.test(name))
    return { isContents: true }
  if (name === 'author') return { isByline: true }
  if (/^horizontal (?:line|rule)$/.test(name)) return { ruleBelow: true }
  return {}
}

/** The look of letters in a paragraph of this style: what is on in both styles is off again, as Word has it. */
export function lookOf(
  base: LookChange,
  paragraph: Style | undefined,
  character: Style | undefined,
): Partial<Look> {
  const look: LookChange = { ...base, ...paragraph?.look }
  for (const [key, value] of Object.entries(character?.look ?? {}) as [keyof LookChange, never][]) {
    const isToggle = key === 'bold' || key === 'italic' || key === 'strike' || key === 'smallCaps'
    if (isToggle && value === true) look[key] = paragraph?.look[key] !== true
    else look[key] = value
  }
  return look
}

export function paragraphOf(style: Style | undefined, own: ParagraphChange): ParagraphLook & ParagraphChange {
  return { ...BODY, ...style?.paragraph, ...own }
}
