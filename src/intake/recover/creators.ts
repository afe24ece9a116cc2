/** Creators as headers write them → names. Who betaed, drew or translated is none. */

const EMAIL =
  /<?\s*(?:mailto:)?[\w.+-]+\s*(?:@|\(at\)|\[at\]| at )\s*[\w-]+(?:(?:\.|\s?\(dot\)\s?|\[dot\])[\w-]+)+\s*>?/gi
const SITE_MARKS =
  /\[(?:info|personal profile|personal|community profile|livejournal\.com|profile|bad username)\]\s*|(?:<lj user="?|lj user=\s*"?)([\w-]+)"?>?|\blj[- ]user\s+/gi
const OTHER_ROLE =
  /\b(?:beta(?:ed|'?d)?(?: by| reader)?|translated|translator|illustrat\w*|art(?:ist)?(?: by)?|cover by|banner by|archived by|posted by|requested by|prompted by)\b\s*:?.*$/i
const JOIN = /\s*(?:,|;|\s&\s|\s\+\s|\sand\s|\swith\s|\sund\s|\set\s|\sy\s|\se\s|\sи\s|\s\/\s|\n)\s*/i

/** A hundred names. The patterns look back, and a damaged file may have a whole page after "Author:". */
const LONGEST_VALUE = 4000

/** @param whole of an author field or by-line; what is past {@link LONGEST_VALUE} is not read. @returns [] for "unknown" and the like; anonymous stays, it is a name. */
export function readCreators(whole: string): string[] {
  const value = whole.slice(0, LONGEST_VALUE)
  const archived = /^\s*(.+?)\s*\[archived by .*\]\s*$/i.exec(value)
  const text = (archived?.[1] ?? value)
    .replace(SITE_MARKS, (_, name: string | undefined) => name ?? '')
    .replace(EMAIL, ' ')
    .replace(/^[\s"]*\(([^()]+)\)[\s"]*$/, '$1')
    .replace(/https?:\/\/\S+|www\.\S+/gi, ' ')
    .replace(OTHER_ROLE, '')
    .trim()
  const parts = text
    .split(JOIN)
    .map(cleanName)
    .filter((name) => name !== '')
  const names = parts.length > 1 && parts.every(looksLikeName) ? parts : [cleanName(text)]
  return [...new Set(names)].filter((name) => isCreator(name))
}

function cleanName(text: string): string {
  return text
    .replace(/^(?:by|written by|author:?|von|par|por|di|от)\s*:?\s+/i, '')
    .replace(
      /\s*[([{](?:me!*|moi|yours truly|hi!?|that's me!?|aka[^)\]]*|formerly[^)\]]*|a\.k\.a[^)\]]*|at[^)\]]*|on[^)\]]*|lj|ffn|ao3|\s*|myself|c'est moi|penname|[^)\]]*@[^)\]]*|[^)\]]*\.com[^)\]]*|real name[^)\]]*)[)\]}]/gi,
      '',
    )
    .replace(/\s+(?:a\.?k\.?a\.?|aka|formerly|on (?:lj|ao3|ffn|dw|livejournal))\s.*$/i, '')
    .replace(/^[\s*_~"“”'‘’<([-]+(?=[\p{L}\p{N}])|[\s*"“”'‘’>:;,([-]+$/gu, '')
    .replace(/(?<=\p{Ll}{2})\.$/u, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:me|moi|yours truly|myself|ich)[,:\s]+(?=\S)/i, '')
}

function looksLikeName(part: string): boolean {
  return (
    part.length <= 40 &&
    part.split(' ').length <= 4 &&
    !/^(?:the|a|my|an|for|all|other|others|friends)\b/i.test(part)
  )
}

function isCreator(name: string): boolean {
  return (
    /[\p{L}\p{N}]/u.test(name) &&
    name.length <= 80 &&
    name.split(' ').length <= 8 &&
    !/^(?:unknown(?: author)?|n\/a|none|me|me!*|moi|myself|see above|author|various|\?+|admin|owner|user|ich|unbekannt|inconnu|no ?one|yours truly|not me|unattributed|calibre|microsoft)$/i.test(
      name,
    )
  )
}

const BY_LINE =
  /^[\s*_~([<-]*(?:(?:written |story |fic |fanfic |a (?:story|fic|fanfic|songfic|ficlet) )?by|von|par|por|di|от)\s*:?\s+(?=\S)(.{1,80})$/i

/**
 * "by N" on a line of its own.
 * @returns the creators, or null where the line goes on like a sentence ("By morning, the rain had stopped.").
 */
export function creatorsOfByLine(line: string): string[] | null {
  const match = BY_LINE.exec(line.trim().replace(/[\s*_~\])>]+$/, ''))
  const name = match?.[1]?.trim()
  if (name === undefined || !isByName(name)) return null
  const names = readCreators(name)
  return names.length > 0 ? names : null
}

/** A name, not the rest of a sentence: few words, none of them a common small word in the middle. */
export function isByName(name: string): boolean {
  const bare = name
    .replace(EMAIL, '')
    .replace(/[([].*$/, '')
    .trim()
  const words = bare.split(/\s+/)
  if (bare === '') return true
  if (words.length > 6 || (/[.!?;:]$/.test(bare.replace(/\b\p{Lu}\.$/u, '')) && words.length > 2))
    return false
  const small = words.filter((word) =>
    /^(?:the|a|an|of|was|were|had|his|her|their|its|it|he|she|they|that|this|when|then|time|day|night|morning|noon|no|far|now|all|accident|mistake|himself|herself|myself|car|train|force|law|default|means|which|who|on|in|at)$/i.test(
      word,
    ),
  )
  return (
    small.length === 0 ||
    (small.length < words.length / 2 &&
      /^\p{Lu}/u.test(bare) &&
      !/^(?:the (?:time|way|end|light|sea|fire|window|door|side)|then|now|morning|day|night|it|that|this|all|far|no|his|her)\b/i.test(
        bare,
      ))
  )
}
