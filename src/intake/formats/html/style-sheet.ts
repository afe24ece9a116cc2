/** What a page's own style sheet says of its classes, as far as a story goes: `.c1 { font-style: italic }`. */
import { factsOfStyle, type StyleFacts } from '../../../story/allowed-html/style-facts.ts'

const MAX_LENGTH = 500_000
/** One class alone, on any element or a named one; what depends on more is left out. */
const CLASS_ALONE = /^(?:[a-z][a-z0-9]*)?\.([\w-]+)$/i

/** @param css the text of all style sheets. @returns facts by class name; a later rule counts over an earlier one. */
export function classFactsOf(css: string): Map<string, StyleFacts> {
  const facts = new Map<string, StyleFacts>()
  const plain = withoutComments(css.slice(0, MAX_LENGTH))
  let from = 0
  for (;;) {
    const open = plain.indexOf('{', from)
    const close = plain.indexOf('}', open)
    if (open === -1 || close === -1) return facts
    // Of `@media x { .a { … } }` the inner rule is read.
    const inner = plain.lastIndexOf('{', close)
    const selectors = plain.slice(Math.max(from, plain.lastIndexOf('{', inner - 1) + 1), inner)
    noteRule(selectors, plain.slice(inner + 1, close), facts)
    from = close + 1
  }
}

function noteRule(selectors: string, declarations: string, facts: Map<string, StyleFacts>): void {
  const said = factsOfStyle(declarations.trim())
  for (const selector of selectors.slice(0, 2_000).split(',')) {
    const name = CLASS_ALONE.exec(selector.trim())?.[1]
    if (name !== undefined) facts.set(name, { ...facts.get(name), ...said })
  }
}

function withoutComments(css: string): string {
  let plain = ''
  let from = 0
  for (;;) {
    const open = css.indexOf('/*', from)
    const close = open === -1 ? -1 : css.indexOf('*/', open + 2)
    if (close === -1) return (plain + css.slice(from)).replace(/<!--|-->/g, '')
    plain += css.slice(from, open)
    from = close + 2
  }
}
