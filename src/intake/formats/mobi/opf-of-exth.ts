/** What a Kindle book says of itself, written as the package document its maker had before. */
import { escapeHtml } from '../../../story/plain-text.ts'
import { decodeText } from '../../decode.ts'
import type { MobiHeader } from './header.ts'

/** Elements of a package by EXTH type, as the MobileRead wiki lists them. */
const ELEMENTS: Readonly<Record<number, string>> = {
  100: 'creator',
  101: 'publisher',
  103: 'description',
  105: 'subject',
  106: 'date',
  108: 'contributor',
  112: 'source',
}
const TITLE = 503
const LANGUAGE = 524

/** The commoner languages by the low byte of their Windows id. English is the default of most programs and is left out. */
const LANGUAGES: Readonly<Record<number, string>> = {
  1: 'ar',
  4: 'zh',
  5: 'cs',
  6: 'da',
  7: 'de',
  8: 'el',
  10: 'es',
  11: 'fi',
  12: 'fr',
  13: 'he',
  14: 'hu',
  16: 'it',
  17: 'ja',
  18: 'ko',
  19: 'nl',
  20: 'no',
  21: 'pl',
  22: 'pt',
  24: 'ro',
  25: 'ru',
  29: 'sv',
  30: 'th',
  31: 'tr',
  34: 'uk',
  42: 'vi',
}

export function opfOfExth(header: MobiHeader): string {
  const textOf = (data: Buffer) => decodeText(data, header.encoding).text.replaceAll('\0', '').trim()
  const valuesOf = (type: number) =>
    header.exth.filter((entry) => entry.type === type).map(({ data }) => textOf(data))
  const lines = header.exth.flatMap(({ type, data }) => {
    const name = ELEMENTS[type]
    return name === undefined ? [] : [element(name, textOf(data))]
  })
  lines.push(element('title', valuesOf(TITLE)[0] ?? textOf(header.fullName)))
  const language = valuesOf(LANGUAGE)[0] ?? LANGUAGES[header.locale & 0xff] ?? ''
  if (language !== '') lines.push(element('language', language))
  return `<package><metadata>${lines.join('')}</metadata></package>`
}

function element(name: string, text: string): string {
  return `<${name}>${escapeHtml(text)}</${name}>`
}
