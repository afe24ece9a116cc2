import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RefusedFile } from '../../errors.ts'
import { DEFAULT_LIMITS } from './format.ts'
import { readBlocks } from './text/blocks.ts'
import { looksLikeHtml, text } from './text.ts'

const kinds = (source: string) => readBlocks(source).map(({ kind }) => kind)
const texts = (source: string) => readBlocks(source).map((block) => block.text)
const htmls = (source: string) => readBlocks(source).map(({ html }) => html)
const read = (bytes: Uint8Array) => text.read({ path: 'a/story.txt', bytes, limits: DEFAULT_LIMITS })

/** Greedy wrapping at spaces, as mail programs and editors do it. */
function wrapped(paragraph: string, width: number): string[] {
  const lines: string[] = []
  for (const word of paragraph.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

const STORY = [
  'The ferryman took his coin between finger and thumb, and bit it.',
  '"It\'s good," said the soldier, rather hurt.',
  'They had wept; they had tried to bribe him with what they had not got; there was a fellow once who sang. He looked at the heap, which by now was up over his ankles, and which slowly, year by year, was causing the boat to ride a little lower in the stream.',
  '"What do you spend it on?" he asked, and the old man stopped. In all that time nobody had asked it, and he found that he did not know.',
  'He leaned on the pole. They slid out. It was very quiet. One could hear the drip, and the coins shifting, and somewhere far off across the water a dog that barked three times, and then after a moment, three more.',
  '"I had not thought," said Charon.',
]

describe('paragraphs', () => {
  test.each([60, 66, 70, 72, 76, 80])('lines wrapped at %d with blank lines between are joined', (width) => {
    const source = STORY.map((paragraph) => wrapped(paragraph, width).join('\n')).join('\n\n')
    expect(texts(source)).toEqual(STORY)
  })

  test('long lines with blank lines between are paragraphs', () => {
    expect(texts(STORY.join('\n\n'))).toEqual(STORY)
  })

  test('one line is one paragraph where there are no blank lines', () => {
    expect(texts(STORY.join('\n'))).toEqual(STORY)
  })

  test.each(['     ', '\t', '\u00a0\u00a0\u00a0'])(
    'an indent begins a paragraph of wrapped lines',
    (indent) => {
      const source = STORY.map((paragraph) => wrapped(indent + paragraph, 72).join('\n')).join('\n')
      expect(texts(source)).toEqual(STORY)
    },
  )

  test('blank lines after every wrapped line are halved', () => {
    const source = STORY.map((paragraph) => wrapped(paragraph, 64).join('\n\n')).join('\n\n\n\n')
    expect(texts(source)).toEqual(STORY)
    expect(readBlocks(source).every(({ gapBefore }) => gapBefore === 0)).toBe(true)
  })

  test('a line that ends in a space goes on in format=flowed', () => {
    const source = STORY.map((paragraph) => wrapped(paragraph, 60).join(' \n')).join('\n\n')
    expect(texts(source)).toEqual(STORY)
  })

  test('a text forwarded with > before every line is unquoted', () => {
    const source = STORY.map((paragraph) =>
      wrapped(paragraph, 70)
        .map((line) => `> ${line}`)
        .join('\n'),
    ).join('\n>\n')
    expect(texts(source)).toEqual(STORY)
  })

  test('lines wrapped twice are joined', () => {
    const source = STORY.map((paragraph) =>
      wrapped(paragraph, 72)
        .flatMap((line) => wrapped(line, 68))
        .join('\n'),
    ).join('\n\n')
    expect(texts(source)).toEqual(STORY)
  })

  test('where nothing parts paragraphs a short line that ends a sentence does', () => {
    const source = STORY.slice(2)
      .map((paragraph) => wrapped(paragraph, 60).join('\n'))
      .join('\n')
    expect(texts(source)).toEqual(STORY.slice(2))
  })

  test('a word cut at a line end is made whole only where it occurs so elsewhere', () => {
    const long =
      'He had never in all the years of his life seen a thing so beauti-\nful as that, he told the well-\nknown captain, and it was beautiful still.'
    expect(texts(`${long}\n\n${wrapped(STORY[2] as string, 65).join('\n')}`)[0]).toBe(
      'He had never in all the years of his life seen a thing so beautiful as that, he told the well-known captain, and it was beautiful still.',
    )
  })

  test('verse keeps its lines, in wrapped and in unwrapped texts', () => {
    const verse = 'Somebody left the porch light on\nand I am not the one\nI can see them walking out'
    for (const prose of [
      STORY.join('\n\n'),
      STORY.map((each) => wrapped(each, 72).join('\n')).join('\n\n'),
    ]) {
      const block = readBlocks(`${prose}\n\n${verse}\n\n${prose}`)[STORY.length]
      expect(block).toMatchObject({
        kind: 'verse',
        text: verse,
        html: `<p>${verse.replaceAll('\n', '<br>')}</p>`,
      })
    }
  })

  test('speeches that lack their blank lines are paragraphs and no verse', () => {
    const source = `${STORY.join('\n\n')}\n\n"Yes."\n"No."\n"Yes!"`
    expect(texts(source).slice(-3)).toEqual(['"Yes."', '"No."', '"Yes!"'])
  })

  test('a gap counts beyond the usual one', () => {
    const blocks = readBlocks(`${STORY.slice(0, 3).join('\n\n')}\n\n\n\n${STORY.slice(3).join('\n\n')}`)
    expect(blocks.map(({ gapBefore }) => gapBefore)).toEqual([0, 0, 0, 2, 0, 0])
  })

  test('spans point at the text, line numbers count from one', () => {
    const source = `\n\n  One.\n\nTwo.`
    const blocks = readBlocks(source)
    expect(blocks.map(({ span }) => [source.slice(span.start, span.end), span.line])).toEqual([
      ['One.', 3],
      ['Two.', 5],
    ])
  })
})

describe('headers', () => {
  test('every label has a block of its own, with its wrapped value', () => {
    const source = `Title: Small Change\nAuthor: clay_tablet\nSummary: A ferryman is asked what he spends it all on, and he finds after\nsome time that he has no answer at all.\nRating: PG\n\n${STORY.map((each) => wrapped(each, 72).join('\n')).join('\n\n')}`
    expect(texts(source).slice(0, 5)).toEqual([
      'Title: Small Change',
      'Author: clay_tablet',
      'Summary: A ferryman is asked what he spends it all on, and he finds after some time that he has no answer at all.',
      'Rating: PG',
      STORY[0],
    ])
  })

  test('title and by-line are blocks of their own', () => {
    expect(texts(`Small Change\nby clay_tablet\n\n${STORY.join('\n\n')}`).slice(0, 3)).toEqual([
      'Small Change',
      'by clay_tablet',
      STORY[0],
    ])
  })

  test('a heading is told by its underline or its signs', () => {
    expect(readBlocks('Chapter One\n===========\n\nIt rained.')[0]).toMatchObject({
      kind: 'heading',
      text: 'Chapter One',
    })
    expect(readBlocks('## Chapter Two\n\nIt rained.')[0]).toMatchObject({
      kind: 'heading',
      level: 2,
      html: '<h3>Chapter Two</h3>',
    })
  })

  test('page breaks, cuts, capitals and the middle of the line are noted', () => {
    const blocks = readBlocks(
      `                         THE KETTLE\n\n( Read more... )\n\n${STORY[2]}\n\n${STORY[4]}\f${STORY[3]}`,
    )
    expect(blocks[0]).toMatchObject({ strong: true, centred: true })
    expect(blocks[2]?.cutBefore).toBe(true)
    expect(blocks[4]?.pageBreakBefore).toBe(true)
  })
})

describe('breaks', () => {
  test.each(
    '***|* * *|*****|*|#|###|~|~*~*~|~*~|---|- - -|--|___|===|+++|...|. . .|:::|<><><>|^^^|||||//|§|•|◊|⁂|❦|☆|°|ooo|-x-|oOo|o0o0o|0o0o0|xXxXx|XXX|xxx|x|xx|OoOoO|Line break|-line break-|Scene change|(scene break)|HORIZONTAL LINE'
      .split('|')
      .filter(Boolean),
  )('%s between two paragraphs is a break', (glyphs) => {
    const blocks = readBlocks(`${STORY[0]}\n\n${glyphs}\n\n${STORY[1]}`)
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'break', 'paragraph'])
    expect(blocks[1]).toMatchObject({ html: '<hr>', text: glyphs })
  })

  test.each([
    '"..."',
    '“…”',
    '?!',
    '"!"',
    ':)',
    '<3',
    '^_^',
    'Oh',
    'X.',
    '1',
    'Ox',
    '「……」',
    'xoxo, me',
    'Break it.',
  ])('%s is no break', (words) =>
    expect(kinds(`${STORY[0]}\n\n${words}\n\n${STORY[1]}`)).not.toContain('break'),
  )

  test('a dressed word is a break where it recurs', () => {
    const twice = `${STORY[0]}\n\n-TW-\n\n${STORY[1]}\n\n-TW-\n\n${STORY[2]}`
    expect(kinds(twice)).toEqual(['paragraph', 'break', 'paragraph', 'break', 'paragraph'])
    expect(kinds(`${STORY[0]}\n\n-TW-\n\n${STORY[1]}`)).not.toContain('break')
  })

  test('X is a number among Roman numbers', () => {
    expect(kinds(`IX\n\n${STORY[0]}\n\nX\n\n${STORY[1]}`)).not.toContain('break')
  })
})

