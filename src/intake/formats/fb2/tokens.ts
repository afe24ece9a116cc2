/** FictionBook as a run of tags and text: broken files are no XML any more, and their words are there all the same. */

export type Fb2Token =
  | { kind: 'open' | 'close'; name: string; attributes: string; closesItself: boolean }
  /** As written, entities and all. */
  | { kind: 'text'; text: string }

const TAG = /<(\/?)([a-zA-Z][\w:.-]*)([^<>]*)>/g

/** @param source decoded. Comments, pictures and instructions are left out. Linear in its length. */
export function* fb2Tokens(source: string): Generator<Fb2Token> {
  const text = without(without(source, '<!--', '-->'), '<binary', '</binary>')
  let from = 0
  for (const match of text.matchAll(TAG)) {
    if (match.index > from) yield { kind: 'text', text: plain(text.slice(from, match.index)) }
    from = match.index + match[0].length
    const [, slash, qualified = '', attributes = ''] = match
    const name = qualified.slice(qualified.indexOf(':') + 1).toLowerCase()
    const closesItself = slash === '' && attributes.endsWith('/')
    yield { kind: slash === '/' ? 'close' : 'open', name, attributes, closesItself }
  }
  if (from < text.length) yield { kind: 'text', text: plain(text.slice(from)) }
}

/** A bare `<` is text; instructions and declarations are none. */
function plain(text: string): string {
  return text.replace(/<[?!][^>]*>/g, '').replaceAll('<', '&lt;')
}

function without(source: string, open: string, close: string): string {
  const kept: string[] = []
  let from = 0
  for (;;) {
    const start = source.indexOf(open, from)
    if (start === -1) return kept.join('') + source.slice(from)
    kept.push(source.slice(from, start))
    const end = source.indexOf(close, start)
    if (end === -1) return kept.join('')
    from = end + close.length
  }
}

/** The value of an attribute, with or without a prefix; undefined where it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s|:)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(attributes)
  return match?.[1] ?? match?.[2]
}
