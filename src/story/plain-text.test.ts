import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockText, escapeHtml, plainChapter } from './plain-text.ts'
import { topLevelBlocks } from './top-level-blocks.ts'

describe('plain text of a block', () => {
  it('is the same whether the paragraph has an element in it or not', () => {
    const piece = fc.constantFrom(' ', '\n', '\t', 'a', 'b', '.', '&', '<', '"', '\u00a0')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = escapeHtml(pieces.join(''))
        expect(blockText(`<p>${text}</p>`)).toBe(blockText(`<p>${text}<em></em></p>`))
      }),
    )
  })

  it('has line breaks and paragraphs where the elements stand', () => {
    expect(blockText('<blockquote><p>One<br>two</p><p>three &amp; <em>four</em></p></blockquote>')).toBe(
      'One\ntwo\n\nthree & four',
    )
  })
})

describe('the blocks of a chapter', () => {
  it('are its outermost elements', () => {
    const html = '<p>a</p><hr><h2 id="x">b</h2><ul><li><p>c</p></li></ul><img src="i" alt=""><p>d<br>e</p>'
    expect(topLevelBlocks(html).map(({ tag, start, end }) => [tag, html.slice(start, end)])).toEqual([
      ['p', '<p>a</p>'],
      ['hr', '<hr>'],
      ['h2', '<h2 id="x">b</h2>'],
      ['ul', '<ul><li><p>c</p></li></ul>'],
      ['img', '<img src="i" alt="">'],
      ['p', '<p>d<br>e</p>'],
    ])
  })

  it('stand in the plain text where it says', () => {
    const { text, blocks } = plainChapter('<p>One</p><hr><p>Two <em>words</em></p>')
    expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual(['One', '* * *', 'Two words'])
  })
})
