/** A title where the text gives none: from the file's name, or from the opening words. */
import { isByName, readCreators } from './creators.ts'
import { cleanTitle, isNoTitle } from './title-line.ts'
import { partNumberIn } from './vocabulary/numbers.ts'

export interface NamedFile {
  /** null where the name is a number, a hash or a program's own word. */
  title: string | null
  authors: string[]
  fandom: string | null
  part: number | null
  /** Said by the name's own shape ("by", a program's pattern), not guessed. */
  sure: boolean
}

const NOTHING: NamedFile = { title: null, authors: [], fandom: null, part: null, sure: false }
const NOISE =
  /(?:[\s_-]*(?:\((?:\d{1,2}|copy|final|draft|complete|finished|edited|new|old|fic|wip|revised)\)|\[(?:\d{1,2}|complete|fic)\]|(?<![\p{L}])(?:final|draft|copy|edit(?:ed)?|revised|beta'?d|betaed|complete|finished|fixed|backup|new version|v\d|version \d|rev\d|ffnet|ao3|lj)\d*(?:[\s_-]+(?:of|copy))?))+$/iu
const LEADING_NOISE = /^(?:copy of|copy \(\d+\) of|kopie von|fic[\s_-]+(?=\S{3})|\[?fic\]?[\s_:-]+)\s*/i
const NO_NAME =
  /^(?:[\d\s_.-]*|\d{1,5}[_-][0-9a-f]{6,}|[0-9a-f]{8,}|(?=\w*\d)[0-9a-f_-]{12,}|[a-z]{1,3}[_-]?\d{2,}|(?:ch|chap|chapter|part|pt|kapitel|page|file|story|fic|section|text|doc|document|scan|img|entry|post|msg|message|split|index|view ?story|view ?chapter|download|print|printable|readfile|lj entry|lj|livejournal|untitled|unnamed|new|temp|tmp|test|saved|page|default|main|home|readme|notes?|fanfiction|fanfic|ff|ff paste|ffn paste|export|stories|body|content|output|story ?text|unknown)[\s_.-]*(?:\(?\d*\)?|[ivx]+)(?:[\s_.-]*[a-z]?)|new (?:text |word |microsoft word )?document.*|[\w.-]+\.(?:com|org|net)[_\d]*.*)$/i

/** @param stem the file's name without folders and extension. Knows the names FanFicFare, FicHub and AO3 give. */
export function readFileName(stem: string): NamedFile {
  const fff = /^(.+)-[a-z0-9]{2,12}_\d{2,}$/i.exec(stem)
  if (fff) return { ...NOTHING, title: spaced(fff[1] as string), sure: true }
  const ficHub = /^(.+)[ _]by[ _](.+)-[A-Za-z0-9]{6,10}$/.exec(stem)
  if (ficHub)
    return {
      ...NOTHING,
      title: spaced(ficHub[1] as string),
      authors: readCreators(spaced(ficHub[2] as string)),
      sure: true,
    }
  const saved = /^(.+?) - (.+?)(?: - (.+?))? \[Archive of Our Own\]$/i.exec(stem)
  if (saved)
    return {
      ...NOTHING,
      title: saved[1] as string,
      authors: readCreators(saved[2] as string),
      fandom: saved[3] ?? null,
      sure: true,
    }
  return plainName(stem)
}

function plainName(stem: string): NamedFile {
  if (NO_NAME.test(stem.trim())) return NOTHING
  const words = spaced(stem).replace(LEADING_NOISE, '').replace(NOISE, '').trim()
  const part = partNumberIn(words)
  const numbered = /^(.*\p{L})[\s_-]?(\d{1,2})$/u.exec(words)
  const bare = part ? words.slice(0, part.start) || words.slice(part.end) : words
  const name = bare.replace(/[\s,_–—-]+$/, '').trim()
  if (name === '' || NO_NAME.test(name) || isNoTitle(name)) return { ...NOTHING, part: part?.part ?? null }
  const split = titleAndAuthor(name)
  return { ...NOTHING, ...split, part: part?.part ?? (numbered ? Number(numbered[2]) : null) }
}

function titleAndAuthor(name: string): Pick<NamedFile, 'title' | 'authors' | 'sure'> {
  const by = /^(.{2,}?)[\s,-]+by\s+(.{2,})$/i.exec(name)
  if (by && isByName(by[2] as string))
    return { title: cleanTitle(by[1] as string), authors: readCreators(by[2] as string), sure: true }
  const dash = /^(.{2,}?)\s+[-–—]\s+(.{2,})$/.exec(name)
  if (dash) {
    const [left, right] = [dash[1] as string, dash[2] as string]
    if (looksLikeUser(left) && !looksLikeUser(right))
      return { title: cleanTitle(right), authors: [left], sure: true }
    if (looksLikeUser(right) && !looksLikeUser(left))
      return { title: cleanTitle(left), authors: [right], sure: true }
  }
  return { title: cleanTitle(name), authors: [], sure: false }
}

/** A user name (one token with an odd shape) or two or three capitalised words without small ones. */
function looksLikeUser(text: string): boolean {
  if (!/\p{L}{2}/u.test(text)) return false
  if (/^\S+$/.test(text)) return /[_\d]|^\p{Ll}+$|\p{Ll}\p{Lu}/u.test(text)
  return (
    /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}\.?)? \p{Lu}[\p{L}'’-]+$/u.test(text) &&
    !/^(?:The|A|An|My|In|On|Of)\b/.test(text)
  )
}

function spaced(name: string): string {
  return name
    .replace(/_/g, ' ')
    .replace(/%20|\+(?=\S)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const SENTENCE_WORDS = 10
const OPENING_WORDS = 7

/** The first words of a story, as a stand-in for a title: "How on earth did it get past…". */
export function openingWords(text: string): string {
  const line =
    text
      .trim()
      .split('\n')
      .find((each) => /[\p{L}\p{N}]/u.test(each)) ?? ''
  const plain = line
    .replace(/[*_~"“”«»„]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  const sentence = /^.{8,60}?[.!?…](?=\s|$)/u.exec(plain)?.[0]
  const words = plain.split(' ')
  if (sentence && sentence.split(' ').length <= SENTENCE_WORDS) return sentence.replace(/[.…]+$/, '')
  if (words.length <= OPENING_WORDS) return plain.replace(/[.,;:…]+$/, '')
  return `${words
    .slice(0, OPENING_WORDS)
    .join(' ')
    .slice(0, 80)
    .replace(/[\s,.;:–—-]+$/, '')}…`
}
