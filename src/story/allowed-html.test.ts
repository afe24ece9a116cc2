import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import {
  ALLOWED_ATTRIBUTES,
  ALLOWED_CLASSES,
  ALLOWED_ELEMENTS,
  DROPPED,
  INLINE,
  LINK_SCHEMES,
} from './allowed-html/allow-list.ts'
import { allowHtml } from './allowed-html.ts'
import { plainText } from './plain-text.ts'

describe('what stays', () => {
  test.each([
    ['loose text becomes a paragraph', 'hello <b>x</b>', '<p>hello <strong>x</strong></p>'],
    ['i and b say em and strong', '<p><i>a</i> <b>b</b></p>', '<p><em>a</em> <strong>b</strong></p>'],
    ['two line breaks part paragraphs', '<p>a<br><br/>b<br>c</p>', '<p>a</p><p>b<br>c</p>'],
    ['emphasis goes on across paragraphs', '<p><em>a<p>b</em>c', '<p><em>a</em></p><p><em>b</em>c</p>'],
    ['italics by style', '<span style="FONT-STYLE: italic">a</span>', '<p><em>a</em></p>'],
    ['italics by class', '<p class="italic">a</p>', '<p><em>a</em></p>'],
    [
      'italics taken back within italics',
      '<i>a <span style="font-style:normal">b</span></i>',
      '<p><em>a </em>b</p>',
    ],
    ['a bold that says it is none', '<b style="font-weight:normal">a <i>b</i></b>', '<p>a <em>b</em></p>'],
    ['underline and strike', '<u>a</u><strike>b</strike><ins>c</ins>', '<p><u>a</u><s>b</s><u>c</u></p>'],
    ['a colour goes, its text stays', '<font color=red>a</font>', '<p>a</p>'],
    [
      'centred text',
      '<center>***</center><p align=right>x',
      '<p class="centre">***</p><p class="right">x</p>',
    ],
    [
      'small capitals',
      '<span style="font-variant:small-caps">a</span>',
      '<p><span class="smallcaps">a</span></p>',
    ],
    ['the largest headings come down', '<h1>a</h1><h2>b</h2><h4>c</h4>', '<h3>a</h3><h3>b</h3><h4>c</h4>'],
    ['a rule', 'a<hr width="50%">b', '<p>a</p><hr><p>b</p>'],
    ['white space collapses', '<p>\n a \t\n <i> b</i> </p>', '<p>a <em>b</em></p>'],
    ['no-break spaces that indent a paragraph go', '<p>&nbsp;&nbsp; a', '<p>a</p>'],
    ['no-break spaces that indent verse stay', 'a<br>&nbsp;&nbsp;b', '<p>a<br>\u00a0\u00a0b</p>'],
    ['preformatted text keeps its lines', '<pre>\n a\n  b\n</pre>', '<pre> a\n  b</pre>'],
    ['lists', '<ul>\n<li>a<li>b<p>c</ul>', '<ul><li>a</li><li><p>b</p><p>c</p></li></ul>'],
    ['a list used as a margin goes', '<ul>a<p>b</ul>', '<p>a</p><p>b</p>'],
    ['terms', '<dl><dt>a<dd>b</dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
    [
      'tables',
      '<table><tr><td>a<th colspan=2>b</table>',
      '<table><tbody><tr><td>a</td><th colspan="2">b</th></tr></tbody></table>',
    ],
    ['a table of one cell is a frame', '<table><tr><td><p>a<p>b</table>', '<p>a</p><p>b</p>'],
    ['quotes', '<blockquote>a<p>b</blockquote>', '<blockquote><p>a</p><p>b</p></blockquote>'],
    [
      'details',
      '<details open><summary>a</summary>b</details>',
      '<details><summary>a</summary><p>b</p></details>',
    ],
    ['ruby', '<ruby>漢<rp>(</rp><rt>kan</rt></ruby>', '<p><ruby>漢<rp>(</rp><rt>kan</rt></ruby></p>'],
    ['languages', '<div lang=fr><p>a</div><i lang=la>b</i>', '<p lang="fr">a</p><p><em lang="la">b</em></p>'],
    ['emoji pictures are their emoji', 'a <img class=emoji alt="😀" src=x>', '<p>a 😀</p>'],
    ['a picture leaves its words', '<img src="http://x/y.jpg" alt="a map">', '<p>[a map]</p>'],
    ['a picture without words leaves nothing', 'a<img src="http://x/y.jpg">', '<p>a</p>'],
    ['an ornament is a rule', '<p>a<p><img src="../img/bar01.gif"><p>b', '<p>a</p><hr><p>b</p>'],
    ['an ornament by its words is a rule', 'a<img alt="-=-=-">b', '<p>a</p><hr><p>b</p>'],
    ['an empty block named a break is a rule', 'a<div class="scene-break"></div>b', '<p>a</p><hr><p>b</p>'],
    [
      'a story in a heading never closed is no heading',
      `<h2>${'word '.repeat(100)}`,
      `<p>${'word '.repeat(100).trim()}</p>`,
    ],
  ])('%s', (_, unsafeHtml, allowed) => {
    expect(allowHtml(unsafeHtml)).toBe(allowed)
    expect(allowHtml(allowed)).toBe(allowed)
  })

  test('inline: lines instead of blocks', () => {
    expect(allowHtml('<p>a <i>b</i></p><p>c</p>', { inline: true })).toBe('a <em>b</em><br>c')
    expect(allowHtml('a<br>b', { inline: true })).toBe('a<br>b')
  })
})

describe('what goes', () => {
  test.each([
    ['script', 'a<script>alert(1)</script>b', '<p>ab</p>'],
    ['script in pieces', '<scr<script>x</script>ipt>alert(1)</script>', '<p>xipt&gt;alert(1)</p>'],
    ['style', '<style>p{background:url(http://x)}</style>a', '<p>a</p>'],
    ['handlers', '<p onclick="x()" onmouseover=y style="background:url(x)">a', '<p>a</p>'],
    ['frames and objects', 'a<iframe src=x>b</iframe><object data=x>c</object><embed src=x>', '<p>a</p>'],
    [
      'controls',
      'a<form action=x><input value=b><button>c</button><select><option>d</select><textarea>e</textarea></form>',
      '<p>a</p>',
    ],
    ['svg', '<svg onload=x><script>y</script><text>z</text></svg>a', '<p>a</p>'],
    [
      'math',
      '<math><mtext><table><mglyph><style><img src onerror=x></style></table></mtext></math>a',
      '<p>a</p>',
    ],
    [
      'noscript with markup in an attribute',
      '<noscript><p title="</noscript><img src=x onerror=y>">',
      '<p>"&gt;</p>',
    ],
    ['title with markup in it', '<title><img src=x onerror=y></title>a', '<p>a</p>'],
    ['template', '<template><script>x</script><p>y</template>a', '<p>a</p>'],
    ['comments that end early', '<!--><img src=x onerror=y>-->a', '<p>--&gt;a</p>'],
    ['conditional comments', '<!--[if mso]><p>x<![endif]-->a', '<p>a</p>'],
    [
      'mutation through form and mglyph',
      '<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>',
      '',
    ],
    ['a frameset does not swallow the story', '<p>a<frameset><frame src=x>', '<p>a</p>'],
    [
      'base, meta and link',
      '<base href=x><meta http-equiv=refresh content=0><link rel=stylesheet href=x>a',
      '<p>a</p>',
    ],
    ['names that clobber', '<p id=body name=x><a name=y id=z>a</a>', '<p>a</p>'],
    ['control characters', 'a\x00\x01\x1b\ufeffb&#0;&#1;', '<p>ab\ufffd</p>'],
    ['lone surrogates', 'a\ud800b', '<p>a\ufffdb</p>'],
  ])('%s', (_, unsafeHtml, allowed) => {
    expect(allowHtml(unsafeHtml)).toBe(allowed)
  })

  test.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java&#10;script:alert(1)',
    '&#106;&#97;vascript&colon;alert(1)',
    '\x01javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://x/y',
    '//x/y',
    '/works/1',
    '#note1',
    'http://',
    'jav&#x0A;ascript:x',
    'mailto:',
    'mailto:no address at all',
  ])('a link to %j leaves only its text', (href) => {
    expect(allowHtml(`<a href="${href}">a</a>`)).toBe('<p>a</p>')
  })

  test('a link out says it is none of ours, and carries no password', () => {
    expect(allowHtml('<a href="http://u:p@x.example/a b?c=d&e" target=_blank>a</a>')).toBe(
      '<p><a href="http://x.example/a%20b?c=d&amp;e" rel="nofollow noopener noreferrer">a</a></p>',
    )
  })
})

