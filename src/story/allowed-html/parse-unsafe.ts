/**
 * Foreign markup → tree, by the HTML standard's own rules (parse5), bounded in depth, elements and attributes
 * so that hostile or broken files take time in proportion to their size.
 * The tree is not safe: it holds whatever the file held. build-blocks.ts makes ours from it.
 */
import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  Parser,
  type Token,
  Tokenizer,
} from 'parse5'
import { MAX_ATTRIBUTES, MAX_ELEMENTS, MAX_OPEN_ELEMENTS, MAX_REOPENED } from './allow-list.ts'

export type UnsafeDocument = DefaultTreeAdapterTypes.Document
export type UnsafeElement = DefaultTreeAdapterTypes.Element
export type UnsafeNode = DefaultTreeAdapterTypes.ChildNode

const LESS_THAN = 0x3c
const AMPERSAND = 0x26
const QUOTE = 0x22
const CARRIAGE_RETURN = 0x0d

/** Elements the tokenizer must be switched for, whatever the depth: their text is not markup. */
const RAW_TEXT = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
])
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'input', 'meta', 'link'])

/**
 * parse5's tokenizer with two shortcuts: plain text and quoted attribute values are taken a run at a time
 * instead of a character at a time (four times as fast on stories), and attributes past a limit are not kept.
 */
class RunTokenizer extends Tokenizer {
  protected override _stateData(cp: number): void {
    super._stateData(cp)
    if (cp > 0x20 && cp !== LESS_THAN && cp !== AMPERSAND) this.takeRun(LESS_THAN)
  }

  protected override _stateAttributeValueDoubleQuoted(cp: number): void {
    super._stateAttributeValueDoubleQuoted(cp)
    if (cp > 0x20 && cp !== QUOTE && cp !== AMPERSAND) this.takeRun(QUOTE)
  }

  protected override _leaveAttrName(): void {
    const token = this.currentToken as Token.TagToken
    if (token.attrs.length < MAX_ATTRIBUTES) super._leaveAttrName()
  }

  /** Extends the run that ends at the present character up to `stop`, `&`, NUL or CR, which need the tokenizer. */
  private takeRun(stop: number): void {
    const { preprocessor } = this
    const { html } = preprocessor
    if (this.runEnd !== preprocessor.pos + 1) return
    let end = this.runEnd
    for (; end < html.length; end++) {
      const code = html.charCodeAt(end)
      if (code === stop || code === AMPERSAND || code === 0 || code === CARRIAGE_RETURN) break
    }
    this.runEnd = end
    preprocessor.pos = end - 1
  }
}

class BoundedParser extends Parser<DefaultTreeAdapterMap> {
  private elements = 0

  override onStartTag(token: Token.TagToken): void {
    const { tagName } = token
    const tooDeep =
      this.openElements.stackTop > MAX_OPEN_ELEMENTS && !RAW_TEXT.has(tagName) && !VOID.has(tagName)
    // A frameset would throw away the body read so far.
    if (tooDeep || tagName === 'frameset' || ++this.elements > MAX_ELEMENTS) return
    super.onStartTag(token)
  }

  /** Each unclosed inline element is opened again in every paragraph that follows: bounded, or n tags make n² elements. */
  override _reconstructActiveFormattingElements(): void {
    let missing = 0
    for (let entry = this.activeFormattingElements.newest; entry !== null; entry = entry.older) {
      if (!('element' in entry) || this.openElements.contains(entry.element)) break
      missing++
    }
    this.elements += missing
    if (missing > MAX_REOPENED || this.elements > MAX_ELEMENTS)
      this.activeFormattingElements.clearToLastMarker()
    else super._reconstructActiveFormattingElements()
  }
}

/**
 * @param unsafeHtml a whole page or a fragment, decoded.
 * @returns the document; never throws. Time grows with the length of the input.
 */
export function parseUnsafe(unsafeHtml: string): UnsafeDocument {
  const parser = new BoundedParser({ scriptingEnabled: true })
  parser.tokenizer = new RunTokenizer(parser.options, parser)
  parser.tokenizer.write(unsafeHtml, true)
  return parser.document
}

export function isElement(node: UnsafeNode): node is UnsafeElement {
  return 'tagName' in node
}

/** Text of a text node, undefined for anything else. */
export function textOf(node: UnsafeNode): string | undefined {
  return node.nodeName === '#text' ? (node as DefaultTreeAdapterTypes.TextNode).value : undefined
}

/** The element's attribute, undefined where it has none. */
export function attribute(element: UnsafeElement, name: string): string | undefined {
  for (const attr of element.attrs) if (attr.name === name) return attr.value
  return undefined
}

/** The document's body; every document parsed here has one. */
export function bodyOf(document: UnsafeDocument): UnsafeElement {
  const html = document.childNodes.find((node) => node.nodeName === 'html') as UnsafeElement
  return html.childNodes.find((node) => node.nodeName === 'body') as UnsafeElement
}
