/** Languages by their names: 'german', 'Deutsch', 'brazilian portuguese' → BCP-47. */

const TAGS =
  'af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gd gl he hi hr hu hy id is it ja ka kk ko la lt lv mi mk ml mn mr ms mt nb nl nn no pa pl pt pt-BR ro ru sk sl so sq sr sv sw ta te th tr uk ur uz vi yi zh zh-Hans zh-Hant zu'.split(
    ' ',
  )

let byName: Map<string, string> | undefined

/** Made at the first question: names in English and in the language itself. */
function languagesByName(): Map<string, string> {
  const names = new Map<string, string>()
  const english = new Intl.DisplayNames(['en'], { type: 'language' })
  for (const tag of TAGS) {
    const own = new Intl.DisplayNames([tag], { type: 'language' })
    for (const name of [own.of(tag), english.of(tag)])
      if (name !== undefined) names.set(name.toLowerCase(), tag)
  }
  return names
}

/** @returns the tag of a name; what was typed where it is no name known here, since it may be a tag. */
export function languageOf(typed: string): string {
  byName ??= languagesByName()
  return byName.get(typed.toLowerCase()) ?? typed
}