describe('emphasis', () => {
  test.each([
    ["*I can't* go", "<em>I can't</em> go"],
    ['_The whole sentence._ Then', '<em>The whole sentence.</em> Then'],
    ['"*Plink*," it said', '"<em>Plink</em>," it said'],
    ['He was **very** tired', 'He was <strong>very</strong> tired'],
    ['Read __this__ first', 'Read <u>this</u> first'],
    ['***Never***, he said', '<strong><em>Never</em></strong>, he said'],
    ['/Not again/, he thought', '<em>Not again</em>, he thought'],
    ['//Not again//', '<em>Not again</em>'],
    ['<i>word</i> &amp; [b]word[/b]', '<em>word</em> &amp;amp; <strong>word</strong>'],
    ['*un*likely', '<em>un</em>likely'],
    ['*a* and *b*', '<em>a</em> and <em>b</em>'],
  ])('%s', (raw, html) => expect(htmls(`It is.\n\n${raw}`)[1]).toBe(`<p>${html}</p>`))

  test.each([
    '2*3*4',
    'file_name_here',
    'and/or, he/she',
    'http://a.b/c_d/',
    '*footnote',
    'f*ck and s**t',
    'a * b * c',
    'w/ him, w/o her',
    '1/2 or 3/4',
  ])('%s is left as it stands', (raw) => expect(htmls(`It is.\n\n${raw}`)[1]).toBe(`<p>${raw}</p>`))

  test('a mark closed paragraphs later emphasises them all', () => {
    expect(htmls('Before.\n\n*It was long ago.\n\nIt was cold.*\n\nAfter.')).toEqual([
      '<p>Before.</p>',
      '<p><em>It was long ago.</em></p>',
      '<p><em>It was cold.</em></p>',
      '<p>After.</p>',
    ])
  })

  test('markup in the words is escaped', () => {
    expect(htmls('a < b & c > d <script>alert(1)</script>')[0]).toBe(
      '<p>a &lt; b &amp; c &gt; d &lt;script&gt;alert(1)&lt;/script&gt;</p>',
    )
  })
})

