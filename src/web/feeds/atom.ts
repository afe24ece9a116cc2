/** A list of stories as an Atom feed, RFC 4287. */
import { createHash } from 'node:crypto'
import type { WorkBlurb } from '../../archive/archive.ts'
import { escapeXml } from '../../books/epub/xhtml.ts'
import { plainText } from '../../story/plain-text.ts'
import { RATING_LABELS } from '../words/labels.ts'
import { chaptersLabel, wordsLabel } from '../words/work-words.ts'

export interface Feed {
  title: string
  subtitle: string
  /** What makes it this feed and no other, within its library: `searches/3`. */
  name: string
  /** A UUID. */
  libraryId: string
  /** `http://127.0.0.1:4114`: of the request, since a library does not know by what name it is reached. */
  origin: string
  /** Path and query of the feed, and of the page that shows the same. */
  self: string
  page: string
  /** ISO instant: when nothing is in it. */
  emptyAt: string
  /** Newest added first. */
  works: readonly WorkBlurb[]
}

const NO_CREATOR = 'creator not known'

export function writeAtom(feed: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${idIn(feed, feed.name)}</id>
<title>${escapeXml(feed.title)}</title>
<subtitle>${escapeXml(feed.subtitle)}</subtitle>
<updated>${feedUpdated(feed)}</updated>
<generator>Fanfold</generator>
<link rel="self" type="application/atom+xml" href="${escapeXml(feed.origin + feed.self)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(feed.origin + feed.page)}"/>
${feed.works.map((work) => entry(feed, work)).join('')}</feed>
`
}

/** ISO instant: when a story in it was last changed. */
export function feedUpdated({ works, emptyAt }: Pick<Feed, 'works' | 'emptyAt'>): string {
  return [emptyAt, ...works.map(({ changedAt }) => changedAt)].sort().at(-1) as string
}

function entry(feed: Feed, work: WorkBlurb): string {
  const { fields } = work
  const names = escaped(fields.authors)
  const authors = names.length === 0 ? [NO_CREATOR] : names
  const page = escapeXml(`${feed.origin}/works/${work.id}`)
  return `<entry${fields.language === null ? '' : ` xml:lang="${escapeXml(fields.language)}"`}>
<id>${idIn(feed, `works/${work.id}`)}</id>
<title>${escapeXml(fields.title)}</title>
<updated>${work.changedAt}</updated>
<published>${work.addedAt}</published>
${authors.map((name) => `<author><name>${name}</name></author>`).join('')}
<link rel="alternate" type="text/html" href="${page}"/>
<link rel="related" type="application/epub+zip" title="EPUB" href="${page}/download.epub"/>
${categories(work)}<summary>${escapeXml(summaryOf(work))}</summary>
</entry>
`
}

function categories({ fields }: WorkBlurb): string {
  const terms = [...fields.fandoms, ...fields.relationships, ...fields.characters, ...fields.tags]
  return escaped(terms)
    .map((term) => `<category term="${term}"/>\n`)
    .join('')
}

/** As XML, none twice; names of characters XML has no place for say nothing. */
function escaped(names: string[]): string[] {
  return [...new Set(names.map((name) => escapeXml(name).trim()))].filter((name) => name !== '')
}

/** What it is, and then the writer's own summary. */
function summaryOf(work: WorkBlurb): string {
  const { fields } = work
  const facts = [
    ...fields.fandoms,
    ...(fields.rating === 'not-rated' ? [] : [RATING_LABELS[fields.rating]]),
    wordsLabel(work),
    chaptersLabel(work),
  ]
  return [facts.join(' · '), plainText(fields.summary)].filter((line) => line !== '').join('\n\n')
}

/** An identifier that stays, wherever the library is reached: a UUID of version 5 within the library's own. */
function idIn({ libraryId }: Feed, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(libraryId.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex').slice(0, 32)
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`
}
