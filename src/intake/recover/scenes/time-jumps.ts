/** Words at a paragraph's start that say that time has passed or the place has changed. */
import { firstSentence, opensWithSpeech } from './narration.ts'

export interface Clue {
  /** For people. */
  reason: string
  confidence: number
}

const COUNT =
  '(?:\\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a hundred|several|some|many|a few|a couple of|half an?|a (?:good )?(?:half|quarter)(?: of an)?)(?: (?:and a half|long|short|full|whole|more|odd|or (?:so|two|three)))*'
const LONG_UNIT =
  '(?:hour|day|night|evening|morning|week|weekend|fortnight|month|year|decade|centur|summer|winter|season|sol)(?:s|y|ies)?'
const SHORT_UNIT = '(?:second|minute|moment)s?'
const ABOUT =
  '(?:about |around |roughly |nearly |almost |over |some |just |exactly |only |not |barely |maybe |perhaps )*'
const LATER = '(?:later|earlier|before|previously|afterwards?|after that|since then|on|hence|passed|ago)'
const PART_OF_DAY =
  '(?:morning|afternoon|evening|night|day|week|month|year|dawn|noon|lunchtime|weekend|spring|summer|autumn|fall|winter)'
const WEEKDAY = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
const MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)'

/** At the start of a paragraph: surely another time. */
const STRONG = new RegExp(
  `^(?:it was |and |but |then,? |so |finally,? )?(?:${ABOUT}${COUNT} ${LONG_UNIT} (?:later|earlier|afterwards?|after that)\\b|the (?:next|following) ${PART_OF_DAY}\\b|(?:early |late |later )?(?:the )?next ${PART_OF_DAY}\\b|later (?:that|the same) ${PART_OF_DAY}\\b|(?:early|late|midway) (?:the next|the following|that|on) ${PART_OF_DAY}\\b|the ${PART_OF_DAY} after\\b)`,
  'i',
)
/** Alone in a paragraph: a heading that tells time or place. */
const STAMP = new RegExp(
  `^(?:${ABOUT}${COUNT} (?:${LONG_UNIT}|${SHORT_UNIT}) ${LATER}|later(?: (?:that|the same|on|in the) ?\\w*)?|much later|some ?time later|that (?:same )?${PART_OF_DAY}|the (?:next|following|same|previous) ${PART_OF_DAY}|next ${PART_OF_DAY}|present(?: day| time)?|(?:back in )?the present|now|then|before|after(?:wards)?|the past|years? ago|earlier(?: (?:that|the same) ${PART_OF_DAY})?|meanwhile|elsewhere|${WEEKDAY}(?:,? ${PART_OF_DAY})?|day (?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten)|week (?:\\d+|one|two|three|four)|year (?:\\d+|one|two|three|four))\\W*$`,
  'i',
)
/** "Cardiff, 3 a.m.", "The Hub, 14:30", "12 May 1941", "London, 1888". */
const PLACE_STAMP = new RegExp(
  `^(?:[\\p{L}\\d'’ .-]{2,40},\\s*){0,3}(?:\\d{1,2}[:.]\\d{2}(?: ?[ap]\\.?m\\.?)?|\\d{1,2} ?[ap]\\.?m\\.?|\\d{3,4} hours|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}(?:,? \\d{2,4})?|${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{2,4})?|${MONTH},? \\d{4}|(?:1[5-9]|20)\\d\\d)(?:,\\s*[\\p{L}'’ .-]{2,40})?\\W*$`,
  'iu',
)
const MEANWHILE =
  /^meanwhile,? (?:back |down |up |over |out |in |at |across |on |somewhere )|^elsewhere(?: in|,)|^(?:back|over|down|up|out) (?:at|in|on) the \p{L}+(?: \p{L}+)?,/iu
const WAKING =
  /^(?:when )?(?:he|she|they|i|\p{Lu}\p{Ll}+) (?:next )?(?:woke|awoke|awakened|came (?:to|round)(?=[.,;—–]| (?:slowly|with|in|on|lying|to find))|jerked awake)/iu

/** Other languages: a strong start of a paragraph. */
const FOREIGN = [
  /^(?:am nächsten (?:tag|morgen|abend)|(?:\p{L}+ )?(?:stunden?|tage?|wochen?|monate?|jahre?) später|später am (?:tag|abend))/iu,
  /^(?:le lendemain|(?:\p{L}+ )?(?:heures?|jours?|semaines?|mois|ans?|années?) plus tard|plus tard dans la)/iu,
  /^(?:al día siguiente|a la mañana siguiente|(?:\p{L}+ )?(?:horas?|días?|semanas?|meses|años?) (?:después|más tarde))/iu,
  /^(?:no dia seguinte|na manhã seguinte|(?:\p{L}+ )?(?:horas?|dias?|semanas?|meses|anos?) depois)/iu,
  /^(?:il giorno dopo|la mattina (?:dopo|seguente)|(?:\p{L}+ )?(?:ore|ora|giorni|settimane|mesi|anni) dopo)/iu,
  /^(?:на следующ\p{L}+ (?:день|утро)|(?:спустя|через) (?:\p{L}+ )?(?:час\p{L}*|дн\p{L}+|день|недел\p{L}+|месяц\p{L}*|год\p{L}*|лет))/iu,
]

/** "If he closed his eyes, he could almost …": what went before was a memory. */
const REMEMBERED =
  /^(?:if|when|whenever|sometimes,? (?:if|when)) \p{L}+ (?:closed|shut) (?:his|her|their|my) eyes\b.{0,60}\bcould (?:almost|nearly|still)\b|^(?:the|that) (?:memory|vision|dream|flashback|image) (?:faded|dissolved|ended|vanished|broke|shattered|slipped)|^\p{L}+ (?:shook (?:off|away) the memory|shook (?:himself|herself) (?:out of|from) (?:the|his|her) (?:memor|reverie))/iu

/** @param text one paragraph. @returns why a new scene may begin with it, or null. */
export function timeJump(text: string): Clue | null {
  if (opensWithSpeech(text)) return null
  const bare = text.replace(/^[^\p{L}\d]+/u, '')
  if (bare.length <= 70 && STAMP.test(bare)) return clue('time jump', bare, 0.9)
  if (bare.length <= 70 && PLACE_STAMP.test(bare)) return clue('time and place', bare, 0.9)
  const opening = firstSentence(bare)
  if (REMEMBERED.test(opening)) return clue('back from a memory', opening, 0.65)
  if (STRONG.test(opening) || FOREIGN.some((pattern) => pattern.test(opening)))
    return clue('time jump', opening, 0.75)
  if (MEANWHILE.test(opening)) return clue('another place', opening, 0.65)
  return WAKING.test(opening) ? clue('somebody wakes', opening, 0.6) : null
}

function clue(what: string, words: string, confidence: number): Clue {
  return { reason: `${what}: “${shortened(words)}”`, confidence }
}

const SHOWN = 40

function shortened(words: string): string {
  if (words.length <= SHOWN) return words
  const cut = words.slice(0, SHOWN)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 10)).replace(/[,;:]$/, '')}…`
}
