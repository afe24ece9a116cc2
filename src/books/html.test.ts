import { expect, test } from 'vitest'
import { fullBook } from '../../test/builders/book.ts'
import { writeHtml } from './html.ts'

test('an HTML file stands alone: no script, nothing fetched, titles escaped', () => {
  const html = writeHtml(fullBook())
  expect(html).toContain('<h1>Salt &amp; “Iron” &lt;Part One&gt;</h1>')
  expect(html).toContain('<html lang="en">')
  expect(html).not.toMatch(/<script|src=|href="http|url\(/)
  expect(html).toContain('<h2>The Long Way Down</h2>')
})
