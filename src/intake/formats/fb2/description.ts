/** `title-info`: what a FictionBook says of itself, written as the package of an EPUB. */
import { blockText } from '../../../story/plain-text.ts'
import { htmlOfToken } from './inline.ts'
import { attributeOf, type Fb2Token } from './tokens.ts'

export interface Fb2Description {
  opf: string
  title: string
  authors: string[]
  /** The annotation as HTML (unsafe); '' where there is none. */
  annotation: string
}

/** Genres programs fill in, and the one that says nothing here. */
const NO_GENRE = /^(?:antique|fan_?fiction|fanfic|network_literature|unrecognised|other)?$/i

interface Told {
  title: string
  authors: string[]
  subjects: string[]
  language: string
  date: string
  series: { name: string; number: string }[]
  annotation: string
}

/** Reads as far as `</title-info>`; all else that a description holds is about the file. */
export function readDescription(tokens: Iterable<Fb2Token>): Fb2Description {
  const told: Told = {
    title: '',
    authors: [],
    subjects: [],
    language: '',
    date: '',
    series: [],
    annotation: '',
  }
  let within = false
  let open = ''
  let name: Record<string, string> = {}
  let text = ''
  for (const token of tokens) {
    if (token.kind !== 'text' && token.name === 'body') break
    if (token.kind !== 'text' && token.name === 'title-info') {
      if (token.kind === 'close') break
      within = true
    }
    if (!within) continue
    if (open === 'annotation' && !(token.kind === 'close' && token.name === 'annotation')) {
      told.annotation += htmlOfToken(token)
      continue
    }
    if (token.kind === 'text') text += token.text
    else if (token.kind === 'open') {
      text = ''
      if (token.name === 'author' || token.name === 'translator') {
        open = token.name
        name = {}
      } else if (token.name === 'annotation' && !token.closesItself) open = 'annotation'
      else if (token.name === 'sequence') noteSeries(token.attributes, told)
      else if (token.name === 'date') told.date = attributeOf(token.attributes, 'value') ?? ''
    } else if (token.name === open) {
      if (open === 'author') noteAuthor(name, told)
      open = ''
    } else if (open === 'author' || open === 'translator') name[token.name] = trimmed(text)
    else noteField(token.name, trimmed(text), told)
  }
  return {
    opf: opfOf(told),
    title: textOf(told.title),
    authors: told.authors.map(textOf),
    annotation: told.annotation,
  }
}

function trimmed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function textOf(escaped: string): string {
  return blockText(`<p>${escaped}</p>`).trim()
}

/** Names as people say them; a nickname where there is no name. */
function noteAuthor(name: Record<string, string>, told: Told): void {
  const whole = ['first-name', 'middle-name', 'last-name'].flatMap((part) => name[part] || []).join(' ')
  const shown = whole || name.nickname || ''
  if (shown !== '' && !told.authors.includes(shown)) told.authors.push(shown)
}

function noteSeries(attributes: string, told: Told): void {
  const name = attributeOf(attributes, 'name') ?? ''
  if (name !== '') told.series.push({ name, number: attributeOf(attributes, 'number') ?? '' })
}

function noteField(name: string, text: string, told: Told): void {
  if (text === '') return
  if (name === 'book-title') told.title ||= text
  else if (name === 'lang') told.language ||= text.toLowerCase()
  else if (name === 'date') told.date ||= text
  else if (name === 'genre' && !NO_GENRE.test(text)) told.subjects.push(text)
  else if (name === 'keywords') told.subjects.push(...text.split(/[,;]\s*/).filter((word) => word !== ''))
}

/** Texts are still written as XML has them. */
function opfOf({ title, authors, subjects, language, date, series }: Told): string {
  const element = (name: string, text: string) => (text === '' ? '' : `<${name}>${text}</${name}>`)
  const meta = (name: string, content: string) =>
    content === '' ? '' : `<meta name="${name}" content="${content}"/>`
  return [
    '<package><metadata>',
    element('title', title),
    ...authors.map((author) => element('creator', author)),
    ...subjects.map((subject) => element('subject', subject)),
    element('language', language),
    element('date', date),
    ...series
      .slice(0, 1)
      .map(({ name, number }) => meta('calibre:series', name) + meta('calibre:series_index', number)),
    '</metadata></package>',
  ].join('')
}
