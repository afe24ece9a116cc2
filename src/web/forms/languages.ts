/** Languages by name, as people type them. */
import { languageLabel } from '../words/labels.ts'

const TAGS =
  'af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gd gl he hi hr hu hy id is it ja ka kk ko la lt lv mi mk ml mn mr ms mt nb nl nn no pa pl pt pt-BR ro ru sk sl so sq sr sv sw ta te th tr uk ur uz vi yi zh zh-Hans zh-Hant zu'.split(
    ' ',
  )

/** For the list a browser offers while one types. */
export const LANGUAGE_NAMES: string[] = TAGS.map(languageLabel).sort((a, b) => a.localeCompare(b))

const byName = new Map(TAGS.map((tag) => [languageLabel(tag).toLowerCase(), tag]))

/** @param text a name in English ('Brazilian Portuguese') or a BCP-47 tag. @returns the tag; undefined where it is neither. */
export function languageTag(text: string): string | undefined {
  const named = byName.get(text.toLowerCase())
  if (named !== undefined) return named
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text)) return undefined
  try {
    const tag = Intl.getCanonicalLocales(text)[0]
    return tag === undefined || languageLabel(tag) === tag ? undefined : tag
  } catch {
    return undefined
  }
}
