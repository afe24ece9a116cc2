/** FanFiction.net's line of facts, pieces joined by " - " in a fixed order of which any may be missing. */
import { ffnGenres } from '../../recover/vocabulary/genres.ts'
import { readLanguage } from '../../recover/vocabulary/languages.ts'
import type { FieldValue } from './draft.ts'
import { commaList, readEntries } from './field-values.ts'

const LABELLED =
  /^(Rated|Fiction Rated|Chapters|Words|Reviews|Favs|Follows|Updated|Published|Status|Language|Genres?|Characters|id)\s*:\s*(.*)$/i

/**
 * @param line `Rated: Fiction T - English - Romance/Humor - [A, B] C - Chapters: 3 - Words: 9,000 - …`.
 * After the language comes the genre only if every piece of it is on the site's list; otherwise it is characters.
 * A story not said to be complete is in progress.
 */
export function readFfnMeta(line: string): FieldValue[] {
  const values: FieldValue[] = []
  const loose: string[] = []
  for (const piece of line.split(/\s+-\s+/)) {
    const labelled = LABELLED.exec(piece.trim())
    if (labelled !== null) values.push(...readLabelled(labelled[1] as string, labelled[2] as string))
    else loose.push(piece.trim())
  }
  const isComplete =
    loose.some((piece) => /^complete$/i.test(piece)) || values.some(({ field }) => field === 'status')
  if (values.length > 0)
    values.push({
      field: 'status',
      value: isComplete ? 'complete' : 'in-progress',
      confidence: isComplete ? 1 : 0.9,
    })
  const unique = values.filter(({ field }, at) => field !== 'status' || at === values.length - 1)
  return [...unique, ...readLoose(loose.filter((piece) => !/^complete$/i.test(piece)))]
}

function readLabelled(label: string, value: string): FieldValue[] {
  switch (label.toLowerCase()) {
    case 'rated':
    case 'fiction rated':
      return readEntries('rating', [value.replace(/^Fiction\s+/i, '')]).map((each) => ({
        ...each,
        raw: value,
      }))
    case 'language':
      return readEntries('language', [value])
    case 'genre':
    case 'genres':
      return commaList(value).flatMap((genre) =>
        (ffnGenres(genre) ?? [genre]).map((tag): FieldValue => ({ field: 'tags', value: tag, raw: tag })),
      )
    case 'characters':
      return readFfnCast(value)
    case 'words':
      return readEntries('declaredWords', [value])
    case 'updated':
      return readEntries('updated', [value])
    case 'published':
      return readEntries('published', [value])
    case 'status':
      return /complete/i.test(value) ? [{ field: 'status', value: 'complete', raw: value }] : []
    default:
      return []
  }
}

function readLoose(pieces: string[]): FieldValue[] {
  const values: FieldValue[] = []
  let rest = pieces.filter((piece) => piece !== '')
  const language = rest[0] === undefined ? null : readLanguage(rest[0])
  if (language !== null) {
    values.push({ field: 'language', value: language, raw: rest[0] })
    rest = rest.slice(1)
  }
  const genres = rest[0] === undefined ? null : ffnGenres(rest[0])
  if (genres !== null) {
    values.push(...genres.map((genre): FieldValue => ({ field: 'tags', value: genre, raw: genre })))
    rest = rest.slice(1)
  }
  // A character's name may hold " - " itself.
  return [...values, ...readFfnCast(rest.join(' - '))]
}

/** `[Caspian X, Lucy P.] Edmund P.`: each bracket is a pairing, all names are characters. */
function readFfnCast(cast: string): FieldValue[] {
  const values: FieldValue[] = []
  for (const [, inside] of cast.matchAll(/\[([^\]]*)\]/g)) {
    const pair = (inside as string).split(/,\s*/).join('/')
    values.push({ field: 'relationships', value: pair, raw: `[${inside}]` })
  }
  const names = cast.replace(/\[([^\]]*)\]/g, (_, inside: string) => `${inside}, `)
  return [...values, ...readEntries('characters', names.split(/,\s*|\s+&\s+/))]
}
