/** Genre words and freeform tags: splitting a field into its entries, and the codes of X-Files and Star Trek archives. */

/** Pairs joined by a slash that are one tag. */
const WHOLE = [
  'hurt/comfort',
  'action/adventure',
  'family/gen',
  'h/c',
  'sci-fi/fantasy',
  'and/or',
  'm/m',
  'm/f',
  'f/f',
  'f/m',
  'fluff/angst/fluff',
  'friends/enemies',
  'w/e',
  'n/a',
]
const GENRES = new Set(
  'action,adventure,angst,au,alternate universe,canon divergence,casefile,case fic,character study,crack,crackfic,crime,crossover,curtainfic,dark,darkfic,deathfic,drabble,drama,episode tag,epistolary,established relationship,family,fantasy,first time,fix-it,fluff,friendship,futurefic,genderswap,general,gen,het,holiday,horror,humor,humour,comedy,hurt/comfort,h/c,hc,kidfic,lemon,lime,missing scene,mpreg,mystery,parody,poetry,post-ep,pre-slash,preslash,pwp,romance,romantic comedy,rpf,rps,schmoop,sci-fi,scifi,science fiction,sick-fic,sickfic,slash,femslash,yaoi,yuri,smarm,smut,songfic,spiritual,supernatural,suspense,tag,tragedy,ust,rst,vignette,waff,western,whump,wingfic,slice of life,domestic,introspection,satire,thriller,porn,oneshot,one-shot,abenteuer,drama,freundschaft,humor,krimi,liebe,romanze,schmerz/trost,fantasy,allgemein,romance,humour,amitié,aventure,drame,romantico,commedia,introspettivo,драма,романтика,ангст,юмор,флафф,экшн,повседневность,hurt'.split(
    ',',
  ),
)

/** Whether a word or phrase is a genre every fan knows. */
export function isGenre(word: string): boolean {
  return GENRES.has(
    word
      .toLowerCase()
      .trim()
      .replace(/[.!]+$/, ''),
  )
}

/** FanFiction.net's closed list: on its meta line a piece is a genre only if every part is in here. */
const FFN_GENRES = new Set(
  'adventure,angst,crime,drama,family,fantasy,friendship,general,horror,humor,hurt/comfort,mystery,parody,poetry,romance,sci-fi,spiritual,supernatural,suspense,tragedy,western'.split(
    ',',
  ),
)

/** "Hurt/Comfort/Angst" → its genres; null where a part is none of FanFiction.net's. */
export function ffnGenres(text: string): string[] | null {
  const parts = splitSlashes(text.trim())
  return parts.length <= 3 && parts.every((part) => FFN_GENRES.has(part.toLowerCase())) ? parts : null
}

/**
 * A Genre, Tags or Keywords field → its entries. A slash parts genres ("Angst/Romance") but not a phrase that is
 * one ("Hurt/Comfort"), and not freeform tags; `and` parts only two genre words.
 */
export function splitTags(value: string, label: string): string[] {
  const isFreeform = /tag|freeform|trope|kink|keyword|prompt|^codes?$/i.test(label)
  const hashes = value.match(/#[^#,;]+/g)
  if (hashes && hashes.length > 1) return unique(hashes.map((tag) => tag.slice(1)))
  const pieces = splitOutsideBrackets(value).flatMap((piece) => (isFreeform ? [piece] : splitSlashes(piece)))
  return unique(pieces.flatMap(splitGenrePair)).filter(
    (tag) => !/^(?:none|n\/a|-+|no|keine?|aucun|нет)$/i.test(tag),
  )
}

/** Splits at `,` `;` `|` `·` and line ends, not inside brackets. */
export function splitOutsideBrackets(value: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let piece = ''
  for (const character of value) {
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
    if (depth === 0 && ',;|·•\n、，；'.includes(character)) {
      pieces.push(piece)
      piece = ''
    } else piece += character
  }
  return [...pieces, piece].map((each) => each.trim()).filter((each) => each !== '')
}

function splitSlashes(piece: string): string[] {
  let text = piece
  WHOLE.forEach((whole, index) => {
    text = text.replace(
      new RegExp(`(?<!\\p{L})${whole.replace('/', '\\s*\\/\\s*')}(?!\\p{L})`, 'giu'),
      (match) =>
        /\bin\b/.test(match)
          ? match
          : `${String.fromCharCode(0xe000 + index)}${match.replace(/\//g, '\u0001')}${String.fromCharCode(0xe000 + index)}`,
    )
  })
  return text
    .replace(/[\ue000-\ue0ff]/g, '')
    .split(/\s*\/\s*/)
    .map((part) => part.replace(/\u0001/g, '/').replace(/\s*\/\s*/g, '/'))
    .filter((part) => part.trim() !== '')
}

function splitGenrePair(piece: string): string[] {
  const parts = piece.split(/\s+(?:and|&|und|et|\+|with (?:a )?(?:bit|touch|hint|dash) of|with)\s+/i)
  return parts.length > 1 &&
    parts.every(
      (part) => isGenre(part) || isGenre(part.replace(/^(?:some|a bit of|a little|light|mild)\s+/i, '')),
    )
    ? parts
    : [piece.replace(/^(?:and|&)\s+/i, '')]
}

function unique(tags: string[]): string[] {
  const seen = new Set<string>()
  return tags
    .map((tag) =>
      tag
        .trim()
        .replace(/^["“'*_]+|["”'*_]+$/g, '')
        .replace(/(?<![.\w]\w)[.;,]+$/, '')
        .trim(),
    )
    .filter(
      (tag) =>
        tag !== '' && /[\p{L}\d]/u.test(tag) && !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()),
    )
}

const GOSSAMER: Record<string, string> = {
  V: 'Vignette',
  S: 'Story',
  X: 'X-File',
  R: 'Romance',
  A: 'Angst',
  H: 'Humor',
  C: 'Crossover',
}

/** Gossamer's run-together codes: "SRA" → Story, Romance, Angst; null for what is none. V, S or X comes first, or its word. */
export function gossamerCodes(code: string): string[] | null {
  const bare = code.trim().replace(/[.,;]+$/, '')
  const match =
    /^([VSX])[,/ -]?([RAHC]{0,4})$/.exec(bare) ?? /^([VSX])(?:[,/ ]+([RAHC](?:[,/ ]*[RAHC])*))$/.exec(bare)
  if (!match) return null
  return [match[1] as string, ...(match[2] ?? '').replace(/[^RAHC]/g, '')].map(
    (letter) => GOSSAMER[letter] as string,
  )
}

/** Shows of alt.startrek.creative subjects and `Series:` fields. */
export const TREK_SHOWS = new Set([
  'TOS',
  'TNG',
  'DS9',
  'VOY',
  'ENT',
  'MIS',
  'OCC',
  'TAS',
  'DSC',
  'PIC',
  'AOS',
  'XOVER',
])
