/** Markdown → foreign HTML: CommonMark with tables, strike-through and footnotes; raw HTML goes through. */
import MarkdownIt from 'markdown-it'
import footnotes from 'markdown-it-footnote'

const NOTES = '<!--notes of the story-->'

export interface Rendered {
  unsafeHtml: string
  unsafeNotes: string
}

/** @param breaks whether the end of a line ends a line. */
export function renderMarkdown(source: string, breaks: boolean): Rendered {
  const html = parser(breaks).render(withFootnotesInText(source))
  const [unsafeHtml = '', unsafeNotes = ''] = html.split(NOTES)
  return { unsafeHtml, unsafeNotes: unsafeNotes.replace(/<p>(\[\d+\]) <p>/g, '<p>$1 ') }
}

function parser(breaks: boolean): MarkdownIt {
  const markdown = new MarkdownIt({ html: true, breaks }).use(footnotes)
  // Writers indent paragraphs.
  markdown.disable('code')
  const number = (tokens: { meta: { id: number } }[], at: number) => `[${(tokens[at]?.meta.id ?? 0) + 1}]`
  markdown.renderer.rules.footnote_ref = (tokens, at) => `<sup>${number(tokens, at)}</sup>`
  markdown.renderer.rules.footnote_block_open = () => NOTES
  markdown.renderer.rules.footnote_block_close = () => ''
  markdown.renderer.rules.footnote_open = (tokens, at) => `<p>${number(tokens, at)} `
  markdown.renderer.rules.footnote_close = () => ''
  markdown.renderer.rules.footnote_anchor = () => ''
  return markdown
}

/** A footnote no mark leads to would be left out: it stays where it stands. */
function withFootnotesInText(source: string): string {
  const marks = new Set([...source.matchAll(/\[\^([^\]\s]{1,60})\](?!:)/g)].map(([, name]) => name))
  return source.replace(/^( {0,3})\[\^([^\]\s]{1,60})\]:/gm, (whole, indent: string, name: string) =>
    marks.has(name) ? whole : `${indent}\\[^${name}]:`,
  )
}
