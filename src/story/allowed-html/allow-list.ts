/**
 * What a story may hold, as data. Anything not named here is unwrapped (its text stays) or, where it is in
 * `DROPPED`, gone with all it holds. docs/allowed-html.md says the same for people; a test holds the two together.
 */

/** Inline elements kept, by the name they come under → the name they leave under. */
export const INLINE: Readonly<Record<string, string>> = {
  em: 'em',
  i: 'em',
  dfn: 'em',
  var: 'em',
  strong: 'strong',
  b: 'strong',
  u: 'u',
  ins: 'u',
  s: 's',
  strike: 's',
  del: 's',
  sup: 'sup',
  sub: 'sub',
  small: 'small',
  big: 'big',
  code: 'code',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
  abbr: 'abbr',
  acronym: 'abbr',
  cite: 'cite',
  q: 'q',
  ruby: 'ruby',
  rt: 'rt',
  rp: 'rp',
}

/** Inline elements of which two side by side are not one: each has its own marks or reading. */
export const NEVER_JOINED: ReadonlySet<string> = new Set(['q', 'ruby', 'rt', 'rp', 'a', 'abbr'])

/** Headings: the two largest belong to the work and the chapter, so a story's own begin at h3. */
export const HEADINGS: Readonly<Record<string, string>> = {
  h1: 'h3',
  h2: 'h3',
  h3: 'h3',
  h4: 'h4',
  h5: 'h5',
  h6: 'h6',
}

/** Everything the output can hold. */
export const ALLOWED_ELEMENTS: ReadonlySet<string> = new Set([
  ...Object.values(INLINE),
  ...Object.values(HEADINGS),
  ...['a', 'span', 'br', 'p', 'hr', 'pre', 'blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'details', 'summary'],
])

/** Every attribute the output can hold, and on what; `*` is any element. `style`, `id` and handlers are on nothing. */
export const ALLOWED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  '*': ['lang', 'dir'],
  a: ['href', 'rel', 'title'],
  p: ['class'],
  h3: ['class'],
  h4: ['class'],
  h5: ['class'],
  h6: ['class'],
  pre: ['class'],
  span: ['class', 'title'],
  abbr: ['title'],
  cite: ['title'],
  em: ['title'],
  strong: ['title'],
  q: ['title'],
  ol: ['start', 'type', 'reversed'],
  li: ['value'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
}

/** The only classes: what alignment, margins and small capitals by style become. */
export const ALLOWED_CLASSES = ['centre', 'right', 'indent', 'smallcaps'] as const

/** Schemes a link may have; without one it leads nowhere in a library and only its text stays. */
export const LINK_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** Gone with everything in them: they run, load, ask for input, or belong to the page and not to the story. */
export const DROPPED: ReadonlySet<string> = new Set([
  ...[
    'script',
    'style',
    'template',
    'noscript',
    'noembed',
    'noframes',
    'title',
    'head',
    'base',
    'meta',
    'link',
  ],
  ...['iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'param', 'portal', 'fencedframe'],
  ...['audio', 'video', 'source', 'track', 'canvas', 'map', 'area', 'bgsound'],
  ...[
    'input',
    'button',
    'select',
    'option',
    'optgroup',
    'textarea',
    'datalist',
    'output',
    'progress',
    'meter',
  ],
  ...['keygen', 'isindex', 'menuitem', 'dialog', 'svg', 'math', 'colgroup', 'col'],
])

/** Elements that begin and end a block but leave nothing of their own: their children stand in their place. */
export const UNWRAPPED_BLOCKS: ReadonlySet<string> = new Set([
  ...['div', 'center', 'section', 'article', 'main', 'header', 'footer', 'aside', 'nav', 'address', 'hgroup'],
  ...['figure', 'figcaption', 'form', 'fieldset', 'legend', 'body', 'html', 'search', 'multicol', 'layer'],
  ...['marquee', 'li', 'dd', 'dt', 'summary', 'caption', 'tr', 'td', 'th', 'tbody', 'thead', 'tfoot'],
])

/** Elements whose white space is kept. */
export const PREFORMATTED: ReadonlySet<string> = new Set(['pre', 'xmp', 'listing', 'plaintext'])

/** Open elements while parsing; further start tags are text without markup. A browser stops at 512. */
export const MAX_OPEN_ELEMENTS = 400
/** Elements of one document; after that only its text is read. */
export const MAX_ELEMENTS = 3_000_000
/** Attributes of one tag that are looked at. */
export const MAX_ATTRIBUTES = 60
/** Unclosed inline elements that are opened again in the next paragraph. */
export const MAX_REOPENED = 16
/** Containers (quotes, lists, tables) within each other in the output, well under what is parsed. */
export const MAX_CONTAINERS = 24
/** Inline elements round one word in the output. */
export const MAX_MARKS = 12
/** A heading longer than this is a story whose heading was never closed. */
export const MAX_HEADING_CHARACTERS = 300
