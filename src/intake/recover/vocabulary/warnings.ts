/** Warnings: the six with an id, everything else in the writer's words. */

const NONE =
  /^[\s"'“”(*[-]*(?:none|no|n\/?\.?a\.?|nope|nil|nothing|no warnings?|no archive warnings? apply|keine?|keins|aucune?|aucun avertissement|nessun[oa]?|ningun[oa]|nenhum[a]?|нет|geen|-+|–|—|not applicable|none apply|no major warnings?|no standard(?:ised|ized)? warnings(?: apply)?|нет предупреждений)(?![\p{L}-])/iu
const NONE_TAIL =
  /^[\s,;:.!()\]*–—-]*(?:(?:archive )?warnings?|needed|necessary|required|applicable|apply|applies|given|really|at all|whatsoever|for (?:this|the) (?:chapter|part|fic|story|one|series)|here|yet|so far|to (?:warn|speak|worry)(?: (?:for|of|about))?|(?:that )?i can think of|(?:that )?i know of|comes? to mind|in particular|special|that i'm aware of|other than that|i think|i guess|thank you|major|standard|for once|today|this time|none|\s)*[\s,;:.!?()\]*–—:-]*$/i
const CHOSE_NOT =
  /\b(?:(?:creator|author)s? (?:chose|chooses?) not to (?:use (?:archive )?warn|warn)|choose not to use archive warnings|chose not to (?:use|warn)|c?cntu?aw|cntw|ccntuaw|choose not to warn|prefers? not to warn|not warning)/i

const IDS: [RegExp, string][] = [
  [
    /^(?:graphic(?: depictions? of)? violence|(?:extreme|graphic|explicit|heavy) (?:violence|gore)|gore|graphic torture|torture \(graphic\)|very graphic violence|violence \(graphic\)|explizite gewalt|violence graphique)$/i,
    'graphic-violence',
  ],
  [
    /^(?:major character deaths?|mcd|(?:main |central |multiple )?character deaths?|death ?fic|death of (?:a )?(?:main|major) characters?|charakter(?:tod|tode)|charaktertod|mort d['’]un personnage(?: principal)?|muerte de (?:un )?personaje|morte de personagem|character death!*|смерть (?:основного|главного) персонажа|смерть персонажа|смерть основных персонажей|major death|deaths? of (?:major|main) characters?)$/i,
    'major-character-death',
  ],
  [
    /^(?:rape\/non-?con|non-?con\/rape|rape|non-?con|n\/c|non[- ]?consensual(?: (?:sex(?: acts)?|sexual acts|sexual situations))?|ncs|noncon sex|non-con sex|rape and non-?con|изнасилование|vergewaltigung|viol)$/i,
    'non-con',
  ],
  [
    /^(?:underage(?: sex(?:ual(?: (?:activity|content|situations?))?)?)?|chan|shota|loli|shotacon|lolicon|under-?age sex|sex with (?:a )?minors?)$/i,
    'underage',
  ],
]
const SHORT_WORDS = 6

/**
 * A warnings field → entries. Split at commas and the like only where every piece is short, otherwise the
 * sentence stays whole; ids standing alone inside it are added.
 */
export function readWarnings(value: string): string[] {
  const text = value.trim()
  if (
    /^\W*(?:please )?(?:highlight|select|mouse ?over)[^:]{0,40}(?:read|view|see|reveal)?\s*:?\W*$/i.test(text)
  )
    return ['chose-not']
  if (text === '' || /^[?.]+$/.test(text)) return []
  if (CHOSE_NOT.test(text) && text.split(/\s+/).length <= 12) return ['chose-not']
  if (isNone(text)) return ['none-apply']
  const pieces = piecesOf(text)
  if (!isSentence(text) && pieces.every((piece) => piece.split(/\s+/).length <= SHORT_WORDS))
    return unique(pieces.map(warningOf))
  const ids = pieces.flatMap((piece) => piece.split(/\s*[.!;:,()]\s*/)).map(warningOf)
  return unique([text, ...ids.filter((entry) => isId(entry))])
}

/** One piece → its id, or the words as written. */
export function warningOf(piece: string): string {
  const bare = piece.trim().replace(/^[\s*_~"“”([]+|[\s*_~"“”)\].!,;]+$/g, '')
  if (CHOSE_NOT.test(bare)) return 'chose-not'
  if (isNone(bare)) return 'none-apply'
  for (const [pattern, id] of IDS) if (pattern.test(bare)) return id
  return piece
    .trim()
    .replace(/[\s.;,]+$/, '')
    .replace(/^["“](.*)["”]$/, '$1')
}

function isNone(text: string): boolean {
  const none = NONE.exec(text)
  return none !== null && NONE_TAIL.test(text.slice(none[0].length))
}

/** Talk, not a list: a sentence goes on after another, or someone speaks of `I` and `you`. */
function isSentence(text: string): boolean {
  return (
    /\p{L}{2}[.!?]+\s+\p{L}+\s+\p{L}/u.test(text) ||
    /(?<![\p{L}])(?:I|you|your|you're|you've|I'm|I've|it's|its|this is|there's|there is|there are|ich|du|je|vous)(?![\p{L}])/u.test(
      text.replace(/[’]/g, "'"),
    ) ||
    /[,;]\s*(?:but|if|because|so|since|although|though)\s/i.test(text)
  )
}

function isId(entry: string): boolean {
  return ['graphic-violence', 'major-character-death', 'non-con', 'underage', 'chose-not'].includes(entry)
}

/** What stands for a separator inside parentheses while the rest is split. */
const GUARDED: Record<string, string> = { '\u0001': ',', '\u0002': ';', '\u0003': ' and ' }

/** Splits outside parentheses at `,` `;` ` and ` ` / `; "Rape/Non-Con" stays whole. */
function piecesOf(text: string): string[] {
  const guarded = text.replace(/\([^)]*\)/g, (inner) =>
    inner.replace(/,/g, '\u0001').replace(/;/g, '\u0002').replace(/ and /g, '\u0003'),
  )
  return guarded
    .split(
      /\s*[,;]\s*(?:and\s+|&\s*)?|\s+and\s+|\s+&\s+|\s+\/\s+|\s*\|\s*|\s*\n\s*|(?<=[a-z]{3})\/(?=[a-z]{4})(?!non-?con)/i,
    )
    .map((piece) => piece.replace(/[\u0001\u0002\u0003]/g, (mark) => GUARDED[mark] as string))
    .filter((piece) => /[\p{L}\d]/u.test(piece))
}

function unique(entries: string[]): string[] {
  const seen = new Set<string>()
  return entries.filter((entry) => {
    const key = entry.toLowerCase()
    return entry !== '' && !seen.has(key) && seen.add(key)
  })
}
