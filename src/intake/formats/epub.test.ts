import fc from 'fast-check'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { RefusedFile } from '../../errors.ts'
import type { SourceDocument } from '../document.ts'
import { epub } from './epub.ts'
import { DEFAULT_LIMITS } from './format.ts'

const CONTAINER = (opf: string) =>
  `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="${opf}" media-type="application/oebps-package+xml"/></rootfiles></container>`
const PROSE =
  'The lamp had been lit before anybody in the house was up, and it was still burning when the carrier came. '

interface BookParts {
  /** Inside `<metadata>`. */
  metadata?: string
  /** By name, in reading order. */
  pages: Record<string, string>
  /** Further members: NCX, style sheets … */
  more?: Record<string, string>
  /** Further items of the manifest. */
  items?: string
  /** After the spine. */
  guide?: string
  folder?: string
}

function members({
  metadata = '',
  pages,
  more = {},
  items = '',
  guide = '',
  folder = 'OEBPS/',
}: BookParts): Record<string, string> {
  const names = Object.keys(pages)
  const manifest = names
    .map((name, at) => `<item id="p${at}" href="${encodeURI(name)}" media-type="application/xhtml+xml"/>`)
    .join('')
  const opf = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata><manifest>${manifest}${items}</manifest><spine>${names.map((_, at) => `<itemref idref="p${at}"/>`).join('')}</spine>${guide}</package>`
  const page = (body: string) =>
    body.includes('<body')
      ? body
      : `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${body}</body></html>`
  return {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': CONTAINER(`${folder}content.opf`),
    [`${folder}content.opf`]: opf,
    ...Object.fromEntries(names.map((name) => [`${folder}${name}`, page(pages[name] as string)])),
    ...Object.fromEntries(
      Object.entries(more).map(([name, source]) => [
        name.startsWith('META-INF') ? name : `${folder}${name}`,
        source,
      ]),
    ),
  }
}

const zipped = (files: Record<string, string>) =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([name, source]) => [name, strToU8(source)])) as Zippable,
  )
const readBytes = (bytes: Uint8Array, path = 'folder/a book.epub') =>
  (epub.read({ path, bytes, limits: DEFAULT_LIMITS }) as SourceDocument[])[0] as SourceDocument
const read = (parts: BookParts) => readBytes(zipped(members(parts)))
const known = ({ known }: SourceDocument) =>
  known.map(
    ({ field, value }) =>
      `${field}: ${typeof value === 'object' ? `${value.name} #${value.position}` : value}`,
  )
const blocks = ({ blocks }: SourceDocument) =>
  blocks.map(({ kind, text, role }) => `${role === undefined ? '' : `(${role}) `}${kind} ${text}`.trim())
const chapters = ({ chapters }: SourceDocument) =>
  chapters?.map(({ title, start, end }) => `${title} ${start}-${end}`)

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(RefusedFile)
    expect((error as RefusedFile).hint).not.toBe('')
    return (error as RefusedFile).code
  }
  return 'none'
}

describe('any book', () => {
  test('metadata, chapters by headings, a page without one goes on', () => {
    const document = read({
      metadata: `<dc:title>Lamps</dc:title><dc:creator opf:role="aut">Ann &amp; Bo</dc:creator><dc:creator opf:role="ill">Cy</dc:creator><dc:creator>Unknown</dc:creator><dc:language>de</dc:language>
        <dc:description>&lt;p&gt;A &lt;i&gt;lamp&lt;/i&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</dc:description><dc:subject>Angst, Fluff</dc:subject><dc:subject>FanFiction</dc:subject><dc:date>0101-01-01T00:00:00+00:00</dc:date>
        <meta name="calibre:series" content="Lights"/><meta name="calibre:series_index" content="2.0"/>`,
      pages: {
        'a.html': '<h2>Chapter 1: Dusk</h2><p>One.</p><hr/><p>Two.</p>',
        'a2.html': '<p>Three.</p>',
        'b.html': '<h2>Chapter 2</h2><p>Four.</p>',
      },
    })
    expect(known(document)).toEqual([
      'title: Lamps',
      'authors: Ann',
      'authors: Bo',
      'series: Lights #2',
      'summary: A lamp.',
      'language: de',
      'tags: Angst',
      'tags: Fluff',
    ])
    expect(document.known.every(({ rank, span }) => rank === 'metadata' && span === null)).toBe(true)
    expect(blocks(document)).toEqual([
      'paragraph One.',
      'break',
      'paragraph Two.',
      'paragraph Three.',
      'paragraph Four.',
    ])
    expect(chapters(document)).toEqual(['Dusk 0-4', 'null 4-5'])
    for (const { text, span } of document.blocks) expect(document.text.slice(span.start, span.end)).toBe(text)
  })

  test('cover, contents, copyright and jacket are no chapters; dedication and afterword are notes', () => {
    const document = read({
      pages: {
        'cover.html': '<img src="c.jpg" alt="Cover"/>',
        'title.html': '<h1>Lamps</h1><p>by Ann</p>',
        'toc.html':
          '<h2>Contents</h2><p><a href="1.html">One</a></p><p><a href="2.html">Two</a></p><p><a href="3.html">Three</a></p>',
        'ded.html': '<body><section epub:type="dedication"><p>For Bo</p></section></body>',
        '1.html': `<h2>One</h2><p>${PROSE}</p>`,
        '2.html': `<h2>Two</h2><p>${PROSE}</p>`,
        'after.html': '<h2>Afterword</h2><p>Thanks.</p>',
        'x.html': '<h2>Also by Ann</h2><p>Snow</p>',
      },
      guide: '<guide><reference type="cover" href="cover.html"/></guide>',
    })
    expect(blocks(document)).toEqual([
      '(furniture) image [Cover]',
      'heading Lamps',
      'paragraph by Ann',
      '(furniture) heading Contents',
      '(furniture) paragraph One',
      '(furniture) paragraph Two',
      '(furniture) paragraph Three',
      '(notesBefore) paragraph For Bo',
      `paragraph ${PROSE.trim()}`,
      `paragraph ${PROSE.trim()}`,
      '(notesAfter) heading Afterword',
      '(notesAfter) paragraph Thanks.',
      '(furniture) heading Also by Ann',
      '(furniture) paragraph Snow',
    ])
    expect(chapters(document)).toEqual(['One 8-9', 'Two 9-10'])
  })

  test('labels of the NCX name chapters whose headings are pictures; one page may hold several', () => {
    const ncx = `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint id="n1"><navLabel><text>Dusk</text></navLabel><content src="a.html"/></navPoint>
      <navPoint id="n2"><navLabel><text>2. Night</text></navLabel><content src="a.html#c2"/><navPoint id="n3"><navLabel><text>Moon</text></navLabel><content src="b%20c.html"/></navPoint></navPoint></navMap></ncx>`
    const document = read({
      pages: {
        'a.html': '<p><img src="1.png"/></p><p>One.</p><h3 id="c2">Night</h3><p>Two.</p>',
        'b c.html': '<p>Three.</p>',
      },
      more: { 'toc.ncx': ncx },
      items: '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    })
    expect(chapters(document)).toEqual(['Dusk 0-1', 'Night 1-2', 'Moon 2-3'])
    expect(blocks(document)).toEqual(['paragraph One.', 'paragraph Two.', 'paragraph Three.'])
  })

  test('the navigation of EPUB 3, its own page left out', () => {
    const nav =
      '<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="a.html"><span>Dusk</span></a></li><li><a href="b.html">Dawn</a></li></ol></nav></body></html>'
    const parts = members({
      pages: { 'a.html': '<p>One.</p>', 'b.html': '<p>Two.</p>' },
      more: { 'nav.xhtml': nav },
      items: '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>',
    })
    const document = readBytes(zipped(parts))
    expect(chapters(document)).toEqual(['Dusk 0-1', 'Dawn 1-2'])
  })

  test('a title page without a name of its own is no chapter, and a page of "Part One" alone stands in the next', () => {
    const document = read({
      metadata: '<dc:title>Lamps</dc:title>',
      pages: {
        'p1.html': '<h1>Lamps</h1><p>by Ann</p>',
        'p2.html': '<h1>Part One</h1>',
        'p3.html': `<h2>Dusk</h2><p>${PROSE}</p>`,
        'p4.html': `<h2>Dawn</h2><p>${PROSE}</p>`,
      },
    })
    expect(chapters(document)).toEqual(['Dusk 2-4', 'Dawn 4-5'])
    expect(blocks(document).slice(0, 3)).toEqual(['heading Lamps', 'paragraph by Ann', 'heading Part One'])
  })

  test('one page only: its chapters are still to be found, its heading stays', () => {
    const document = read({
      pages: {
        'a.html': `<h1>Lamps</h1><p><b>Rating:</b> PG</p><p>${PROSE}</p>`,
        'b.html': `<p>${PROSE}</p>`,
      },
    })
    expect(document.chapters).toBeNull()
    expect(blocks(document).slice(0, 2)).toEqual(['heading Lamps', 'paragraph Rating: PG'])
    expect(document.blocks.filter(({ pageBreakBefore }) => pageBreakBefore).length).toBe(2)
  })

  test("calibre's classes mean what its style sheet says", () => {
    const document = read({
      pages: { 'i_split_000.html': '<p class="calibre1">a <span class="italic1">b</span></p>' },
      more: { 's.css': '.calibre1 { text-indent: 1em } .italic1 { font-style: italic }' },
      items: '<item id="css" href="s.css" media-type="text/css"/>',
    })
    expect(document.blocks[0]?.html).toBe('<p>a <em>b</em></p>')
  })

  test('EPUB 3 says roles and series in elements that refine others', () => {
    const document = read({
      metadata: `<dc:title>T</dc:title><dc:creator id="a">Ann</dc:creator><meta property="role" refines="#a">aut</meta><dc:creator id="b">Bo</dc:creator><meta property="role" refines="#b">trl</meta>
        <meta property="belongs-to-collection" id="c">Lights</meta><meta property="collection-type" refines="#c">series</meta><meta property="group-position" refines="#c">3</meta>`,
      pages: { 'a.html': '<p>One.</p>' },
    })
    expect(known(document)).toEqual(['title: T', 'authors: Ann', 'series: Lights #3'])
  })
})

describe('the makers', () => {
  const PUBLISHER =
    '<dc:publisher>Archive of Our Own</dc:publisher><dc:title>The Work</dc:title><dc:creator opf:role="aut">pseud</dc:creator><dc:subject>Fanworks</dc:subject><dc:subject>Teen And Up Audiences</dc:subject>'
  const TAGS =
    '<dl class="tags"><dt>Rating:</dt><dd><a>Teen And Up Audiences</a></dd><dt>Stats:</dt><dd>Published: 2015-01-02 Words: 20 Chapters: 2/2</dd></dl>'

  test('AO3 until 2019: chapterN_2 goes on with chapter N', () => {
    const document = read({
      metadata: PUBLISHER,
      pages: {
        'preface.xhtml': `<div id="preface"><p class="message"><b>The Work</b></p><div class="meta">${TAGS}<h1>The Work</h1><div class="byline">by <a rel="author">pseud</a></div><p>Summary</p><blockquote>S.</blockquote></div></div>`,
        'chapter1_1.xhtml':
          '<div id="chapters" class="userstuff"><div class="meta group"><h2 class="heading">Chapter 1: Dusk</h2></div><div class="userstuff"><p>One.</p></div></div>',
        'chapter1_2.xhtml': '<div id="chapters" class="userstuff"><p>Two.</p></div>',
        'chapter2_1.xhtml':
          '<div id="chapters" class="userstuff"><div class="meta group"><h2 class="heading">Chapter 2</h2></div><div class="userstuff"><p>Three.</p></div></div>',
        'afterword.xhtml':
          '<div id="afterword"><div id="endnotes" class="meta"><p>End Notes</p><blockquote>Bye.</blockquote></div></div>',
      },
    })
    expect(document.format).toBe('epub/ao3')
    expect(chapters(document)).toEqual(['Dusk 0-2', 'null 2-3'])
    expect(known(document).slice(0, 8)).toEqual([
      'title: The Work',
      'authors: pseud',
      'rating: teen',
      'published: 2015-01-02',
      'declaredWords: 20',
      'status: complete',
      'summary: S.',
      'notesAfter: Bye.',
    ])
    expect(known(document)).not.toContain('tags: Fanworks')
  })

  test('AO3 since 2019, cut up and renamed by calibre, of one chapter', () => {
    const document = read({
      metadata: `${PUBLISHER}<dc:contributor opf:role="bkp">calibre (5.10.1)</dc:contributor>`,
      pages: {
        'W_split_000.xhtml': `<div id="preface" class="calibre1"><h2 class="toc-heading">Preface</h2><p class="message"><b class="calibre3">The Work</b></p><div class="meta">${TAGS}</div></div>`,
        'W_split_001.xhtml':
          '<div class="calibre1"><div class="meta"><h1 class="calibre6">The Work</h1><div class="byline">by <a rel="author">pseud</a></div><p class="calibre7">Notes</p><blockquote class="userstuff">Hi.</blockquote></div></div>',
        'W_split_002.xhtml':
          '<div id="chapters" class="userstuff"><h2 class="toc-heading">The Work</h2><p class="calibre8">One.</p><p class="calibre8">Two.</p></div>',
        'W_split_003.xhtml':
          '<div id="afterword"><h2 class="toc-heading">Afterword</h2><p class="message">Please drop by</p></div>',
      },
    })
    expect(chapters(document)).toEqual(['null 0-2'])
    expect(known(document)).toContain('notesBefore: Hi.')
    expect(blocks(document)).toEqual(['(story) paragraph One.', '(story) paragraph Two.'])
  })

  test('FanFicFare: the title page counts, the log does not, notes of AO3 chapters stay notes', () => {
    const chapter = (title: string, body: string) =>
      `<html><head><meta name="chapterorigtitle" content="${title}"/></head><body class="fff_chapter"><h3 class="fff_chapter_title">1. ${title}</h3>${body}</body></html>`
    const document = read({
      metadata:
        '<dc:identifier>fanficfare-uid:x</dc:identifier><dc:contributor>FanFicFare</dc:contributor><dc:title>T</dc:title><dc:subject>In-Progress</dc:subject>',
      pages: {
        'title_page.xhtml':
          '<body class="fff_titlepage"><h3><a href="s">By Sea</a> by <a href="u">Ann</a></h3><div><b>Category:</b> Emma<br /><b>Genre:</b> Angst, F/F<br /><b>Series:</b> Waves [2]<br /><b>Status:</b> In-Progress<br /><b>Summary:</b> It <i>is</i>.<br /></div></body>',
        'log_page.xhtml': '<body><b>Status:</b> Completed<br/></body>',
        'toc_page.xhtml': '<body><a href="file0001.xhtml">1. Dusk</a></body>',
        'file0001.xhtml': chapter(
          'Dusk',
          '<div class="fff_chapter_notes fff_head_notes"><b>Notes for the Chapter:</b><blockquote><p>Hi.</p></blockquote></div><p>One.</p><div class="fff_chapter_notes fff_foot_notes"><b>Author\'s Note:</b><p>Bye.</p></div>',
        ),
        'file0002.xhtml': chapter('Chapter 2', '<p>Two.</p>'),
      },
    })
    expect(known(document)).toEqual([
      'title: By Sea',
      'authors: Ann',
      'fandoms: Emma',
      'tags: Angst',
      'categories: f/f',
      'series: Waves #2',
      'status: in-progress',
      'summary: It is.',
      'title: T',
    ])
    expect(document.chapters).toEqual([
      {
        title: 'Dusk',
        start: 0,
        end: 1,
        notesBefore: '<blockquote><p>Hi.</p></blockquote>',
        notesAfter: '<p>Bye.</p>',
      },
      { title: null, start: 1, end: 2, notesBefore: null, notesAfter: null },
    ])
  })

  test('FicHub: the introduction, and a contents page within the reading order', () => {
    const document = read({
      folder: 'EPUB/',
      pages: {
        'introduction.xhtml':
          '<h1>Sea</h1><p><b>By: Ann</b></p><p>Words.</p><p>Status: complete</p><p>Exported with the assistance of FicHub.net</p>',
        'nav.xhtml': '<nav><a href="chap_1.xhtml">1. Dusk</a></nav>',
        'chap_1.xhtml': '<h2>1. Dusk</h2><p>One.</p>',
      },
    })
    expect(known(document)).toEqual(['title: Sea', 'authors: Ann', 'status: complete', 'summary: Words.'])
    expect(chapters(document)).toEqual(['Dusk 0-1'])
  })
})

describe('broken books', () => {
  const good: BookParts = {
    metadata: '<dc:title>T</dc:title>',
    pages: { 'One Two.html': '<p>One.</p>', 'b.html': '<p>Two.</p>' },
  }

  test.each([
    ['no mimetype', (files: Record<string, string>) => delete files.mimetype],
    ['no container', (files: Record<string, string>) => delete files['META-INF/container.xml']],
    [
      'a byte order mark',
      (files: Record<string, string>) => (files['OEBPS/content.opf'] = `\ufeff${files['OEBPS/content.opf']}`),
    ],
    [
      'a bare ampersand',
      (files: Record<string, string>) =>
        (files['OEBPS/content.opf'] = (files['OEBPS/content.opf'] as string).replace(
          '<metadata',
          '<x>A & B</x><metadata',
        )),
    ],
    [
      'an element left open',
      (files: Record<string, string>) =>
        (files['OEBPS/content.opf'] = (files['OEBPS/content.opf'] as string).replace('</dc:title>', '')),
    ],
    [
      'names in other case',
      (files: Record<string, string>) => {
        files['OEBPS/B.HTML'] = files['OEBPS/b.html'] as string
        delete files['OEBPS/b.html']
      },
    ],
    [
      'a page missing from the archive',
      (files: Record<string, string>) =>
        (files['OEBPS/content.opf'] = (files['OEBPS/content.opf'] as string).replace(
          '<spine>',
          '<spine><itemref idref="gone"/>',
        )),
    ],
  ])('%s is put up with', (_, spoil) => {
    const files = members(good)
    spoil(files)
    expect(blocks(readBytes(zipped(files)))).toEqual(['paragraph One.', 'paragraph Two.'])
  })

  test('without a reading order the pages stand as they are listed, and it is said', () => {
    const files = members(good)
    files['OEBPS/content.opf'] = (files['OEBPS/content.opf'] as string).replace(/<spine>.*<\/spine>/, '')
    expect(readBytes(zipped(files)).diagnostics.map(({ rule }) => rule)).toEqual(['epub/no-spine'])
    delete files['OEBPS/content.opf']
    const document = readBytes(
      zipped({ ...files, 'OEBPS/10.html': '<p>Ten.</p>', 'OEBPS/9.html': '<p>Nine.</p>' }),
    )
    expect(blocks(document)).toEqual([
      'paragraph Nine.',
      'paragraph Ten.',
      'paragraph Two.',
      'paragraph One.',
    ])
    expect(document.diagnostics.map(({ rule }) => rule)).toEqual(['epub/no-package'])
  })

  test.each([
    ['no zip at all', () => strToU8('<html>'), 'read/not-epub'],
    ['an empty file', () => new Uint8Array(), 'read/not-epub'],
    ['a zip without pages', () => zipped({ 'a.txt': 'x' }), 'read/not-epub'],
    ['a zip cut off', () => zipped(members(good)).subarray(0, 300), 'read/broken-zip'],
    [
      'pages without text',
      () => zipped(members({ pages: { 'a.html': '<img src="1.png"/>' } })),
      'read/no-text',
    ],
    [
      'a path that climbs out',
      () => zipped({ ...members(good), '../../evil.html': '<p>x</p>' }),
      'read/path-climbs',
    ],
    [
      'pages locked by DRM',
      () =>
        zipped({
          ...members(good),
          'META-INF/encryption.xml':
            '<encryption xmlns:enc="x"><enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><enc:CipherData><enc:CipherReference URI="OEBPS/b.html"/></enc:CipherData></enc:EncryptedData></encryption>',
        }),
      'read/drm',
    ],
  ])('%s is refused with its code', (_, make, code) => {
    expect(codeOf(() => readBytes(make()))).toBe(code)
  })

  test('a page that unpacks to far more than a story is refused', () => {
    const files: Zippable = Object.fromEntries(
      Object.entries(members(good)).map(([name, source]) => [name, strToU8(source)]),
    )
    files['OEBPS/b.html'] = new Uint8Array(40_000_000).fill(32)
    expect(codeOf(() => readBytes(zipSync(files)))).toBe('read/zip-bomb')
  })

  test('scrambled fonts harm nothing', () => {
    const encryption =
      '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><CipherReference URI="OEBPS/f.ttf"/></EncryptedData></encryption>'
    expect(
      blocks(readBytes(zipped({ ...members(good), 'META-INF/encryption.xml': encryption }))),
    ).toHaveLength(2)
  })

  test('entities that multiply are not expanded', () => {
    const files = members(good)
    const entities = Array.from(
      { length: 20 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join('')
    files['OEBPS/content.opf'] = (files['OEBPS/content.opf'] as string)
      .replace('<package', `<!DOCTYPE x [<!ENTITY l0 "lol">${entities}]><package`)
      .replace('>T<', '>&l20;<')
    expect(blocks(readBytes(zipped(files)))).toEqual(['paragraph One.', 'paragraph Two.'])
  })

  test('markup made to harm leaves nothing but its words', () => {
    const document = read({
      pages: {
        'a.html':
          '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a><img src="http://x/y.png" onerror="z"/><svg><script>w</script></svg></p>',
      },
    })
    expect(document.blocks.map(({ html }) => html)).toEqual(['<p>ab</p>'])
  })
})

test('any change to a book is read or refused', () => {
  const files = members({
    metadata: '<dc:title>T</dc:title>',
    pages: { 'a.html': '<h2>Chapter 1</h2><p>One.</p>', 'b.html': '<p>Two.</p>' },
  })
  const names = Object.keys(files)
  const edit = fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat(400),
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('<', '&', '"', '</', ']]>', '<!--', '../', '%', '#'),
    ),
  })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 5 }), fc.subarray(names, { minLength: 1 }), (edits, kept) => {
      const changed = Object.fromEntries(kept.map((name) => [name, files[name] as string]))
      for (const { name, at, text } of edits) {
        const source = changed[name]
        if (source !== undefined) changed[name] = source.slice(0, at) + text + source.slice(at)
      }
      codeOf(() => readBytes(zipped(changed)))
    }),
    { numRuns: 150 },
  )
})