describe('pages in text files', () => {
  test('a page or a fragment laid out by tags is HTML', () => {
    expect(looksLikeHtml('<!DOCTYPE html><title>x</title>')).toBe(true)
    expect(looksLikeHtml('Title: x\n<p>One</p>\n<p>Two</p>')).toBe(true)
  })

  test('inline tags alone, or a tag in a long story, are not', () => {
    expect(looksLikeHtml('He was <i>very</i> <b>tired</b>.\n\nShe too.')).toBe(false)
    expect(looksLikeHtml(`${'A long story. '.repeat(2000)}<br>one tag`)).toBe(false)
  })
})

const word = fc.stringMatching(/^[a-z]{1,9}$/)
const paragraph = fc
  .array(word, { minLength: 12, maxLength: 90 })
  .map((words) => `Then ${words.join(' ')} afterwards.`)

test('a common word with a colon begins its own line in a run of labels', () => {
  const long = 'Characters/Pairing: Holmes, Watson, Mrs. Hudson, Wiggins; no pairing'
  expect(texts(`Title: Rain\n${long}\nWarnings: None\nGenre: weather\n\nIt rained.`).slice(1, 4)).toEqual([
    long,
    'Warnings: None',
    'Genre: weather',
  ])
})

test('the tags of a cut stand alone, and a user tag is the name', () => {
  const blocks = readBlocks(
    'for <lj user="saltlines">, who asked\n\n<lj-cut text="a map">\nIt rained.\n</lj-cut>\n',
  )
  expect(blocks.map((block) => block.text)).toEqual([
    'for saltlines, who asked',
    '<lj-cut text="a map">',
    'It rained.',
    '</lj-cut>',
  ])
  expect(blocks[2]?.cutBefore).toBe(true)
})