/** Everything wrong with allowed HTML when it is read again by the standard's rules. */
function faults(html: string): string[] {
  const found: string[] = []
  const look = (node: DefaultTreeAdapterTypes.ChildNode, top: boolean) => {
    if ('tagName' in node) {
      if (!ALLOWED_ELEMENTS.has(node.tagName)) found.push(node.tagName)
      for (const { name, value } of node.attrs) {
        const allowed = [...(ALLOWED_ATTRIBUTES['*'] ?? []), ...(ALLOWED_ATTRIBUTES[node.tagName] ?? [])]
        if (!allowed.includes(name)) found.push(`${node.tagName}[${name}]`)
        if (name === 'href' && !LINK_SCHEMES.has(new URL(value).protocol)) found.push(value)
        if (
          name === 'class' &&
          !value.split(' ').every((word) => (ALLOWED_CLASSES as readonly string[]).includes(word))
        )
          found.push(value)
      }
      for (const child of node.childNodes) look(child, false)
    } else if (node.nodeName !== '#text' || top) found.push(node.nodeName)
  }
  const root = parse(html).childNodes[0] as DefaultTreeAdapterTypes.Element
  for (const child of (root.childNodes[1] as DefaultTreeAdapterTypes.Element).childNodes) look(child, true)
  return found
}

