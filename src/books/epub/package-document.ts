/** package.opf: every field of the work as package metadata, so that reading the file back loses none. EPUB 3.3, section 5. */

import { plainText } from '../../story/plain-text.ts'
import { RATING_WORDS, warningWords } from '../../story/words-for-values.ts'
import type { Book } from '../book.ts'
import type { ContentPage } from './content-pages.ts'
import { escapeXml } from './xhtml.ts'

/** The vocabulary of our own metadata: `fanfold:rating` and so on, one `meta` a value, values as the archive keeps them. */
export const FANFOLD_PREFIX = 'https://fanfold.invalid/vocab#'

/** @param modified ISO instant. */
export function packageDocument(
  book: Book,
  pages: ContentPage[],
  identifier: string,
  modified: string,
): string {
  const manifest = pages.map(
    ({ id, file }) => `<item id="${id}" href="${file}" media-type="application/xhtml+xml"/>`,
  )
  const spine = pages.map(({ id }) => `<itemref idref="${id}"/>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="work-id" xml:lang="en" prefix="fanfold: ${FANFOLD_PREFIX}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="work-id">${escapeXml(identifier)}</dc:identifier>
<meta property="dcterms:modified">${modified.slice(0, 19)}Z</meta>
${[...commonMetadata(book), ...seriesMetadata(book), ...ownMetadata(book), ...ACCESSIBILITY].join('\n')}
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
${manifest.join('\n')}
</manifest>
<spine>
${spine.join('\n')}
</spine>
</package>
`
}

const element = (name: string, text: string, attributes = '') =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>`
const meta = (property: string, text: string, attributes = '') =>
  element('meta', text, ` property="${property}"${attributes}`)

function commonMetadata({ work }: Book): string[] {
  const { fields } = work
  const creators = fields.authors.flatMap((author, index) => [
    element('dc:creator', author, ` id="creator-${index + 1}"`),
    meta('role', 'aut', ` refines="#creator-${index + 1}" scheme="marc:relators"`),
  ])
  const subjects = [...fields.fandoms, ...fields.relationships, ...fields.characters, ...fields.tags]
  const warned = fields.warnings.map(warningWords)
  return [
    element('dc:title', fields.title),
    ...creators,
    element('dc:language', fields.language ?? 'und'),
    ...[...new Set([...subjects, RATING_WORDS[fields.rating], ...warned])].map((subject) =>
      element('dc:subject', subject),
    ),
    ...(fields.summary === null ? [] : [element('dc:description', plainText(fields.summary))]),
    ...(fields.published === null ? [] : [element('dc:date', fields.published)]),
  ]
}

function seriesMetadata({ work }: Book): string[] {
  return work.fields.series.flatMap(({ name, position }, index) => [
    meta('belongs-to-collection', name, ` id="series-${index + 1}"`),
    meta('collection-type', 'series', ` refines="#series-${index + 1}"`),
    ...(position === null
      ? []
      : [meta('group-position', String(position), ` refines="#series-${index + 1}"`)]),
  ])
}

function ownMetadata({ work }: Book): string[] {
  const { fields } = work
  const many = (name: string, values: readonly (string | number | null)[]) =>
    values.filter((value) => value !== null).map((value) => meta(`fanfold:${name}`, String(value)))
  return [
    ...many('title', [fields.title]),
    ...many('author', fields.authors),
    ...many('fandom', fields.fandoms),
    ...many('rating', [fields.rating]),
    ...many('warning', fields.warnings),
    ...many('category', fields.categories),
    ...many('relationship', fields.relationships),
    ...many('character', fields.characters),
    ...many('tag', fields.tags),
    ...many('gifted-to', fields.giftedTo),
    ...many('language', [fields.language]),
    ...many('status', [fields.status]),
    ...many('published', [fields.published]),
    ...many('updated', [fields.updated]),
    ...many('declared-words', [fields.declaredWords]),
  ]
}

/** EPUB Accessibility 1.1: what is so of every file written here. */
const ACCESSIBILITY = [
  meta('schema:accessMode', 'textual'),
  meta('schema:accessModeSufficient', 'textual'),
  meta('schema:accessibilityFeature', 'tableOfContents'),
  meta('schema:accessibilityFeature', 'readingOrder'),
  meta('schema:accessibilityFeature', 'structuralNavigation'),
  meta('schema:accessibilityFeature', 'alternativeText'),
  meta('schema:accessibilityHazard', 'none'),
  meta(
    'schema:accessibilitySummary',
    'Text with headings, a table of contents and a described cover; nothing in it needs sight, hearing or colour.',
  ),
]
