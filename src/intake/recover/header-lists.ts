/** Labels whose value is a list of names or words: fandoms, rating, warnings, pairings, characters, genres, tags. */

import { isFfnMeta } from './ffn-copy.ts'
import { addCategories, addValue, type LabelledValue, type ValueContext } from './header-context.ts'
import { categoriesInText, categoryOf, readCategories } from './vocabulary/categories.ts'
import { gossamerCodes, isGenre, splitOutsideBrackets, splitTags } from './vocabulary/genres.ts'
import { isRatingAlone, readRating } from './vocabulary/ratings.ts'
import { type CastField, pairsInProse, readCast } from './vocabulary/relationships.ts'
import { readStatus } from './vocabulary/statuses.ts'
import { readWarnings } from './vocabulary/warnings.ts'

export function readFandoms(context: ValueContext, value: LabelledValue): void {
  const hasPairs = value.entry.also.includes('relationships')
  for (const name of splitFandoms(value.text)) {
    if (hasPairs && pairsInProse(name).length > 0) continue
    if (!/^(?:none|n\/a|original(?: fiction)?)$/i.test(name) || /^original/i.test(name))
      addValue(context, value, { field: 'fandoms', value: name })
  }
}

/** Splits at `,` `;` `|` and at a slash between names; a comma inside a title goes on in lower case. */
function splitFandoms(text: string): string[] {
  const pieces: string[] = []
  for (const piece of splitOutsideBrackets(text)) {
    const last = pieces.length - 1
    if (
      /^(?:the|and|and the|a|or)\s+\p{Lu}/u.test(piece) &&
      last >= 0 &&
      text.includes(`${pieces[last]}, ${piece}`)
    )
      pieces[last] += `, ${piece}`
    else pieces.push(piece)
  }
  return pieces
    .flatMap((piece) =>
      piece.split(
        /\s+(?:x|X|×|\+)\s+(?=\p{Lu})|\s+\/\s+|(?<=\p{Ll}{2}|\p{Lu}{2})\/(?=\p{Lu})|\s+crossed with\s+|\s+\|\s+/u,
      ),
    )
    .map((piece) =>
      piece
        .trim()
        .replace(/\s*\(?crossover\)?$/i, '')
        .replace(/^["“*_](.*)["”*_]$/, '$1')
        .replace(/(?<=\p{Ll}{2})(?<!\b(?:misc|etc|al|vs|feat|orig|univ|dept))\.$/iu, '')
        .trim(),
    )
    .filter((piece) => /[\p{L}\d]/u.test(piece))
}

export function readRatingValue(context: ValueContext, value: LabelledValue): void {
  if (isFfnMeta(value.text)) return
  const rating = readRating(value.text)
  if (rating) addValue(context, value, { field: 'rating', value: rating, raw: value.text })
  else addValue(context, value, { field: 'rating', value: 'not-rated', raw: value.text, confidence: 0.3 })
  addCategories(context, value, {
    categories: categoriesInText(value.text.replace(/\bgen\b/gi, '')),
    confidence: 0.75,
    raw: value.text,
  })
}

export function readWarningsValue(context: ValueContext, value: LabelledValue): void {
  const combined = value.entry.field === 'rating' || value.entry.also.includes('rating')
  const text = combined
    ? value.text.replace(/^\s*(?:rated\s+)?[\w+-]{1,5}(?:\s*[,;:/.–—-]+\s*|\s+(?:for|due to)\s+|\s+|$)/i, '')
    : value.text
  if (/^\s*$/.test(text)) return
  for (const warning of readWarnings(text))
    addValue(context, value, { field: 'warnings', value: warning, raw: text })
  addCategories(context, value, { categories: categoriesInText(text), confidence: 0.75, raw: text })
}

