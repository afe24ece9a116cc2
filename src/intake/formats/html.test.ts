import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RefusedFile } from '../../errors.ts'
import type { SourceDocument } from '../document.ts'
import { DEFAULT_LIMITS } from './format.ts'
import { html } from './html.ts'

function read(source: string | Uint8Array, path = 'folder/story.html'): SourceDocument {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  const [document] = html.read({ path, bytes, limits: DEFAULT_LIMITS }) as SourceDocument[]
  return document as SourceDocument
}

/** Values of each field, in order, as `field: value`. */
const known = ({ known }: SourceDocument) =>
  known.map(
    ({ field, value }) =>
      `${field}: ${typeof value === 'object' ? `${value.name} #${value.position}` : value}`,
  )
/** Blocks as `kind text`, gaps as dots in front, furniture in brackets. */
const blocks = (document: SourceDocument) =>
  document.blocks.map(({ kind, text, gapBefore, role }) => {
    const line = `${'.'.repeat(gapBefore)}${kind} ${text.replace(/\n/g, '|')}`.trim()
    return role === 'furniture' ? `[${line}]` : line
  })
const PROSE =
  'The lamp had been lit before anybody in the house was up, and it was still burning when the carrier came. '

describe('any page', () => {
  test('paragraphs, headings and rules', () => {
    const document = read('<title>Lamps</title><h1>Lamps</h1><p>by Ada<p>One.<hr><p>Two <i>three</i>.')
    expect(blocks(document)).toEqual([
      'heading Lamps',
      'paragraph by Ada',
      'paragraph One.',
      'break',
      'paragraph Two three.',
    ])
    expect(document.blocks[0]).toMatchObject({ level: 1, html: '<h3>Lamps</h3>' })
    expect(document.blocks[4]).toMatchObject({ html: '<p>Two <em>three</em>.</p>' })
    expect(document).toMatchObject({
      stem: 'story',
      format: 'html/generic',
      encoding: 'utf-8',
      chapters: null,
    })
    expect(known(document)).toEqual(['title: Lamps'])
  })

  test('every block stands in the text where its span says', () => {
    const document = read(`<h1>A</h1><p>one<br>two</p><pre>x\n y</pre><ul><li>a<li>b</ul><p>${PROSE}`)
    for (const { text, span } of document.blocks) expect(document.text.slice(span.start, span.end)).toBe(text)
    const line = (at: number) => document.text.slice(0, at).split('\n').length
    for (const { span } of document.blocks) expect(span.line).toBe(line(span.start))
  })

  test.each([
    [
      'an empty paragraph between a few is a gap',
      '<p>a<p>b<p>&nbsp;<p>c<p>d<p>e<p>f',
      ['paragraph a', 'paragraph b', '.paragraph c'],
    ],
    [
      'an empty paragraph between all is spacing',
      '<p>a<p>&nbsp;<p>b<p>&nbsp;<p>c<p>&nbsp;<p>d<p>&nbsp;<p>e',
      ['paragraph a', 'paragraph b', 'paragraph c'],
    ],
    [
      'two breaks part paragraphs and three leave a gap',
      'a<br><br>b<br><br>c<br><br><br>d<br><br>e<br><br>f',
      ['paragraph a', 'paragraph b', 'paragraph c', '.paragraph d'],
    ],
    [
      'a single break between long lines parts paragraphs',
      `${PROSE}<br>${PROSE}<br>b<br>${PROSE}`,
      [`paragraph ${PROSE.trim()}`, `paragraph ${PROSE.trim()}`, 'paragraph b'],
    ],
    ['a single break between short lines is verse', '<p>a b<br>c d<br>e f', ['verse a b|c d|e f']],
    ['glyphs are a break', '<p>a<center>* * *</center><p>b', ['paragraph a', 'break * * *', 'paragraph b']],
    ['an ornament is a break', '<p>a<p><img src="bar2.gif"><p>b', ['paragraph a', 'break', 'paragraph b']],
    ['what a picture says is an image', '<img alt="my banner"><p>a', ['image [my banner]', 'paragraph a']],
    [
      'header lines stand apart',
      '<b>Title:</b> X<br><b>Rating:</b> PG<br><br>a',
      ['paragraph Title: X', 'paragraph Rating: PG', 'paragraph a'],
    ],
    [
      'a table of labels is header lines',
      '<table><tr><td>Title<td>X<tr><td>Rating:<td>PG</table><p>a',
      ['paragraph Title: X', 'paragraph Rating: PG', 'paragraph a'],
    ],
    [
      'a table that lays out a page goes',
      `<table><tr><td>menu<td><p>${PROSE.repeat(7)}<p>b</table>`,
      ['paragraph menu', `paragraph ${PROSE.repeat(7).trim()}`, 'paragraph b'],
    ],
    ['a table of facts stays', '<table><tr><td>1<td>2<tr><td>3<td>4</table>', ['table 1\t2||3\t4']],
    [
      'line ends are the paragraphs where no markup parts them',
      `<i>a</i> is here and goes on for a while, as long as ever\n\n${PROSE}${PROSE}`,
      [
        'paragraph a is here and goes on for a while, as long as ever',
        `paragraph ${`${PROSE}${PROSE}`.trim()}`,
      ],
    ],
    [
      'a text in pre is read as a text',
      `<pre>TITLE: X\n\n${PROSE}\n\n* * *\n\n_b_\n</pre>`,
      ['paragraph TITLE: X', `paragraph ${PROSE.trim()}`, 'break * * *', 'paragraph b'],
    ],
  ])('%s', (_, source, expected) => {
    expect(blocks(read(source)).slice(0, expected.length)).toEqual(expected)
  })

  test('a cut and a page break stand above what follows them', () => {
    const document = read('<p>a<a name="cutid1"></a>b<br style="page-break-before:always">c')
    expect(document.blocks.map(({ cutBefore, pageBreakBefore }) => [cutBefore, pageBreakBefore])).toEqual([
      [undefined, undefined],
      [true, undefined],
      [undefined, true],
    ])
  })

  test('a page set in center says nothing of its paragraphs by it', () => {
    const document = read(`<center><h1>A</h1><p>${PROSE}<p>${PROSE}<p>***<p>${PROSE}</center>`)
    expect(document.blocks.map(({ centred }) => centred ?? false)).toEqual([true, false, false, true, false])
    expect(document.blocks[1]?.html).toBe(`<p>${PROSE.trim()}</p>`)
  })

  test('menus, hosts and counters round the story are furniture', () => {
    const source = `<div id="nav"><a href=a>x</a></div><p><a href=h>Home</a> | <a href=s>Stories</a><p>${PROSE.repeat(3)}<p><i>fin</i>
      <p><a href="i.html">Back to the index</a><p>You are visitor number 12<p>This page hosted by <a href=x>GeoCities</a>`
    expect(blocks(read(source)).slice(2)).toEqual([
      'paragraph fin',
      '[paragraph Back to the index]',
      '[paragraph You are visitor number 12]',
      '[paragraph This page hosted by GeoCities]',
    ])
    expect(blocks(read(source))[0]).toBe('[paragraph Home | Stories]')
  })

  test('comments below, the bar of the Wayback Machine and scripts are not there', () => {
    const source = `<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div>Captures</div><!-- END WAYBACK TOOLBAR INSERT --><p>${PROSE}
      <div id="comments"><p>Rating: 10/10</div><script>var title = 'x'</script><noscript>y</noscript>`
    expect(blocks(read(source))).toEqual([`paragraph ${PROSE.trim()}`])
  })

  test('a class the page itself made italic is italic', () => {
    const document = read(
      '<style>.c1{font-style:italic} .indent{text-indent:2em}</style><p class=indent>a <span class="c1">b</span>',
    )
    expect(document.blocks[0]?.html).toBe('<p>a <em>b</em></p>')
  })

  test('a page that says iso-8859-1 is in windows-1252', () => {
    const bytes = Buffer.from('<meta charset="iso-8859-1"><p>It\x92s \x93late\x94\x85', 'latin1')
    expect(read(bytes)).toMatchObject({ encoding: 'windows-1252', blocks: [{ text: 'It’s “late”…' }] })
  })

  test('XHTML elements closed at once hold nothing', () => {
    const document = read(
      '<?xml version="1.0"?><html><head><title/></head><body><p><a id="x"/>a</p><p/><div/>b</body></html>',
    )
    expect(blocks(document)).toEqual(['paragraph a', '.paragraph b'])
  })

  test('a page without a word is refused, saying what to do', () => {
    expect(() => read('<script>document.write("x")</script><img src=x>')).toThrow(RefusedFile)
    expect(() => read('<frameset><frame src=a></frameset>', 'a/b.html')).toThrow(
      /"a\/b.html" is a web page with no text/,
    )
  })
})