const NAMES = [
  ...Object.keys(INLINE),
  ...DROPPED,
  ...[
    'a',
    'p',
    'div',
    'center',
    'font',
    'span',
    'h1',
    'h3',
    'blockquote',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'pre',
  ],
  ...[
    'table',
    'tbody',
    'thead',
    'tr',
    'td',
    'th',
    'caption',
    'details',
    'summary',
    'br',
    'hr',
    'img',
    'body',
    'html',
  ],
  ...[
    'figure',
    'form',
    'mglyph',
    'mtext',
    'desc',
    'foreignObject',
    'annotation-xml',
    'xmp',
    'plaintext',
    'nobr',
    'o:p',
  ],
]
const ATTRIBUTES = [
  'lang=fr',
  'dir="rtl"',
  'class="italic centre"',
  'style="font-style:italic;font-weight:bold;text-align:center;margin-left:40px"',
  "title='a\"b<c'",
  'href="http://x.example/?a=b&c"',
  'href=javascript:x',
  'onclick=x',
  'align=right',
  'encoding="text/html"',
  'alt="***"',
  'colspan=3',
  'start=4',
]
const TEXTS = [
  'word',
  'two words',
  ' ',
  '\n\n',
  '\u00a0',
  '&lt;b&gt;',
  '&',
  '<',
  '>',
  '"',
  '<!--',
  '-->',
  ']]>',
  '\0',
  '漢',
  '😀',
]

