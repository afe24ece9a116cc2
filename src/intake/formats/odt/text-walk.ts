/** The content of an OpenDocument text → flow: what is shown of it. */
import { BODY, Flow, type Look, PLAIN } from '../office/flow.ts'
import type { NoteMarks } from '../office/note-marks.ts'
import { inFormat } from '../office/number-formats.ts'
import { symbolText } from '../office/symbol-fonts.ts'
import { type Attributes, walkXml } from '../office/xml-events.ts'
import type { OdtStyle, OdtStyles } from './styles.ts'

/** Left out with all that is in them: comments, deleted text, what programs made or keep for themselves. */
const SKIPPED = new Set([
  'office:annotation',
  'office:annotation-end',
  'text:tracked-changes',
  'text:sequence-decls',
  'text:variable-decls',
  'text:user-field-decls',
  'office:forms',
  'office:scripts',
  'office:font-face-decls',
  'office:automatic-styles',
  'office:styles',
  'office:master-styles',
  'office:settings',
  'office:meta',
  'office:binary-data',
  'text:table-of-content',
  'text:alphabetical-index',
  'text:note-citation',
  'text:footnote-citation',
  'text:endnote-citation',
  'text:hidden-text',
  'text:page-number',
  'text:ruby-text',
  'svg:title',
  'svg:desc',
])
const NOTES = new Set(['text:note', 'text:footnote', 'text:endnote'])
const MAX_SPACES = 1_000

interface Place {
  flow: Flow
  style: OdtStyle
  /** Looks of the spans round the text, innermost last. */
  looks: (Partial<Look> & { font?: string })[]
  level: number
  text: string
  lists: boolean[]
  inParagraph: boolean
}

const newPlace = (): Place => ({
  flow: new Flow(),
  style: { look: {}, paragraph: {} },
  looks: [],
  level: 0,
  text: '',
  lists: [],
  inParagraph: false,
})

class Walk {
  readonly bylines: string[] = []
  private readonly styles: OdtStyles
  private readonly marks: NoteMarks
  private readonly above: Place[] = []
  private readonly counts: number[] = []
  private place = newPlace()
  private skipped = 0
  private notes = 0

  constructor(styles: OdtStyles, marks: NoteMarks) {
    this.styles = styles
    this.marks = marks
  }

  finish(): string {
    while (this.above.length > 0) this.leave(true)
    if (this.place.inParagraph) this.endParagraph()
    return this.place.flow.html()
  }

  open(name: string, said: Attributes): void {
    const isHidden =
      (name === 'text:section' &&
        (said['text:display'] === 'none' || this.styles.isHiddenSection(said['text:style-name']))) ||
      (name === 'text:hidden-paragraph' && said['text:is-hidden'] === 'true')
    if (this.skipped > 0 || SKIPPED.has(name) || isHidden) this.skipped++
    else if (NOTES.has(name)) this.startNote()
    else if (Object.hasOwn(OPENED, name)) OPENED[name]?.(this, said)
  }

  close(name: string): void {
    if (this.skipped > 0) this.skipped--
    else if (NOTES.has(name)) this.endNote()
    else if (Object.hasOwn(CLOSED, name)) CLOSED[name]?.(this)
  }

  text(text: string): void {
    if (this.skipped > 0 || !this.place.inParagraph) return
    this.put(text.replace(/[\t\r\n ]+/g, ' '))
  }

  put(text: string): void {
    const { flow, style, looks } = this.place
    const { font, ...look }: Partial<Look> & { font?: string } = Object.assign({}, style.look, ...looks)
    const shown = font === undefined ? text : symbolText(text, font)
    flow.text(shown, { ...PLAIN, ...look })
    if (look.hidden !== true) this.place.text += shown
  }

  startParagraph(said: Attributes, isHeading: boolean): void {
    const { place } = this
    if (place.inParagraph) this.endParagraph()
    place.inParagraph = true
    place.style = this.styles.of('paragraph', said['text:style-name'])
    place.looks = []
    place.text = ''
    const stated = Number(said['text:outline-level'] ?? said['text:level'])
    place.level = isHeading ? (stated > 0 ? stated : 1) : 0
    if (isHeading && said['text:is-list-header'] !== 'true') this.number(place.level)
  }

  private number(level: number): void {
    const outline = this.styles.outline.get(level)
    if (outline === undefined) return
    this.counts[level] = (this.counts[level] ?? 0) + 1
    this.counts.length = level + 1
    this.place.flow.text(
      `${outline.prefix}${inFormat(this.counts[level] as number, outline.format)}${outline.suffix} `,
      PLAIN,
    )
  }