describe('the families', () => {
  test('AO3 download: tags by their links, notes in their places, chapters by their headings', () => {
    const document = read(`<html><head><title>W - A - F</title></head><body><div id="preface">
      <p class="message"><b>The Work</b><br/>Posted originally on the <a href="http://archiveofourown.org/">Archive of Our Own</a></p>
      <div class="meta"><dl class="tags"><dt>Rating:</dt><dd><a href="#">Mature</a></dd>
      <dt>Archive Warnings:</dt><dd><a>Graphic Depictions Of Violence</a>, <a>Underage</a></dd><dt>Categories:</dt><dd><a>F/F</a>, <a>Gen</a></dd>
      <dt>Fandom:</dt><dd><a>Emma, or so</a></dd><dt>Relationships:</dt><dd><a>A/B</a>, <a>C &amp; D</a></dd>
      <dt>Additional Tags:</dt><dd><a>Hurt/Comfort</a>, <a>and, so on</a></dd><dt>Language:</dt><dd>Deutsch</dd>
      <dt>Series:</dt><dd>Part 2 of <a>The X</a>, Part 1 of <a>Y</a></dd>
      <dt>Stats:</dt><dd>Published: 2020-01-02 Updated: 2020-02-03 Words: 1,234 Chapters: 2/?</dd></dl>
      <h1>The Work</h1><div class="byline">by <a rel="author">Pseud (login)</a>, <a rel="author">Other</a></div>
      <p>Summary</p><blockquote class="userstuff"><p>Sum <em>it</em>.</p></blockquote><p>Notes</p><blockquote><p>Before.</p></blockquote></div></div>
      <div id="chapters" class="userstuff"><div class="meta group"><h2 class="heading">Chapter 1</h2><p>Chapter Notes</p><blockquote><p>n1</p></blockquote></div>
      <div class="userstuff"><p>One.</p><hr/><p>Two.</p></div><div class="meta" id="endnotes1"><p>Chapter End Notes</p><blockquote><p>e1</p></blockquote></div>
      <div class="meta group"><h2 class="heading">Chapter 2: Two</h2></div><div class="userstuff"><p>Three.</p></div></div>
      <div id="afterword"><div id="endnotes" class="meta"><p>End Notes</p><blockquote><p>After.</p></blockquote></div><p class="message">Please drop by</p></div></body></html>`)
    expect(known(document)).toEqual([
      'title: The Work',
      'authors: Pseud',
      'authors: Other',
      'rating: mature',
      'warnings: graphic-violence',
      'warnings: underage',
      'categories: f/f',
      'categories: gen',
      'fandoms: Emma, or so',
      'relationships: A/B',
      'relationships: C & D',
      'tags: Hurt/Comfort',
      'tags: and, so on',
      'language: de',
      'series: The X #2',
      'series: Y #1',
      'published: 2020-01-02',
      'updated: 2020-02-03',
      'declaredWords: 1234',
      'status: in-progress',
      'summary: Sum it.',
      'notesBefore: Before.',
      'notesAfter: After.',
    ])
    expect(document.known.find(({ field }) => field === 'summary')?.html).toBe('<p>Sum <em>it</em>.</p>')
    expect(document.chapters).toEqual([
      { title: null, start: 0, end: 3, notesBefore: '<p>n1</p>', notesAfter: '<p>e1</p>' },
      { title: 'Two', start: 3, end: 4, notesBefore: null, notesAfter: null },
    ])
    expect(blocks(document)).toEqual(['paragraph One.', 'break', 'paragraph Two.', 'paragraph Three.'])
    const tag = document.known.find(({ value }) => value === 'and, so on')
    expect(document.text.slice(tag?.span?.start, tag?.span?.end)).toBe('and, so on')
    expect(document.format).toBe('html/ao3-download')
  })

  test('AO3 download of 2010: text right in the chapters, no figure of chapters', () => {
    const document =
      read(`<body><div class="meta"><h1>Old</h1><div class="byline">by <a rel="author">a</a></div>
      <dl class="tags"><dt>Rating:</dt><dd><a>Not Rated</a></dd><dt>Stats:</dt><dd>Published: 2010-12-05 Words: 10</dd></dl></div>
      <div id="chapters"><p>Text.</p>more<hr/><p>End.</p></div><p>archiveofourown.org</p></body>`)
    expect(known(document)).toContain('status: complete')
    expect(document.chapters).toMatchObject([{ title: null, start: 0, end: 4 }])
  })

  test('AO3 page: gifts, archived works, notes round chapters, no comments', () => {
    const document =
      read(`<div id="main"><dl class="work meta group"><dt>Rating</dt><dd class="rating tags"><a class="tag">Explicit</a></dd>
      <dd class="freeform tags"><a class="tag">x</a> <a class="tag">y</a></dd><dd class="language">English</dd>
      <dd class="stats"><dl class="stats"><dt class="published">Published:</dt><dd class="published">2020-01-02</dd><dt class="words">Words:</dt><dd class="words">1,000</dd><dt class="chapters">Chapters:</dt><dd class="chapters">1/1</dd></dl></dd></dl></div>
      <div id="workskin"><div class="preface group"><h2 class="title heading"> T </h2><h3 class="byline heading">writer [archived by <a rel="author">keeper</a>]</h3>
      <div class="summary module"><h3>Summary:</h3><blockquote><p>S</p></blockquote></div><div class="notes module"><ul class="associations"><li>For <a>Friend</a>.</li></ul><blockquote><p>N</p></blockquote></div></div>
      <div id="chapters"><h3 class="landmark heading">Work Text:</h3><div class="userstuff"><p>One.</p></div></div>
      <div id="work_endnotes"><blockquote><p>E</p></blockquote></div></div><div id="comments"><blockquote class="userstuff">Great!</blockquote></div>`)
    expect(known(document)).toEqual([
      'title: T',
      'authors: writer',
      'rating: explicit',
      'tags: x',
      'tags: y',
      'language: en',
      'published: 2020-01-02',
      'declaredWords: 1000',
      'status: complete',
      'summary: S',
      'notesBefore: N',
      'giftedTo: Friend',
      'notesAfter: E',
    ])
    expect(blocks(document)).toEqual(['paragraph One.'])
  })

  test('FanFiction.net page: facts in their order, dates by their seconds, the chapter chosen', () => {
    const document =
      read(`<div id=pre_story_links><a href=/book/>Books</a> > <a href=/book/Narnia/>Narnia</a></div>
      <div id=profile_top><b class='xcontrast_txt'>A Title</b> By: <a class='xcontrast_txt' href='/u/12/jo'>jo</a>
      <div style='margin-top:2px' class='xcontrast_txt'>A summary.</div><span class='xgray xcontrast_txt'>Rated: <a>Fiction T</a> - English - Hurt/Comfort/Angst - [Caspian X, Lucy P.] Edmund P. - Chapters: 2 - Words: 3,456 - Updated: <span data-xutime='1331424000'>Mar 11</span> - Published: <span data-xutime='1330560000'>Mar 1</span> - Status: Complete - id: 5 </span></div>
      <select id=chap_select><option value=1>1. Prologue<option value=2 selected>2. The Road</select>
      <div id=storytextp><div id=storytext><p>A/N: hi<p>One.<hr size=1 noshade><p>Two.</div></div><div id=review>nice</div>`)
    expect(known(document)).toEqual([
      'title: A Title',
      'authors: jo',
      'summary: A summary.',
      'rating: teen',
      'declaredWords: 3456',
      'status: complete',
      'language: en',
      'tags: Hurt/Comfort',
      'tags: Angst',
      'relationships: Caspian X/Lucy P.',
      'characters: Caspian X',
      'characters: Lucy P.',
      'characters: Edmund P.',
      'published: 2012-03-01',
      'updated: 2012-03-11',
      'fandoms: Narnia',
    ])
    expect(document.chapters).toMatchObject([{ title: 'The Road', start: 0, end: 4 }])
  })

  test('FanFiction.net page of 2006: facts without a profile', () => {
    const document =
      read(`<title>Snow Chapter 2: The Road, a Narnia fanfic - FanFiction.Net</title><a href="/u/12/jo">jo</a>
      <table><tr><td>Fiction Rated: K+ - English - Romance/Drama - Reviews: 5 - Updated: 01-02-06 - Published: 12-30-05 - Complete - id:55</td></tr></table>
      <select id=chap_select><option>1. One<option selected>2. The Road</select><div id=storytext>One.<br><br>Two.</div>`)
    expect(known(document)).toEqual([
      'title: Snow',
      'fandoms: Narnia',
      'authors: jo',
      'rating: general',
      'updated: 2006-01-02',
      'published: 2005-12-30',
      'status: complete',
      'language: en',
      'tags: Romance',
      'tags: Drama',
    ])
    expect(document.chapters).toMatchObject([{ title: 'The Road' }])
  })

  test('LiveJournal entry: subject, poster, cut; neither comments nor tags', () => {
    const document =
      read(`<title>FIC: Snow (Emma; Emma/Knightley; PG-13): jo — LiveJournal</title><h1 class="b-singlepost-title">FIC: Snow (Emma; Emma/Knightley; PG-13)</h1>
      <span class="ljuser" data-ljuser="jo"><a><b>jo</b></a></span> wrote in <span class="ljuser" data-ljuser="austen_fic"><b>austen_fic</b></span>
      <time class="b-singlepost-author-date">2007-03-04 10:00</time><article class="b-singlepost-body"><b>Title:</b> Snow<br/><b>Author:</b> <span class="ljuser"><img alt="[info]"/><b>jo</b></span><br/><br/>
      <a name="cutid1"></a>${PROSE}<br/><br/>Two.<div class="lj-like">x</div></article><div class="b-tree">Summary: lovely!</div>`)
    expect(known(document)).toEqual([
      'title: Snow',
      'fandoms: Emma',
      'relationships: Emma/Knightley',
      'rating: teen',
      'authors: jo',
      'published: 2007-03-04',
    ])
    expect(blocks(document)).toEqual([
      'paragraph Title: Snow',
      'paragraph Author: jo',
      `paragraph ${PROSE.trim()}`,
      'paragraph Two.',
    ])
    expect(document.blocks[2]?.cutBefore).toBe(true)
  })

  test('Dreamwidth entry: the entry and nothing else of its page', () => {
    const document =
      read(`<title>jo: Snow</title><h3 class="entry-title"><a>Snow</a></h3><span class="date">2010-05-06</span><div class="poster"><span class="ljuser"><b>jo</b></span></div>
      <div class="entry-content"><p>One.<span class="cuttag"></span><p>Two.</div><div class="currents">Mood: cold</div><ul class="entry-management-links"><li>Edit</ul><div class="comment">hi</div>`)
    expect(document.format).toBe('html/dreamwidth')
    expect(known(document)).toEqual(['title: Snow', 'authors: jo', 'published: 2010-05-06'])
    expect(blocks(document)).toEqual(['paragraph One.', 'paragraph Two.'])
  })

  test('eFiction printable page: labels left open, notes, chapters, the site at the foot', () => {
    const document = read(`<div id="pagetitle"><a href=v>Thaw</a> by <a href=u>Ann</a>, <a href=u>Bo</a></div>
      <div class="infobox"><div class="content"><span class="label">Summary: <p>Cold.</p><span class="label">Categories:</span> Emma <span class="label">Characters:</span> A, B<br/>
      <span class="label">Genres:</span> Humor, Angst <span class="label">Warnings:</span> None<br/><span class="label">Completed:</span> No <span class="label">Word count:</span> 1234 <span class="label">Published:</span> 01 Feb 2005 <span class="label">Updated:</span> 03 Mar 2006</div></div>
      <div class="notes"><div class="title">Story Notes:</div><div class="noteinfo">Not mine.</div></div>
      <div class="chaptertitle">Chapter 1: Ice by Ann</div><div class="notes"><div class="title">Author's Notes:</div><div class="noteinfo">Hi.</div></div>
      <div class="chapter">One line.\n\nAnother <i>one</i>.</div><div class="notes"><div class="title">End Notes:</div><div class="noteinfo">Bye.</div></div>
      <div class="chaptertitle">Thaw by Ann</div><div class="chapter"><p>Three.</div><div id="copyright">Disclaimer: the site's.</div>`)
    expect(known(document)).toEqual([
      'title: Thaw',
      'authors: Ann',
      'authors: Bo',
      'summary: Cold.',
      'fandoms: Emma',
      'characters: A',
      'characters: B',
      'tags: Humor',
      'tags: Angst',
      'warnings: none-apply',
      'status: in-progress',
      'declaredWords: 1234',
      'published: 2005-02-01',
      'updated: 2006-03-03',
      'notesBefore: Not mine.',
    ])
    expect(document.chapters).toEqual([
      { title: 'Ice', start: 0, end: 2, notesBefore: '<p>Hi.</p>', notesAfter: '<p>Bye.</p>' },
      { title: null, start: 2, end: 3, notesBefore: null, notesAfter: null },
    ])
  })

  test('FanFicFare page: the table of facts and the chapters at their anchors', () => {
    const document =
      read(`<!-- FanFicFare --><h1><a href=s>By the Sea</a> by Ann</h1><table class="full"><tr><td><b>Category:</b></td><td>Emma</td></tr><tr><td><b>Genre:</b></td><td>Angst, M/M</td></tr>
      <tr><td><b>Series:</b></td><td>Waves [2]</td></tr><tr><td><b>Status:</b></td><td>In-Progress</td></tr><tr><td><b>Packaged:</b></td><td>2020-01-01</td></tr></table><h3>Table of Contents</h3><p><a href="#section0001">1. A</a></p>
      <a name="section0001"><h2>1. Rain</h2></a><p>One.</p><a name="section0002"><h2>2. Chapter 2</h2></a><p>Two.</p>`)
    expect(known(document)).toEqual([
      'title: By the Sea',
      'authors: Ann',
      'fandoms: Emma',
      'tags: Angst',
      'categories: m/m',
      'series: Waves #2',
      'status: in-progress',
    ])
    expect(document.chapters).toMatchObject([
      { title: 'Rain', start: 0, end: 1 },
      { title: null, start: 1, end: 2 },
    ])
  })

  test('FicHub page: the introduction, its line of facts, and chapters without their links', () => {
    const document =
      read(`<div><h1><span class="title">Sea</span></h1><h2>By: <span class="author">Ann</span></h2><div>Some <i>words</i>.</div><p>Status: ongoing</p><p>Words: 1,000</p>
      <p>Rated: Fiction K+ - Language: English - Genre: Humor - Reviews: 2</p><p>Exported with the assistance of FicHub.net</p></div>
      <nav id="contents-list"><a href="#chap_1">1. Rain</a></nav><div id="chap_1"><div class="chapter_nav">Next</div><h2>1. Rain</h2><p>One.</p></div>`)
    expect(known(document)).toEqual([
      'title: Sea',
      'authors: Ann',
      'status: in-progress',
      'declaredWords: 1000',
      'rating: general',
      'language: en',
      'tags: Humor',
      'status: in-progress',
      'summary: Some words.',
    ])
    expect(blocks(document)).toEqual(['paragraph One.'])
    expect(document.chapters).toMatchObject([{ title: 'Rain' }])
  })

  test('Word: empty paragraphs, page breaks, text of smart tags; its title is weak', () => {
    const document =
      read(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 11"><title>some old letter</title></head>
      <body lang=EN-US><div class=Section1><p class=MsoTitle>Tide<o:p></o:p></p><p class=MsoNormal>One in <st1:place>Cardiff</st1:place>
      again, <b style='mso-bidi-font-weight:normal'>bold</b>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Two.<![if !supportEmptyParas]>&nbsp;<![endif]></p>
      <span style='font-size:12.0pt'><br clear=all style='page-break-before:always'></span><p class=MsoNormal align=center style='text-align:center'>#</p><p class=MsoNormal>Three.</p></div></body></html>`)
    expect(document.format).toBe('html/word')
    expect(blocks(document)).toEqual([
      'heading Tide',
      'paragraph One in Cardiff again, bold.',
      '.paragraph Two.',
      'break #',
      'paragraph Three.',
    ])
    expect(document.blocks[3]).toMatchObject({ pageBreakBefore: true })
    expect(document.known[0]).toMatchObject({ field: 'title', confidence: 0.3 })
  })

  test('Google Docs: italics by its own classes, and a bold wrapper that is none', () => {
    const document = read(
      `<style>.c1{font-style:italic}.c2{font-weight:700}</style><body class="c3 doc-content"><b style="font-weight:normal" id="docs-internal-guid-1"><p><span class="c1">a</span> <span class="c2">b</span> c</p></b>`,
    )
    expect(document.blocks[0]?.html).toBe('<p><em>a</em> <strong>b</strong> c</p>')
  })

  test('forum thread: threadmarked posts are chapters, replies and signatures are not there', () => {
    const post = (author: string, mark: string, text: string) =>
      `<article class="message message--post" data-author="${author}"><span class="threadmarkLabel">${mark}</span><div class="bbWrapper">${text}</div><aside class="message-signature"><div class="bbWrapper">sig</div></aside></article>`
    const document = read(
      `<h1 class="p-title-value"><span class="label">Worm</span> Taylor</h1>${post('jo', 'One', 'a<br><br>b')}${post('al', '', 'Great!')}${post('jo', 'Chapter 2', 'c')}`,
    )
    expect(document.chapters).toMatchObject([
      { title: 'One', start: 0, end: 2 },
      { title: null, start: 2, end: 3 },
    ])
    expect(known(document)).toEqual(['title: Taylor', 'authors: jo'])
  })
})

describe('of any bytes at all', () => {
  const pieces = fc.constantFrom(
    '<div id=chapters><dl class=tags><dt>Rating:<dd>',
    'archiveofourown',
    '<div id=workskin>',
    '<div class=userstuff>',
    '<div id=storytext>',
    '<div id=profile_top>',
    '<span class=ljuser>',
    '<article class=b-singlepost-body>',
    '<div class=entry-content>',
    '<div id=pagetitle>',
    '<div class=chapter>',
    '<a name=section0001>',
    'fanficfare',
    '<div id=chap_1>',
    'FicHub.net',
    '<p class=MsoNormal>',
    '<pre>',
    '<table><tr><td>',
    '<td>Title:<td>',
    '<br>',
    '<p>',
    '<hr>',
    '</div>',
    '</p>',
    '</table>',
    'words of a story ',
    '\n\n',
    '***',
    '&nbsp;',
  )
  test('a page is read or refused, and its spans are true', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ maxLength: 6, unit: 'binary' })), { maxLength: 30 }),
        (parts) => {
          let document: SourceDocument
          try {
            document = read(parts.join(''))
          } catch (error) {
            expect(error).toBeInstanceOf(RefusedFile)
            return
          }
          for (const { text, span, html: allowed } of document.blocks) {
            expect(text === '' || document.text.slice(span.start, span.end).length > 0).toBe(true)
            expect(allowed).toMatch(/^<[a-z0-9]+[\s\S]*>$/)
          }
          for (const { start, end } of document.chapters ?? [])
            expect(end > start && end <= document.blocks.length).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})
