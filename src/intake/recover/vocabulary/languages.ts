/** Names of languages, their own and the English ones, to BCP-47. */

const NAMES: Record<string, string> = {
  en: 'english|englisch|anglais|inglés|inglês|inglese|английский|engels|english (us)|english (uk)|american english|british english',
  de: 'deutsch|german|allemand|alemán|tedesco|немецкий',
  fr: 'français|francais|french|französisch|francés|francese|французский',
  es: 'español|espanol|spanish|castellano|spanisch|espagnol',
  it: 'italiano|italian|italienisch|italien',
  'pt-BR': 'português brasileiro|brazilian portuguese|portuguese (brazil)|portugues brasileiro',
  'pt-PT': 'português europeu|european portuguese',
  pt: 'português|portuguese|portugues',
  pl: 'polski|polish|polnisch',
  ru: 'русский|russian|russisch|русский язык',
  uk: 'українська|ukrainian',
  zh: '中文|中文-普通话 國語|中文-普通话 國語 (mandarin)|chinese|mandarin|普通话|国语|國語',
  yue: '中文-广东话 粵語|cantonese',
  ja: '日本語|japanese|japanisch',
  ko: '한국어|korean',
  fi: 'suomi|finnish',
  sv: 'svenska|swedish',
  nl: 'nederlands|dutch|niederländisch',
  hu: 'magyar|hungarian',
  cs: 'čeština|czech|český jazyk',
  sk: 'slovenčina|slovak',
  da: 'dansk|danish',
  no: 'norsk|norwegian',
  el: 'ελληνικά|greek',
  tr: 'türkçe|turkish',
  he: 'עברית|hebrew',
  ar: 'العربية|arabic',
  id: 'bahasa indonesia|indonesian',
  ms: 'bahasa malaysia|malay',
  vi: 'tiếng việt|vietnamese',
  th: 'ไทย|thai|ภาษาไทย',
  ro: 'română|romanian',
  bg: 'български|bulgarian',
  hr: 'hrvatski|croatian',
  sr: 'српски|serbian',
  ca: 'català|catalan',
  et: 'eesti|estonian',
  lv: 'latviešu|latvian',
  lt: 'lietuvių|lithuanian',
  la: 'latina|latin|lingua latina',
  eo: 'esperanto',
  tlh: 'tlhingan-hol|klingon',
  cy: 'cymraeg|welsh',
  ga: 'gaeilge|irish',
  tl: 'filipino|tagalog|wikang filipino',
  hi: 'हिन्दी|hindi',
  fa: 'فارسی|persian|farsi',
  is: 'íslenska|icelandic',
}

const BY_NAME = new Map<string, string>()
for (const [code, names] of Object.entries(NAMES)) {
  for (const name of names.split('|')) if (name !== '') BY_NAME.set(name, code)
}

/** @param value a language's name or a BCP-47 code. @returns BCP-47, or null where it is no language known here. */
export function readLanguage(value: string): string | null {
  const plain = value
    .trim()
    .toLowerCase()
    .replace(/[.,;]+$/, '')
  const named =
    BY_NAME.get(plain) ??
    BY_NAME.get(plain.replace(/\s*\(.*$/, '')) ??
    BY_NAME.get(plain.split(/[\s,;/]/)[0] as string)
  if (named) return named
  const code = /^([a-z]{2,3})(?:[-_]([a-z]{2}|[a-z]{4}|\d{3}))?$/i.exec(value.trim())
  if (!code || !(code[1] as string).toLowerCase() || !KNOWN_CODES.has((code[1] as string).toLowerCase()))
    return null
  const region = code[2] === undefined ? '' : `-${code[2].length === 2 ? code[2].toUpperCase() : code[2]}`
  return `${(code[1] as string).toLowerCase()}${region}`
}

const KNOWN_CODES = new Set(Object.keys(NAMES).map((code) => code.split('-')[0] as string))