test('wrapping paragraphs at any usual width changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(paragraph, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 60, max: 80 }),
      (all, width) => {
        const source = all.map((each) => wrapped(each, width).join('\n')).join('\n\n')
        expect(texts(source)).toEqual(all)
      },
    ),
    { numRuns: 200 },
  )
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'Word',
        'word ',
        '*',
        '_',
        '/',
        '***',
        '\n',
        '\n\n',
        '> ',
        '  ',
        '\t',
        '"',
        'Title: ',
        '-',
        '--',
        'x',
        'o',
        '#',
        '=',
        '\f',
        '1.',
        'é',
        '。',
        '…',
      ),
    )
    .map((parts) => parts.join('')),
)

test('no letter is lost, doubled or moved, and spans rise', () => {
  fc.assert(
    fc.property(anyText, (source) => {
      const cleaned = source.replace(/[\r<[]/g, '')
      const letters = (s: string) => s.replace(/[^\p{L}\p{N}]/gu, '')
      const blocks = readBlocks(cleaned)
      expect(letters(blocks.map((block) => block.text).join(''))).toBe(letters(cleaned))
      let end = 0
      for (const { span } of blocks) {
        expect(span.start).toBeGreaterThanOrEqual(end)
        expect(span.end).toBeGreaterThan(span.start)
        end = span.end
      }
    }),
    { numRuns: 500 },
  )
})

test('any bytes are read or refused, never worse', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      try {
        read(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(RefusedFile)
      }
    }),
  )
})

test.each<[string, string]>([
  ['one line of 20 MB', 'word '.repeat(4_000_000)],
  ['a million blank lines', `a${'\n'.repeat(1_000_000)}b`],
  ['half a million glyph lines', '***\n'.repeat(500_000)],
  ['stars without end', '*a '.repeat(1_000_000)],
  ['tags without end', '<i>'.repeat(1_000_000)],
  ['pages without end', 'a\f'.repeat(300_000)],
])('%s take seconds at most', (_, source) => {
  // Of the processor, not of the clock: other tests may run beside this one.
  const start = process.threadCpuUsage()
  readBlocks(source)
  expect(process.threadCpuUsage(start).user / 1000).toBeLessThan(10_000)
})