  endParagraph(): void {
    const { place } = this
    if (!place.inParagraph) return
    place.inParagraph = false
    const { isContents, isByline, breakAfter, ...own } = place.style.paragraph
    if (isContents) {
      place.flow.dropParagraph()
      return
    }
    const isNumbered = place.lists.at(-1)
    const look = { ...BODY, ...own, level: place.level }
    if (isNumbered !== undefined) look.within = isNumbered ? 'ol' : 'ul'
    if (look.level > 0 || look.title) look.ruleAbove = look.ruleBelow = false
    if (isByline && place.text.trim() !== '') this.bylines.push(place.text.trim())
    place.flow.endParagraph(look)
    if (breakAfter) place.flow.newPage()
  }

  startSpan(said: Attributes): void {
    this.place.looks.push(this.styles.of('text', said['text:style-name']).look)
  }

  endSpan(): void {
    this.place.looks.pop()
  }

  startList(said: Attributes): void {
    const { lists } = this.place
    const name = said['text:style-name']
    lists.push(name === undefined ? (lists.at(-1) ?? false) : this.styles.isNumbered(name))
  }

  endList(): void {
    this.place.lists.pop()
  }

  lineBreak(): void {
    if (this.place.inParagraph) this.place.flow.lineBreak()
  }

  table(tag: string): void {
    if (this.place.inParagraph) this.endParagraph()
    this.place.flow.table(tag)
  }

  rule(): void {
    this.place.flow.rule()
  }

  /** A shape may hold text; one that is wide and has no height is a line across. */
  shape(said: Attributes): void {
    const isThin = /^0(?:\.0\d*)?(?:in|cm|mm|pt)?$|^0?\.\d+(?:mm|pt)$/.test(said['svg:height'] ?? '1in')
    if (isThin) this.rule()
    this.enter()
  }

  enter(): void {
    this.above.push(this.place)
    this.place = newPlace()
  }

  /** @returns what stood in the place that is left. */
  leave(isAside: boolean): string {
    const above = this.above.pop()
    if (above === undefined) return ''
    if (this.place.inParagraph) this.endParagraph()
    const html = this.place.flow.html()
    if (isAside && this.place.flow.hasText) above.flow.aside(html)
    this.place = above
    return html
  }

  private startNote(): void {
    this.notes++
    this.place.flow.text(this.marks.mark(`note/${this.notes}`), { ...PLAIN, raise: 'sup' })
    this.enter()
  }

  private endNote(): void {
    this.marks.put(`note/${this.notes}`, this.leave(false))
  }
}

const OPENED: Readonly<Record<string, (walk: Walk, said: Attributes) => void>> = {
  'text:p': (walk, said) => walk.startParagraph(said, false),
  'text:h': (walk, said) => walk.startParagraph(said, true),
  'text:span': (walk, said) => walk.startSpan(said),
  'text:list': (walk, said) => walk.startList(said),
  'text:ordered-list': (walk, said) => walk.startList(said),
  'text:unordered-list': (walk, said) => walk.startList(said),
  'text:line-break': (walk) => walk.lineBreak(),
  'text:tab': (walk) => walk.put('\t'),
  'text:tab-stop': (walk) => walk.put('\t'),
  'text:s': (walk, said) =>
    walk.put(' '.repeat(Math.min(MAX_SPACES, Math.max(1, Number(said['text:c'] ?? 1) || 1)))),
  'table:table': (walk) => walk.table('<table>'),
  'table:table-row': (walk) => walk.table('<tr>'),
  'table:table-cell': (walk) => walk.table('<td>'),
  'draw:text-box': (walk) => walk.enter(),
  'draw:rect': (walk, said) => walk.shape(said),
  'draw:custom-shape': (walk, said) => walk.shape(said),
  'draw:line': (walk) => walk.rule(),
}

const CLOSED: Readonly<Record<string, (walk: Walk) => void>> = {
  'text:p': (walk) => walk.endParagraph(),
  'text:h': (walk) => walk.endParagraph(),
  'text:span': (walk) => walk.endSpan(),
  'text:list': (walk) => walk.endList(),
  'text:ordered-list': (walk) => walk.endList(),
  'text:unordered-list': (walk) => walk.endList(),
  'table:table': (walk) => walk.table('</table>'),
  'table:table-row': (walk) => walk.table('</tr>'),
  'table:table-cell': (walk) => walk.table('</td>'),
  'draw:text-box': (walk) => walk.leave(true),
  'draw:rect': (walk) => walk.leave(true),
  'draw:custom-shape': (walk) => walk.leave(true),
}

/** @param marks is given the notes. */
export function walkContent(
  source: string,
  styles: OdtStyles,
  marks: NoteMarks,
): { unsafeHtml: string; bylines: string[] } {
  const walk = new Walk(styles, marks)
  walkXml(source, walk)
  return { unsafeHtml: walk.finish(), bylines: walk.bylines }
}
