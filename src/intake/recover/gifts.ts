/** Whom a story is given to: names in a dedication, told from challenges and communities. */

export interface Gift {
  names: string[]
  /** It was written for a challenge, an exchange, a prompt: no person. */
  isEvent: boolean
}

const EVENT =
  /\b(?:challenges?|prompts?|communit(?:y|ies)|comm|exchange|fest|ficathon|bingo|big ?bang|meme|yuletide|secret santa|remix|swap|contest|competition|round|drabble|fic-?a-?thon|[\w]*_(?:challenge|fest|drabbles?|prompts?|exchange|bingo|kink|100|remix|santa|meme|week|day)\w*|\w*100|nanowrimo|week|advent|calendar|zine|class|school)\b/i
const NOT_A_PERSON =
  /^(?:my (?:flist|f-list|friends?list|readers|reviewers|friends|muse)|everyone|everybody|all(?: of you| my .*| the .*)?|anyone.*|you(?: all)?|readers?|fun|the .*|a .*|an .*|this .*|that .*|those .*|those|no ?one|nobody|me|myself|mature audiences.*|adults.*|now|once|language.*|violence.*|sexual.*|your .*|some .*|any .*|people|folks|fans|girls?|boys?|women|men|lovers|writers|someone|somebody|others?|archive|none|n\/a|her|him|them|us|it|what.*|when.*|lack .*|reasons.*|if .*|most .*|being .*)$/i