const soup = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...NAMES), fc.subarray(ATTRIBUTES, { maxLength: 3 }))
        .map(([n, a]) => `<${[n, ...a].join(' ')}>`),
      fc.constantFrom(...NAMES).map((name) => `</${name}>`),
      fc.constantFrom(...TEXTS),
      fc.string({ maxLength: 5, unit: 'binary' }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

describe('of any markup at all', () => {
  test('the output read again holds only what is allowed', () => {
    fc.assert(
      fc.property(soup, (unsafeHtml) => {
        expect(faults(allowHtml(unsafeHtml))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('the output put in again comes out the same', () => {
    fc.assert(
      fc.property(soup, (unsafeHtml) => {
        const once = allowHtml(unsafeHtml)
        expect(allowHtml(once)).toBe(once)
        const inline = allowHtml(unsafeHtml, { inline: true })
        expect(allowHtml(inline, { inline: true })).toBe(inline)
      }),
      { numRuns: 400 },
    )
  })

  test('the words stay, in their order', () => {
    const kept = NAMES.filter(
      (name) =>
        !DROPPED.has(name) &&
        name !== 'img' &&
        name !== 'plaintext' &&
        name !== 'xmp' &&
        !/^t|^caption/.test(name),
    )
    const words = fc.array(
      fc.oneof(
        fc.constantFrom(...kept).map((name) => `<${name}>`),
        fc.constantFrom(...kept).map((name) => `</${name}>`),
        fc.integer({ min: 0, max: 999 }).map((n) => ` w${n} `),
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(words, (parts) => {
        const expected = parts.filter((part) => part.startsWith(' ')).map((part) => part.trim())
        expect(plainText(allowHtml(parts.join(''))).match(/w\d+/g) ?? []).toEqual(expected)
      }),
      { numRuns: 400 },
    )
  })
})

describe('markup made to exhaust', () => {
  const n = 100_000
  test.each([
    ['a line of 50 MB', () => 'word '.repeat(10_000_000)],
    ['divs 100,000 deep', () => '<div>'.repeat(n)],
    ['quotes 100,000 deep', () => `${'<blockquote>'.repeat(n)}x`],
    ['tables 100,000 deep', () => `${'<table><tr><td>'.repeat(n)}x`],
    ['lists 100,000 deep', () => `${'<ul><li>'.repeat(n)}x`],
    ['spans 100,000 deep', () => `${'<span lang=fr>'.repeat(n)}x`],
    ['bold in divs 100,000 deep', () => '<b><div>'.repeat(n)],
    ['links in divs 100,000 deep', () => '<a href=http://x><div>'.repeat(n)],
    ['headings in divs', () => `${'<h1><div>'.repeat(200)}${'<b></b>'.repeat(n)}`],
    ['svg 100,000 deep', () => '<svg><g>'.repeat(n)],
    [
      'fonts never closed',
      () => Array.from({ length: 20_000 }, (_, size) => `<p><font size=${size}>x`).join(''),
    ],
    [
      'inline elements closed over blocks',
      () => `${'<b><div>'.repeat(200)}${'x<i></i>'.repeat(n)}${'</b>'.repeat(n)}`,
    ],
    ['text where a table allows none', () => `<table>${'x<b></b>'.repeat(n)}`],
    [
      'a million attributes',
      () => `<p ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}`).join(' ')}>x`,
    ],
    ['an attribute of 20 MB', () => `<a href="${'x'.repeat(20_000_000)}">y</a>`],
    ['a million line breaks', () => '<br>'.repeat(1_000_000)],
    ['a million comments never closed', () => '<!--'.repeat(1_000_000)],
    ['two million zeros', () => '\0'.repeat(2_000_000)],
    ['two million lone surrogates', () => '\ud800'.repeat(2_000_000)],
  ])('%s is done in seconds', (_, make) => {
    const unsafeHtml = make()
    const began = performance.now()
    allowHtml(unsafeHtml)
    expect(performance.now() - began).toBeLessThan(8_000)
  })
})

test('the page that documents the list names every element, attribute and class of it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/allowed-html.md'), 'utf8')
  const named = new Set([...page.matchAll(/`([^`]+)`/g)].map(([, word]) => word))
  const all = [
    ...ALLOWED_ELEMENTS,
    ...Object.values(ALLOWED_ATTRIBUTES).flat(),
    ...ALLOWED_CLASSES,
    ...DROPPED,
  ]
  expect(all.filter((name) => !named.has(name))).toEqual([])
})
