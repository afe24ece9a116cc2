/** Categories: the six of the archive, in the words of fandom. */
import type { Category } from '../../../story/field.ts'

const TABLE: Record<Category, string> = {
  gen: 'gen|genfic|gen fic|no pairing|no pairings|friendship|джен|general audiences gen|gen-fic|gen with a bit of crack',
  'f/m':
    'het|hetfic|f/m|m/f|fm|mf|f x m|mxf|fxm|m x f|heterosexual|straight|гет|hetero|hétéro|hetero pairing|het romance|canon het',
  'm/m':
    "slash|m/m|mm|mxm|m x m|yaoi|shounen-ai|shonen-ai|shounen ai|shonen ai|bl|boys' love|boys love|boy love|boy's love|pre-slash|preslash|pre slash|слэш|boyslash|slashy|male slash|m/m slash|slash m/m|slash (m/m)|slash/yaoi|light slash|implied slash|mild slash|mm slash|m/m slash|m/m relationship|m/m pairing|m/m sex|boy-kissing|boykissing|boysmooching|boys kissing|male/male|männerslash|homosexuell",
  'f/f':
    "femslash|femmeslash|fem-slash|fem slash|femme slash|f/f|ff|fxf|f x f|yuri|shoujo-ai|shojo-ai|shoujo ai|gl|girlslash|girl slash|girls' love|girls love|saffic|фемслэш|pre-femslash|f/f slash|female/female|frauenslash|femmslash|lesbian|girl-kissing",
  multi:
    'multi|poly|polyamory|ot3|threesome|moresome|m/m/f|m/f/m|f/m/m|m/m/m|f/f/m|f/m/f|foursome|multiple|ot4|mmf|mfm|ffm|m/m/m/m|микс|смешанная',
  other: 'other|none of these|другие виды отношений|sonstiges|статья',
}

const BY_WORD = new Map<string, Category>()
for (const [category, words] of Object.entries(TABLE) as [Category, string][]) {
  for (const word of words.split('|')) BY_WORD.set(word, category)
}

/** Words that say a category even inside a sentence or a list of warnings, and little else. */
const IN_TEXT: [RegExp, Category][] = [
  [
    /(?<![\p{L}\p{N}/])m\/m(?![\p{L}\p{N}/])|(?<!\p{L})(?:pre-?\s?)?slash(?:y)?(?!\p{L})|\byaoi\b|\bsho(?:u)?nen[- ]ai\b|\bboy[- ]?kissing\b|\bboys? (?:touching|kissing|smooching|love)\b|(?<!\p{L})слэш(?!\p{L})/iu,
    'm/m',
  ],
  [
    /(?<![\p{L}\p{N}/])f\/f(?![\p{L}\p{N}/])|\bfem(?:me)?[- ]?slash\b|\byuri\b|\bsho(?:u)?jo[- ]ai\b|\bsaffic\b|\bgirl[- ]?kissing\b/iu,
    'f/f',
  ],
  [/(?<![\p{L}\p{N}/])(?:m\/f|f\/m)(?![\p{L}\p{N}/])|\bhet\b|\bhetero(?:sexual)?\b/iu, 'f/m'],
  [/\b(?:gen|genfic)\b/iu, 'gen'],
]

/** A category where the whole word or phrase is one. */
export function categoryOf(word: string): Category | undefined {
  const plain = word
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/^[\s"“”([*_~]+|[\s"“”)\].!,;*_~]+$/g, '')
    .replace(/\s+/g, ' ')
  return BY_WORD.get(plain)
}

/** Splits a value and reads each piece. @returns null unless every piece is a category word. */
export function readCategories(value: string): Category[] | null {
  const whole = categoryOf(value)
  if (whole) return [whole]
  const pieces = value
    .split(/\s*[,;|+&]\s*|\s+and\s+|\s+-\s+|(?<=[a-z]{2})\/(?=[a-z]{2})/i)
    .filter((piece) => piece.trim() !== '')
  const found = pieces.map((piece) => categoryOf(piece))
  if (found.length === 0 || found.some((category) => category === undefined)) return null
  return [...new Set(found as Category[])]
}

/** Categories a sentence supports: "Warnings: language and boy-kissing, but …" → m/m. Negated words do not count. */
export function categoriesInText(text: string): Category[] {
  const positive = text.replace(
    /\b(?:no|not|non|isn't|without)[- ](?:\w+[- ]){0,1}(?:slash|het|gen|yaoi|yuri|femslash)\b/gi,
    '',
  )
  const found = IN_TEXT.filter(([pattern]) => pattern.test(positive)).map(([, category]) => category)
  if (
    found.includes('f/f') &&
    !/(?:^|[^m])\bslash\b|m\/m|yaoi/i.test(positive.replace(/fem(?:me)?[- ]slash/gi, ''))
  ) {
    return found.filter((category) => category !== 'm/m')
  }
  return found
}

/** "none", "n/a", "gen" under Pairing, in the languages seen: there is no relationship, and the story is gen. */
export function saysNoPairing(value: string): boolean {
  return /^[\s"'“”(*[-]*(?:none|no|n\/?\.?a\.?|na|gen|genfic|nil|no ?one|nobody|nope|keine?s?|kein pairing|aucune?|nessun[oa]?|ningun[oa]|nenhum[a]?|нет|geen|no (?:pairings?|ships?|relationships?|romance|one)|not applicable|-+|–|—|none needed|none really)(?:\s*(?:\(|,|;|-|–|—)?\s*(?:gen|genfic|really|pairings?|given|this is (?:a )?gen(?:fic)?|just friendship|friendship|friendship only|at all|here|yet|that matter|in particular|to speak of|specified|to see here|intended|as such))*[\s.!)\]]*$/i.test(
    value,
  )
}
