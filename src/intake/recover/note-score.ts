/** Does this paragraph talk about a story, or tell one? The features of a note and of narration, weighed once. */
import { characterKind } from '../character-kind.ts'
import { letterRuns } from './letter-runs.ts'
import { makeSieve } from './sieve.ts'

const QUOTED = /["“][^"“”]{0,2000}["”]|«[^»]{0,2000}»|„[^“”]{0,2000}[“”]|「[^」]{0,2000}」/g
const OPENS_WITH_SPEECH = /^\s*[*_~]*(?:["“«„「]|[—–-]{1,2}\s?\p{Lu})/u
const SPEECH_VERB =
  /["”»,]\s*(?:\p{Lu}\p{L}+\s+)?(?:he|she|they|it|I|the \p{L}+|\p{Lu}\p{L}+)?\s*(?:said|says|asked|asks|replied|replies|whispered|shouted|murmured|muttered|cried|answered|snapped|sagte|fragte|dit|dijo|disse|сказал|спросил)/u

/** Words of the trade: hardly ever in a story, and in few notes not. */
const TRADE =
  /(?<!\p{L})(?:fics?|fan-?fics?|fan-?fiction|ficlets?|drabbles?|one-?shots?|fandoms?|beta-?(?:d|ed|read|reading|reader|readers|ing)?|betas|unbeta(?:'?d|ed)|britpick(?:ed|er|ing)?|NaNo(?:WriMo)?|plot ?bunn(?:y|ies)|concrit|flist|f-list|livejournal|dreamwidth|AO3|FFN?\.?net|ff\.net|tumblr|ko-?fi|patreon|askbox|ask box|songfic|ficathon|yuletide|kink ?meme|comment ?fic|big ?bang|headcanons?|canon|non-canon|fanon|crossposted|x-posted|pairings?|slash|femslash|epilogue-compliant|disclaimers?|spoilers?|spoiler-free|plotless|pwp|mpreg|h\/c|reviews?|reviewers?|reviewed|feedback|kudos|sequel|prequel|oneshot|shipp(?:ers?|ing)|flames|R&R|post-ep|'verse|fluff|angsty?|cliffie|cliffhanger|rated|nanowrimo|lyrics?|hiatus|ficcage|repost(?:ed|ing)?|writer's block|bingo|prompts?|mods?|fanart|Betareader|Reviews?|Fortsetzung|Kommis?|фик\p{L}*|бет[аеуы]|отзыв\p{L}*|фандом\p{L}*|канон\p{L}*)(?![\p{L}])/giu
/** Words of the trade that are other words in small letters: French au, German aus. */
const TRADE_CAPITALS =
  /(?<!\p{L})(?:AUs?|OOC|POVs?|WIPs?|LJ|FF|(?:an|this|my|modern|college|canon) aus?)(?!\p{L})/gu
/** Words that talk of a text, when someone says I or you beside them. */
const OF_TEXTS =
  /(?<!\p{L})(?:story|stories|chapters?|parts?|updates?|updated|updating|muse|muses|episodes?|seasons?|series|show|post(?:ed|ing)?|titles?|titled|challenge|characters?|read|readers?|reading|writ(?:e|es|ing|ten)|wrote|written|version|scenes?|plot|ending|summary|rating|warning|archive|author|fans?|draft|typed?|typing|typos?|mistakes|grammar|edit(?:ed|ing)?|comments?|community|exchange|recipient|request|inspired|inspiration|dedicated|quotes?|quoted|song|translation|translated|notes?|set (?:after|before|during|in)|takes place|timeline|finished|fill|words|POVs?|language|Geschichte|Kapitel|schreiben|geschrieben|gelesen|lesen|histoire|chapitre|écri[tr]\p{L}*|lire|historia|capítulo|escrib\p{L}*|escrit\p{L}*|leer|storia|capitolo|scritt\p{L}*|scriver\p{L}*|legger\p{L}*|глав\p{L}*|истори\p{L}*|напис\p{L}*|чита\p{L}*)(?!\p{L})/giu
const TO_READERS =
  /\b(?:(?:come |feel free to )?say hi\b|if you (?:liked|enjoyed) (?:it|this)|hope (?:you|y'all|people|everyone|it|that|someone)|(?:please )?(?:enjoy|r ?& ?r)\b|let me know|thank(?:s| you)[^.!?]{0,40}\b(?:read|review|comment|beta|support|help|everyone|all|prompt)|thanks? (?:to|for|so much)|you (?:guys|all|lot)|please (?:read|review|comment|be (?:kind|gentle|nice)|don't sue|note|see|leave|point)|bear with me|be warned|you have been warned|you('ve| have) been warned|don't (?:worry|ask|sue|like,? don't)|tell me what you think|what do you think|sorry (?:for|about|this|it|if)|apolog(?:y|ies) (?:for|to)|any (?:and all )?mistakes|all mistakes|(?:this|it) (?:is|was) (?:my first|for|written|a (?:gift|birthday|fill|response|sequel|prequel|remix|tag|missing|companion|follow|bit|short|little|one))|(?:my|the) first (?:fic|attempt|time|post|story)|comments? (?:are|is|and|welcome|would)|(?:happy|merry) (?:birthday|christmas|new year|holidays|yuletide)|on with the (?:show|story|fic|chapter)|without further ado|here (?:it is|we go|you go|goes|is (?:the|my|another|chapter))|drum ?roll|feel free|viel spaß|bonne lecture|buona lettura|disfruten|приятного чтения|this (?:fic|story|chapter|one|ficlet|drabble|piece|part|is set|takes place|follows|was (?:written|inspired|for|supposed|originally))|title (?:is )?(?:from|taken|comes|stolen|by)|set (?:after|before|during|in|sometime|just|right|between) (?:the |season|series|s\d|episode|['"“]|[A-Z])|inspired by|based on|takes place (?:after|before|during|in)|spoilers? for|(?:next|last|previous|first|this) (?:chapter|part)|to be continued|takes liberties|i've taken liberties|(?:big|huge|special|many) thanks|i (?:wrote|started|finished|posted) (?:this|it)\b|writing this|rest assured|as always|as usual|no idea where this|(?:got|ran) away from me|out of hand|wouldn't leave me alone)\b/gi
const OWNERSHIP =
  /(?:\(c\)|©)\s*(?:copyright\s*)?(?:by\s|(?:19|20)\d\d)|\b(?:(?:please )?(?:do not|don['’]t) (?:archive|repost|re-post|redistribute)\b|(?:do not|don't|doesn't|don’t|never|didn't|neither) (?:\w+ )?own|belongs? to (?!(?:this|that|the|a) (?:story|tale|young|time|old))|property of|no (?:copyright )?infringement|no profit|not (?:mine|making|for profit)|(?:isn't|aren't|is not|are not|ain't) mine|copyright(?:ed)?|all rights|owned by|own nothing|(?:has|have|holds?|retains?|keeps?) (?:all )?(?:the|their) (?:rights|copyrights?)\b|just (?:borrowing|playing|for fun)|borrowed (?:them|without)|(?:please )?don't sue|for entertainment|gehör(?:t|en) (?:nicht )?(?:mir|uns)|gehör(?:t|en) .{0,40}(?:nicht|J\. ?K|rowling)|kein geld|ne m'appartien|appartien(?:t|nent)|no me pertenec|pertenecen|não me pertenc|pertencem?|non mi appart|appartengono|не принадлеж|принадлежат)/i
const EMOTICON =
  /(?:^|\s)(?:[:;=8][-'o^]?[)(DPp\]|/3]+|XD+|xD|\^_*\^|<3|>_<|o\.O|O\.o|\\o\/|-_-|T_T|:-?[*])(?=\s|$|[.,!?)])/
const LINK = /https?:\/\/|www\.\w|\.livejournal\.com|@[\w-]+\.\w{2,}/i
const ACTION =
  /(?:^|\s)\*(?:waves?|hugs?|grins?|hides?|runs?|ducks?|blushes|sighs?|cough|snerk|g|eg|beg|bows?|flails?|points?|shrugs?|giggles?|winks?)[\w\s]{0,20}\*/i
/** Above an answer on Tumblr. */
const ASKED =
  /^\W{0,3}(?:anon(?:ymous)?|[\w-]{3,32}) (?:asked|sent(?: in)?|prompted|requested)(?: you| me)?\s*:/i
const SECOND_PERSON = /(?<!\p{L})(?:you|your|you're|you've|yours|ya'll|y'all)(?!\p{L})/iu
const FIRST_PERSON =
  /(?<![\p{L}'’])(?:I|I'm|I’m|I've|I’ve|I'd|I’d|I'll|I’ll|my|me|mine|ich|mir|mein\p{L}*|je|j'ai|yo|mi|eu|minha|io|mio|я|мне|мой|моя)(?!\p{L})/u
const THIRD =
  /(?<!\p{L})(?:he|she|his|her|him|hers|himself|herself|they|them|their|er|sie|ihr|ihm|seine?|elle|lui|él|ella|ele|ela|egli|он|она|его|её|ему)(?!\p{L})/iu
const PAST =
  /(?<!\p{L})(?:was|were|had|said|looked|turned|went|came|took|stood|sat|felt|knew|saw|thought|asked|walked|made|began|could|heard|held|pulled|opened|war|hatte|sagte|était|avait|estaba|había|era|estava|aveva|был|была|было|\p{L}{2,}(?:ал|ил|ел|ял|ула|ала|ила|ела|лся|лась|лось|лись)|fragte|sah|kam|ging|stand|wollte|konnte|lehnte|\p{L}{2,}(?:aient|èrent|arono|irono|aron|ieron)|\p{L}{3,}[òó]|\p{L}{3,}ed)(?!\p{L})/iu
/** How stories begin that speak of themselves. */
const TELLS_ITSELF =
  /\b(?:this is the (?:story|tale|account) of|(?:the )?story of how|my name is|once upon a time|it all (?:started|began)|let me tell you)\b/i
const YEAR = /\b(?:19[89]\d|20[0-3]\d)\b/
const DEDICATION =
  /^\W*(?:for (?!(?:a|the|some|one|once|all|years|hours|days|weeks|months|most|now|as|his|her|my|their|its|that|this|what|when|ten|two|three|several|many|long|example|instance|in|if|it|he|she|they|there|no|every|sale|god)\b)@?\p{L}|to (?:my|all|everyone|the)\b.{0,80}|to @\w|dedicated to|(?:this|these)(?:'s| is|’s| one's| one’s| one is| are)? (?:\w+ )?for\b|.{0,60}\bthis one(?:'s|’s| is| goes| was) (?:for|to)\b|a (?:gift|present) for|happy birthday|für |pour |para |per |для )/iu

/** "Thank-yous to Bone and Lanning, for …", "Merci à Gudule pour la relecture": whom, and no word of what happened. */
const THANKS =
  /^\W{0,3}(?:(?:(?:a|my) )?(?:(?:big|huge|special|many|much|extra|all my|heartfelt) ){0,2}(?:thanks?|thank[- ]?yous?|hugs|kudos)(?: (?:also|again|as always|go|goes|and \p{L}+)){0,2} to (?=\p{Lu}|@|my |the (?:lovely|wonderful|amazing|fabulous|ever|mods?|list|\w+ list)|all (?:who|my|the)|every|\p{Ll}+[_\d])|(?:(?:un )?(?:grand |immense )?merci(?: beaucoup| mille fois| infiniment)? (?:à|aux?)|(?:ein (?:großes |riesiges |herzliches )?)?(?:dankeschön|danke(?: schön)?|(?:vielen|lieben|herzlichen|tausend) dank)(?: geht)? (?:an|auch an)|(?:muchas |mil |muchísimas )?gracias a|(?:muito |muita )?obrigad[oa]s? (?:à|a|ao|para)|(?:mille )?grazie(?: mille| infinite| tante)? (?:a|ad|alla|al)|(?:большое |огромное )?спасибо(?= \p{Lu}| мо| всем)|bedankt aan|dank aan|tack till|dziękuję|podziękowania dla|kiitos) ?)/iu

export interface NoteFeatures {
  /** Above zero like a note, below like story; about -4 to 8. */
  score: number
  /** Says who owns the characters. */
  isDisclaimer: boolean
  /** A short line that gives the story to someone. */
  isDedication: boolean
  /** Has words, signs or claims that only talk about a fic has. */
  isFanTalk: boolean
}

/** What a paragraph holds, counted once. */
interface Weighed {
  head: string
  /** What is not said in quotation marks. */
  talk: string
  words: number
  trade: number
  texts: number
  readers: number
  thirds: number
  pasts: number
  isDisclaimer: boolean
  isDedication: boolean
  isThanks: boolean
}

const NOTHING: NoteFeatures = { score: 0, isDisclaimer: false, isDedication: false, isFanTalk: false }
/** The same paragraphs are asked about several times: as header, as note, as the end of a chapter. */
const REMEMBERED = 40
const remembered = new Map<string, NoteFeatures>()

/**
 * Weighs one paragraph. What stands in quotation marks is speech and does not count.
 * @param text plain text; only the first 3,000 characters are read.
 */
export function noteFeatures(text: string): NoteFeatures {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const features = featuresOf(text.slice(0, 3000))
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(text, features)
  return features
}

export function noteScore(text: string): number {
  return noteFeatures(text).score
}

function featuresOf(head: string): NoteFeatures {
  const words = countWords(head)
  if (words === 0) return NOTHING
  const weighed = weigh(head, words)
  const { talk, trade, readers, isDisclaimer, isDedication, isThanks } = weighed
  const score =
    notePoints(weighed) +
    (isDisclaimer ? 2.5 : 0) +
    (isDedication ? 1.8 : 0) +
    (isThanks ? 2 : 0) -
    storyPoints(head, talk, weighed)
  const isFanTalk =
    isDisclaimer ||
    isDedication ||
    isThanks ||
    [EMOTICON, ACTION, LINK, ASKED].some((sign) => sign.test(head)) ||
    trade + readers > (words > 150 ? 2 : 0)
  return { score, isDisclaimer, isDedication, isFanTalk }
}

const mayMatch = makeSieve([TRADE, TRADE_CAPITALS, OF_TEXTS, TO_READERS, OWNERSHIP])

function weigh(head: string, words: number): Weighed {
  const talk = head.replace(QUOTED, ' " ')
  const may = mayMatch(talk)
  const distinct = (nth: number, pattern: RegExp) => ((may >> nth) & 1 ? distinctOf(talk, pattern) : 0)
  return {
    head,
    talk,
    words,
    trade: distinct(0, TRADE) + distinct(1, TRADE_CAPITALS),
    texts: distinct(2, OF_TEXTS),
    readers: distinct(3, TO_READERS),
    ...tellingWords(talk),
    isDisclaimer: ((may >> 4) & 1) === 1 && OWNERSHIP.test(talk),
    isDedication: words <= 30 && DEDICATION.test(head),
    isThanks: words <= 45 && isThanks(head),
  }
}

/** In the first sentence nobody speaks and nothing has happened: "Thanks to Jack, the Hub was flooded" is told. */
function isThanks(head: string): boolean {
  if (!THANKS.test(head) || QUOTED_ONCE.test(head)) return false
  const [whom] = head.split(/[.!?…](?:\s|$)|\s(?:for|pour|für|por|per|за|who|qui|die|que|che|która)\s/u)
  return !PAST.test((whom as string).replace(/^\P{L}*\p{L}+/u, ''))
}
const QUOTED_ONCE = /["“”«»„]|^\s*[—–]/

function notePoints({ head, talk, words, ...weighed }: Weighed): number {
  const dilution = words > 120 ? 120 / words : 1
  const trade = Math.min(4, weighed.trade) * 1.3
  const texts = Math.min(4, weighed.texts)
  const first = FIRST_PERSON.test(talk)
  const second = SECOND_PERSON.test(talk)
  const readers = Math.min(3, weighed.readers) * 1.3
  let points = (trade + readers + texts * (first || second ? 0.6 : 0.25)) * dilution
  if (first && texts + trade > 0) points += 0.7 * dilution
  if (EMOTICON.test(head)) points += 1.8
  if (ACTION.test(head)) points += 1.5
  if (LINK.test(head)) points += 2
  if (ASKED.test(head)) points += 3.5
  if (/!{2,}|\?!/.test(talk)) points += 0.5
  if (YEAR.test(talk) && words < 40) points += 0.4
  if (/^\s*[[({](?!["“]).{0,400}[\])}]\s*$/s.test(head)) points += 0.8
  return points
}

function storyPoints(head: string, talk: string, { words, thirds, pasts }: Weighed): number {
  let points = 0.3
  if (OPENS_WITH_SPEECH.test(head)) points += 1.6
  if (SPEECH_VERB.test(head)) points += 1
  if (TELLS_ITSELF.test(talk)) points += 2.5
  points += Math.min(1.6, (thirds / words) * 16)
  points += Math.min(1.2, (pasts / words) * 9)
  if (!FIRST_PERSON.test(talk) && !SECOND_PERSON.test(talk)) points += 0.4
  if (words > 60) points += 0.4
  return points
}

const isSpace = characterKind(/\s/)

/** Runs without white space. */
function countWords(text: string): number {
  let count = 0
  let inWord = false
  for (let at = 0; at < text.length; at++) {
    const isWord = !isSpace(text.charCodeAt(at))
    if (isWord && !inWord) count++
    inWord = isWord
  }
  return count
}

const THIRD_BIT = 1
const PAST_BIT = 2
const KINDS_KEPT = 50_000
/** Node keeps a longer piece of a text as a view of it: kept here, it would keep the whole text. */
const LONGEST_KEPT = 12
/** Whether a word is one of the third person, one in the past: the patterns are asked once for each word there is. */
const kinds = new Map<string, number>()

function tellingWords(talk: string): { thirds: number; pasts: number } {
  let thirds = 0
  let pasts = 0
  for (const word of letterRuns(talk)) {
    const kind = kinds.get(word) ?? kindOf(word)
    if (kind & THIRD_BIT) thirds++
    if (kind & PAST_BIT) pasts++
  }
  return { thirds, pasts }
}

function kindOf(word: string): number {
  const kind = (THIRD.test(word) ? THIRD_BIT : 0) | (PAST.test(word) ? PAST_BIT : 0)
  if (word.length > LONGEST_KEPT) return kind
  if (kinds.size >= KINDS_KEPT) kinds.clear()
  kinds.set(word, kind)
  return kind
}

function distinctOf(text: string, pattern: RegExp): number {
  const seen = new Set<string>()
  for (const match of text.matchAll(pattern)) seen.add(match[0].toLowerCase().slice(0, 6))
  return seen.size
}