/** Category, Classification, Type: decided by the value's own words. */
export function readKind(context: ValueContext, value: LabelledValue): void {
  const codes = gossamerCodes(value.text.split(/\s*[,(]\s*/)[0] as string) ?? gossamerCodes(value.text)
  const categories = readCategories(value.text)
  if (codes) {
    const rest = splitTags(value.text.replace(/^[VSXRAHC]+\b/, ''), 'keywords')
    for (const tag of [...codes, ...rest])
      addValue(context, value, { field: 'tags', value: tag, raw: value.text, confidence: 0.9 })
  } else if (categories)
    addCategories(context, value, { categories: categories, confidence: 0.95, raw: value.text })
  else if (isRatingAlone(value.text)) readRatingValue(context, value)
  else if (isFandomCategory(value)) readFandoms(context, value)
  else readTags(context, value)
}

/** On eFiction and FanFicFare, Category is the fandom: none of its words is a genre. */
function isFandomCategory({ entry, text }: LabelledValue): boolean {
  if (!/^categor|^kategorie|^cat[eé]gor|^категория/i.test(entry.label)) return false
  return !splitTags(text, 'genre').some((piece) => isGenre(piece) || categoryOf(piece))
}

export function addCast(context: ValueContext, value: LabelledValue, own: CastField): void {
  const fields = [value.entry.field, ...value.entry.also]
  const isBoth = fields.includes('relationships') && fields.includes('characters')
  // One label of two words in other languages: "Пэйринг и персонажи", "Personagens/Casais".
  const saysBoth = own === 'relationships' && /персонаж|personagens|personajes/i.test(value.entry.label)
  const field = isBoth || saysBoth ? 'both' : own
  const cast = readCast(value.text, field)
  for (const pair of cast.relationships) addValue(context, value, { field: 'relationships', ...pair })
  for (const name of cast.characters) addValue(context, value, { field: 'characters', ...name })
  addCategories(context, value, {
    categories: cast.categories,
    confidence: cast.none ? 0.85 : 0.9,
    raw: value.text,
  })
  if (!cast.none)
    addCategories(context, value, {
      categories: categoriesInText(value.text),
      confidence: 0.75,
      raw: value.text,
    })
}

export function readTags(context: ValueContext, value: LabelledValue): void {
  const { label } = value.entry
  if (/^(?:pov|point of view)$/i.test(label)) {
    const words = value.text.replace(/[.]$/, '')
    addValue(context, value, {
      field: 'tags',
      value: /pov|point of view|person/i.test(words) ? words : `${words} POV`,
      raw: value.text,
    })
    return
  }
  for (const tag of splitTags(value.text, label)) {
    const codes = /code|keyword|genre|classification/i.test(label) ? gossamerCodes(tag) : null
    if (codes && tag.length > 1)
      for (const code of codes)
        addValue(context, value, { field: 'tags', value: code, raw: tag, confidence: 0.9 })
    else readTag(context, value, tag)
  }
}

function readTag(context: ValueContext, value: LabelledValue, tag: string): void {
  const category = categoryOf(tag)
  if (category) addCategories(context, value, { categories: [category], confidence: 0.9, raw: tag })
  const isCode = /code|keyword/i.test(value.entry.label)
  const pairs = category
    ? []
    : isCode
      ? readCast(tag, 'relationships').relationships.filter((pair) => /[/&]/.test(pair.value))
      : pairsInProse(tag)
  for (const pair of pairs)
    addValue(context, value, { field: 'relationships', ...pair, confidence: isCode ? 0.85 : 0.7 })
  if (/^(?:one-?shot|wip|complete)$/i.test(tag)) {
    const status = readStatus(tag, '')
    if (status)
      addValue(context, value, {
        field: 'status',
        value: status,
        raw: tag,
        confidence: 0.7,
        rule: 'header/implied',
      })
  }
  const isState = /^(?:wip|complete|completed)$/i.test(tag)
  if (!(isCode && pairs.length > 0) && !ONE_LETTER.test(tag) && !isState)
    addValue(context, value, { field: 'tags', value: tag })
}

/** A letter alone is a slip; a character of Japanese or Chinese is a word. */
const ONE_LETTER = /^[^\p{Script=Han}]$/u
