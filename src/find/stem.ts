/**
 * English words to their stems, by the Snowball "English" (Porter 2) rules, https://snowballstem.org/algorithms/english/stemmer.html:
 * the same stems LanceDB's index keeps, so that what is marked is what was found (stem.test.ts holds the two together).
 */

const VOWELS = new Set(['a', 'e', 'i', 'o', 'u', 'y'])
const DOUBLES = new Set(['bb', 'dd', 'ff', 'gg', 'mm', 'nn', 'pp', 'rr', 'tt'])
/** Letters after which a final `li` is an ending. */
const LI_ENDINGS = new Set('cdeghkmnrt')

const WHOLE = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['vying', 'vie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
])
for (const word of ['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes']) WHOLE.set(word, word)

/** Words left as they are once a plural `s` is gone. */
const AFTER_PLURAL = new Set([
  'evening',
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'proceed',
  'exceed',
  'succeed',
])
/** Beginnings that the first region always follows. */
const BEGINNINGS = ['gener', 'commun', 'arsen', 'past', 'univers', 'later', 'emerg', 'organ', 'inter']

/** Ending, what replaces it; longest first. Applied where the ending lies in the first region. */
const STEP_2: [string, string][] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['ogist', 'og'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
]
const STEP_3: [string, string][] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]
const STEP_4 = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ion',
  'al',
  'er',
  'ic',
]

/** A word being cut down, and where its two regions begin. A `Y` in it is a consonant. */
interface Cut {
  word: string
  first: number
  second: number
}

/** @param word lower case, without accents; one that does not end in a letter a to z is given back as it is. */
export function stem(word: string): string {
  if (word.length <= 2 || !/[a-z]$/.test(word)) return word
  const whole = WHOLE.get(word)
  if (whole !== undefined) return whole
  const cut = withRegions(markConsonantY(word))
  cutPlural(cut)
  if (AFTER_PLURAL.has(cut.word)) return cut.word
  cutPast(cut)
  cut.word = cut.word.replace(/(?<=.[^aeiouy])[yY]$/, 'i')
  replaceEnding(cut, STEP_2, (ending, before) =>
    ending === 'ogi' ? before.endsWith('l') : ending !== 'li' || LI_ENDINGS.has(before.at(-1) ?? ''),
  )
  replaceEnding(cut, STEP_3, (ending, before) => ending !== 'ative' || before.length >= cut.second)
  cutSuffix(cut)
  cutFinal(cut)
  return cut.word.toLowerCase()
}

function markConsonantY(word: string): string {
  return word.includes('y') ? word.replace(/^y|(?<=[aeiouy])y/g, 'Y') : word
}

const isVowel = (letter: string | undefined) => letter !== undefined && VOWELS.has(letter)

function withRegions(word: string): Cut {
  const beginning = BEGINNINGS.find((start) => word.startsWith(start))
  const first = beginning ? beginning.length : afterVowelAndConsonant(word, 0)
  return { word, first, second: afterVowelAndConsonant(word, first) }
}

/** Where the region begins that follows the first consonant after a vowel. */
function afterVowelAndConsonant(word: string, from: number): number {
  let at = from
  while (at < word.length && !isVowel(word[at])) at++
  while (at < word.length && isVowel(word[at])) at++
  return Math.min(at + 1, word.length)
}

function cutPlural(cut: Cut): void {
  const { word } = cut
  if (word.endsWith('sses')) cut.word = word.slice(0, -2)
  else if (word.endsWith('ied') || word.endsWith('ies')) cut.word = word.slice(0, word.length > 4 ? -2 : -1)
  else if (/[aeiouy].+s$/.test(word) && !/(?:us|ss)$/.test(word)) cut.word = word.slice(0, -1)
}

function cutPast(cut: Cut): void {
  const { word } = cut
  const eed = /eed(?:ly)?$/.exec(word)
  if (eed) {
    if (eed.index >= cut.first) cut.word = word.slice(0, eed.index + 2)
    return
  }
  const ending = /(?:ed|ing)(?:ly)?$/.exec(word)
  if (!ending || !/[aeiouy]/.test(word.slice(0, ending.index))) return
  const left = word.slice(0, ending.index)
  if (/(?:at|bl|iz)$/.test(left)) cut.word = `${left}e`
  else if (DOUBLES.has(left.slice(-2))) cut.word = /^[aeo]..$/.test(left) ? left : left.slice(0, -1)
  else cut.word = left.length <= cut.first && endsShort(left) ? `${left}e` : left
}

/** It ends in a short syllable: consonant, vowel, consonant that is not w, x or Y; or is a vowel and a consonant. */
function endsShort(word: string): boolean {
  return (
    /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word) || word.endsWith('past')
  )
}

function replaceEnding(
  cut: Cut,
  endings: [string, string][],
  allowed: (ending: string, before: string) => boolean,
): void {
  const found = endings.find(([ending]) => cut.word.endsWith(ending))
  if (!found) return
  const [ending, replacement] = found
  const before = cut.word.slice(0, -ending.length)
  if (before.length >= cut.first && allowed(ending, before)) cut.word = before + replacement
}

function cutSuffix(cut: Cut): void {
  const ending = STEP_4.find((suffix) => cut.word.endsWith(suffix))
  if (!ending) return
  const before = cut.word.slice(0, -ending.length)
  if (before.length < cut.second) return
  if (ending !== 'ion' || /[st]$/.test(before)) cut.word = before
}

function cutFinal(cut: Cut): void {
  const { word, first, second } = cut
  const before = word.slice(0, -1)
  if (word.endsWith('e') && (before.length >= second || (before.length >= first && !endsShort(before))))
    cut.word = before
  else if (word.endsWith('ll') && before.length >= second) cut.word = before
}
