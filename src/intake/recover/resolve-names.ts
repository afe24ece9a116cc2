/** Relationships with nicknames, initials and run-together names resolved against the cast; only when sure. */

interface Cast {
  /** Names of the header's characters and of the story, with how often they stand there. */
  names: Map<string, number>
}

const NAME = /(?<=[\p{Ll},;:—–-]["”’]?\s["“‘]?)\p{Lu}[\p{Ll}'’]+(?:[-\s]\p{Lu}[\p{Ll}'’]+){0,2}/gu
const FULL_NAME = /\p{Lu}[\p{Ll}]{1,}(?:\s\p{Lu}[\p{Ll}'’]{1,}){1,2}/gu
const MAX_TEXT = 300_000
/** A name must occur this often in the story to stand for an initial. */
const LEAST = 3

/**
 * @param relationships as written, the sign normalised. @param characters of the header. @param story plain text.
 * @returns one entry for each relationship: names replaced by fuller ones where exactly one fits, otherwise as written.
 */
export function resolveRelationships(relationships: string[], characters: string[], story: string): string[] {
  if (relationships.length === 0) return []
  const cast = castOf(characters, relationships, story.slice(0, MAX_TEXT))
  return relationships.map((relationship) => resolveOne(relationship, cast))
}

function castOf(characters: string[], relationships: string[], story: string): Cast {
  const names = new Map<string, number>()
  const count = (name: string, by: number) => names.set(name, (names.get(name) ?? 0) + by)
  for (const match of story.matchAll(NAME)) count(match[0].replace(/['’]s$/, ''), 1)
  for (const match of story.matchAll(FULL_NAME))
    if (!COMMON_FIRST.test(match[0])) count(match[0].replace(/['’]s$/, ''), 1)
  for (const name of characters.map((each) => each.replace(/\s*\([^)]*\)$/, ''))) {
    count(name, 50)
    const forename = /^\p{Lu}[\p{Ll}'’]+(?=\s\p{Lu})/u.exec(name)?.[0]
    if (forename !== undefined && !COMMON_FIRST.test(forename)) count(forename, 50)
  }
  for (const relationship of relationships) {
    const own = relationship.split(/\/|\s&\s/)
    // A word alone is a name run together from two, and none of the cast's.
    if (own.length < 2) continue
    for (const name of own) if (/\s/.test(name) || name.length > 4) count(name, 20)
  }
  return { names }
}

const COMMON_FIRST =
  /^(?:The|A|An|And|But|Or|If|When|Then|So|As|At|In|On|He|She|It|They|We|You|His|Her|My|Your|Their|This|That|There|What|Where|Who|Why|How|Not|No|Yes|Oh|Well|Captain|Doctor|Mr|Mrs|Miss|Sir|Lord|Lady|Professor|Agent|Detective|Inspector|With|For|From|Now|Even|Just|After|Before|While|Because|Only|Maybe|Perhaps)\b/

function resolveOne(relationship: string, cast: Cast): string {
  const sign = relationship.includes('/') ? '/' : ' & '
  const parts = relationship.split(sign)
  if (parts.length === 1) return fromPortmanteau(relationship, cast) ?? relationship
  const used: string[] = []
  return parts
    .map((part) => {
      const name = resolveName(part.trim(), cast, used) ?? part
      used.push(name)
      return name
    })
    .join(sign)
}

function resolveName(part: string, cast: Cast, used: string[]): string | null {
  if (/\s/.test(part)) return null
  if (/^\p{Lu}{1,3}$/u.test(part)) return fromInitials(part, cast, used)
  const fuller = [...cast.names].filter(
    ([name, count]) =>
      count >= 2 && name !== part && name.split(/\s+/).length > 1 && name.split(/\s+/).includes(part),
  )
  return onlyOne(fuller)
}

/** "J" → the one frequent name beginning with it; "HP" → the one name with these initials. */
function fromInitials(initials: string, cast: Cast, used: string[]): string | null {
  const free = [...cast.names].filter(([name, count]) => count >= LEAST && !used.includes(name))
  if (initials.length > 1) {
    const fitting = free.filter(([name]) => initialsOf(name) === initials)
    return onlyOne(fitting)
  }
  const fitting = free.filter(
    ([name]) => name.startsWith(initials) && name.length > 2 && !/\s/.test(name) && !COMMON_FIRST.test(name),
  )
  const single = onlyOne(fitting)
  return single === null ? null : (resolveName(single, cast, used) ?? single)
}

function initialsOf(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase()
}

/** The only fitting name, or one that occurs five times as often as the next. */
function onlyOne(fitting: [string, number][]): string | null {
  const sorted = [...fitting].sort((a, b) => b[1] - a[1])
  const [first, second] = sorted
  if (!first) return null
  return !second || first[1] >= second[1] * 5 ? first[0] : null
}

/** "Janto" → "Jack/Ianto": the beginning of one name and the end of another, if only one pair of the cast gives it. */
function fromPortmanteau(word: string, cast: Cast): string | null {
  if (!/^\p{Lu}\p{L}{3,13}$/u.test(word)) return null
  const frequent = [...cast.names]
    .filter(
      ([name, count]) =>
        count >= LEAST && !/\s/.test(name) && name.length > 2 && !COMMON_FIRST.test(name) && name !== word,
    )
    .sort((a, b) => b[1] - a[1])
    .slice(0, 8)
    .map(([name]) => name)
  const pairs: string[] = []
  for (const first of frequent) {
    for (const second of frequent)
      if (first !== second && runsTogether(word, first, second)) pairs.push(`${first}/${second}`)
  }
  if (pairs.length !== 1) return null
  return resolveOne(pairs[0] as string, cast)
}

function runsTogether(word: string, first: string, second: string): boolean {
  const lower = word.toLowerCase()
  for (let cut = 1; cut < lower.length - 1; cut++) {
    const [head, tail] = [lower.slice(0, cut), lower.slice(cut)]
    if (
      first.toLowerCase().startsWith(head) &&
      second.toLowerCase().endsWith(tail) &&
      (head.length >= 2 || tail.length >= 3)
    )
      return true
  }
  return false
}