const AFTER_NAME =
  /\s*(?:[,;–—(-]+\s*(?:who|whose|because|for|as|on|with|without|since|again|always|wherever|in|my|the|a|an|and (?:all|everyone|anyone|the)|if|even|happy|merry|at|to|one|this|that|hope|i|it|he|she|they|just|belated|love|thank|sorry|you|from|even)\b.*|\s(?:who|whose|because|for (?:his|her|their|the|being|all|beta|putting|asking)|on (?:his|her|their)|as (?:a|an|always|promised|requested)|in (?:the|honou?r|thanks|return|exchange)|with (?:love|thanks|apologies|much)|at \w+_|since|without whom|'s birthday|’s birthday)\b.*|[.!…~*:;)<>^]+\s*.*|\s+<3.*|\s+\(.*)$/i

/** "For Wren, who likes fog, and for thimble_eye" */
const ALSO_FOR = /[,;]?\s+and (?:also )?(?:for|to) (\S.{0,60})$/i

/** "the sshg_exchange, winter round; recipient: owlsatdawn" */
const RECIPIENT = /[,;(–—-]\s*(?:recipient|giftee|requester|for)\s*(?::|=|-)\s*(\S[^;)]{0,60})/i

/** @param text the value of a gift label, or what follows "for" in a dedication. */
export function readGift(text: string): Gift {
  const line = text.split('\n')[0] as string
  const recipient = RECIPIENT.exec(line)?.[1]
  if (recipient !== undefined) return { names: namesOf(recipient), isEvent: true }
  const person = /^(.{1,60}?)(?:,| -)?\s+(?:in|for|as part of|from)\s+(?:the\s+|this year's\s+)?[^.]*$/i.exec(
    line,
  )
  const isEvent = EVENT.test(line)
  const head = isEvent ? (person?.[1] ?? '') : line
  const more = isEvent ? undefined : ALSO_FOR.exec(head)?.[1]
  const names = EVENT.test(head) ? [] : [...namesOf(head), ...(more === undefined ? [] : namesOf(more))]
  return { names: [...new Set(names)], isEvent }
}

function namesOf(text: string): string[] {
  const bare = text
    .replace(
      /^(?:for|to|dedicated to|a gift (?:for|to)|written for|gift for|happy birthday,?|für|pour|para|per|для)\s+/i,
      '',
    )
    .replace(/\[(?:info|personal profile|personal)\]\s*/gi, '')
    .replace(/<lj user="?([\w-]+)"?>/gi, '$1')
  const parts = bare.split(
    /\s*(?:,|;|\s&\s|\s\+\s|\sand\s|\sund\s|\set\s|\sy\s|\se\s|\sи\s)\s*(?=@?[\p{L}\p{N}])/iu,
  )
  const end = parts.findIndex(isAside)
  const names = (end < 0 ? parts : parts.slice(0, end)).map((part) =>
    trimDots(part.replace(AFTER_NAME, (tail) => (isInitial(part, tail) ? '.' : ''))),
  )
  return [...new Set(names)].filter((name) => isPerson(name))
}

/** What follows the names: "who asked", "because …". */
function isAside(part: string): boolean {
  return /^(?:who|whose|because|for|as|on|with|without|since|always|wherever|happy|merry|if|even|i|it|hope|thank|love|just|you|all|everyone|this|belated)\b/i.test(
    part,
  )
}

function isInitial(part: string, tail: string): boolean {
  return (
    /^\.\s*$/.test(tail) && /(?:^|\s)\p{Lu}\.?$/u.test(part.slice(0, part.length - tail.length + 1).trim())
  )
}

function trimDots(name: string): string {
  return name.replace(/^[\s*_~"“”([@]+|[\s*_~"“”)\],;:!~-]+$/g, '').trim()
}

function isPerson(name: string): boolean {
  const words = name.split(/\s+/)
  return (
    /\p{L}/u.test(name) &&
    words.length <= 4 &&
    name.length <= 40 &&
    !NOT_A_PERSON.test(name) &&
    (/^\p{Lu}/u.test(name) || words.length === 1 || /^my \p{L}+(?: \p{Lu}\p{L}+)?$/u.test(name))
  )
}

const STANDALONE = [
  /^\W*(?:this (?:one|fic|story|is|one is|ficlet|drabble)?\s*(?:is|was)?\s*)?(?:(?:written |meant )?(?:as a (?:\w+ )?(?:gift|present) )?for|dedicated to|happy (?:\w+ )?birthday,?(?: to)?|a (?:\w+ )?(?:gift|present) for|für|pour|para|per|для)\s+(.{1,160})$/iu,
  /^\W*(.{2,60}?),?\s+(?:this (?:one|story|fic)(?:'s|’s| is)? (?:for|is for|goes out to) (?:you|ya)|this is for you)\b.*$/i,
  /^\W*(?:to|for)\s+(.{1,100})$/i,
]

/** "For M., who asked." "Tara, Deb, this one's for you..." as a paragraph of its own. @returns [] where it names nobody. */
export function namesOfDedication(paragraph: string): string[] {
  const line = paragraph.trim().replace(/^[*_~(["“]+|[*_~)\]"”]+$/g, '')
  for (const pattern of STANDALONE) {
    const match = pattern.exec(line)
    if (!match) continue
    const gift = readGift(match[1] as string)
    if (gift.names.length > 0) return gift.names
  }
  return []
}

const NAMES = String.raw`((?:\p{Lu}[\p{L}'’.-]*|[a-z]+[_\d]\w*|\w+_\w+|[a-z][\w-]{2,24}(?=,? who\b))(?:(?:,| and| &)\s+(?:\p{Lu}[\p{L}'’-]*|\w+_\w+))*)`
const GIVES = String.raw`(?:(?:[Tt]his|[Ii]t)(?: one| fic| story| ficlet| chapter| drabble| little thing)?(?:['’]s| is| was| goes out)?(?: all)? (?:a (?:\w+ ){0,2}(?:gift|present) )?(?:for|to)|[Ww]ritten (?:as a (?:\w+ ){0,2}(?:gift|present) )?for|[Aa]n? (?:\w+ ){0,2}(?:gift|present|fic|ficlet|drabble) for|[Dd]edicated to|[Ff]or|[Ff]ür|[Pp]our|[Pp]ara|[Пп]освящается|[Дд]ля|[Hh]appy (?:\w+ )?[Bb]irthday,?(?: to)?)`
const IN_NOTE = new RegExp(
  String.raw`(?:^|[.!?)]\s+|\n)\W{0,2}${GIVES}\s+(?:(?:the|my) (?:ever-?)?(?:(?:lovely|wonderful|amazing|awesome|dear|sweet|fabulous|darling|fantastic|gorgeous|brilliant|incomparable|delightful|marvellous|marvelous|beautiful|dearest|best|talented|most)\s+)+)?${NAMES}(?=\s*(?:[,.!;:)(–—-]|who\b|because\b|$|on h(?:er|is)\b|for\b|as\b|in the\b|with\b|['’]s birthday|weil\b|die\b|der\b|qui\b|que\b|$))`,
  'gu',
)

/**
 * A user name without a capital is told by what follows it: "for saltlines, who has the flu", "dedicated to
 * moogle-chan cos it was her idea", "Written for nightmail in the Secret Santa".
 */
const LOWER_CASE =
  /(?:^\W{0,2}|[.!?)]\s+|\n\W{0,2})(?:(?:this (?:is|one is|one's) |written |a (?:gift|present) )?for|dedicated to)\s+(?!(?:every|any|some|no)(?:one|body|thing)|all\b|those\b|people\b|folks\b|readers\b|the\b|my\b|you\b|him\b|her\b|them\b|me\b|fans\b|friends\b)(\p{Ll}[\p{L}\d_-]{2,})(?=,? who\b|,? in the \p{Lu}|,? (?:cos|coz|cuz|because)\b|['’]s birthday)/giu

/** Before the names of users: "[info]wren", "@wren". */
const SITE_MARK = /\[(?:info|personal profile|personal|profile|livejournal\.com)\]\s*|(?<=\bfor\s)@(?=\w)/gi

/** People a note gives the story to: "Written for Tess, who …". Events are left out. */
export function namesInNote(note: string): string[] {
  const names: string[] = []
  const text = note.replace(SITE_MARK, '')
  for (const match of text.matchAll(IN_NOTE)) {
    const sentence = text
      .slice(match.index, match.index + 120)
      .replace(/^[.!?)]\s+/, '')
      .split(/[.!?](?:\s|$)/)[0] as string
    if (EVENT.test(sentence) && !/\bin the\b|\bexchange\b/i.test(sentence)) continue
    names.push(...readGift(match[1] as string).names)
  }
  for (const match of text.matchAll(LOWER_CASE))
    if (!EVENT.test(match[1] as string)) names.push(match[1] as string)
  return [...new Set(names)]
}
