/** Control words that change how text looks or are a sign themselves. What is in no table here changes nothing. */
import { type Look, raiseOf } from '../office/flow.ts'
import { type Destination, type GroupState, PLAIN_PARAGRAPH } from './state.ts'

/** Words that are a sign. */
export const SIGNS: Readonly<Record<string, string>> = {
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  tab: '\t',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  zwj: '\u200d',
  zwnj: '\u200c',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
}

export const SYMBOLS: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '-',
  '\\': '\\',
  '{': '{',
  '}': '}',
  '\t': '\t',
}

/** Groups that begin with these hold no text of the page. `\*` before any other word says so as well. */
const SKIPPED = new Set(
  `colortbl pict object header headerl headerr headerf footer footerl footerr footerf fldinst ftnsep ftnsepc ftncn
   aftnsep aftnsepc aftncn annotation atnid atnauthor atntime atndate atnref atnparent atrfstart atrfend xe tc rxe txe
   filetbl listtable listoverridetable revtbl rsidtbl pgptbl generator template operator company manager category
   subject comment doccomm hlinkbase creatim revtim printim buptim nonesttables nonshppict sp sn sv themedata
   colorschememapping latentstyles datastore bkmkstart bkmkend pntxta pntxtb pnseclvl background falt panose
   userprops docvar xmlnstbl upr private oldcprops oldpprops oldsprops oldtprops protusertbl objdata`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

const DESTINATIONS: Readonly<Record<string, Destination>> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  info: 'info',
  title: 'title',
  author: 'author',
  keywords: 'keywords',
  listtext: 'listText',
  pntext: 'listText',
  shp: 'shape',
  shpinst: 'shape',
  shprslt: 'skip',
  shptxt: 'text',
  do: 'shape',
  dptxbxtext: 'text',
  dptxbx: 'shape',
  // Unicode beside its ANSI, which is skipped with `upr`'s own text.
  ud: 'text',
}

/** Starred groups whose content is read all the same. */
const READ_THOUGH_STARRED = new Set(['shpinst', 'shptxt', 'ud', 'footnote', 'do', 'dptxbxtext'])
const IN_INFO = new Set(['title', 'author', 'keywords'])

/** @returns where the text of a group goes that begins with this word; undefined where it stays as it is. */
export function destinationOf(
  word: string,
  isStarred: boolean,
  within: Destination,
): Destination | undefined {
  if (IN_INFO.has(word) && within !== 'info') return undefined
  if (isStarred && !READ_THOUGH_STARRED.has(word)) return 'skip'
  if (SKIPPED.has(word)) return 'skip'
  return Object.hasOwn(DESTINATIONS, word) ? DESTINATIONS[word] : undefined
}

type Change = (state: GroupState, parameter: number | null) => void

const toggle =
  (name: 'bold' | 'italic' | 'strike' | 'smallCaps' | 'hidden'): Change =>
  (state, parameter) => {
    state.look = { ...state.look, [name]: parameter !== 0 }
  }
const raise =
  (raised: Look['raise']): Change =>
  (state, parameter) => {
    state.look = { ...state.look, raise: parameter === 0 ? null : raised }
  }
const align =
  (to: 'centre' | 'right' | null): Change =>
  (state) => {
    state.paragraph = { ...state.paragraph, align: to }
  }
/** The words behind say what this border looks like. */
const border =
  (name: GroupState['paragraph']['border']): Change =>
  (state) => {
    state.paragraph = { ...state.paragraph, border: name, ...(name !== null && { [name]: true }) }
  }
const noBorder: Change = (state) => {
  const { border: name } = state.paragraph
  if (name !== null) state.paragraph = { ...state.paragraph, [name]: false }
}

const CHANGES: Readonly<Record<string, Change>> = {
  b: toggle('bold'),
  i: toggle('italic'),
  strike: toggle('strike'),
  striked: toggle('strike'),
  scaps: toggle('smallCaps'),
  v: toggle('hidden'),
  super: raise('sup'),
  sub: raise('sub'),
  nosupersub: raise(null),
  up: (state, parameter) => {
    state.look = { ...state.look, raise: raiseOf(parameter ?? 6) }
  },
  dn: (state, parameter) => {
    state.look = { ...state.look, raise: raiseOf(-(parameter ?? 6)) }
  },
  deleted: (state, parameter) => {
    state.deleted = parameter !== 0
  },
  uc: (state, parameter) => {
    state.fallback = Math.min(100, Math.max(0, parameter ?? 1))
  },
  qc: align('centre'),
  qr: align('right'),
  ql: align(null),
  qj: align(null),
  brdrt: border('ruleAbove'),
  brdrb: border('ruleBelow'),
  brdrl: border('boxed'),
  box: border('boxed'),
  brdrr: border(null),
  brdrbtw: border(null),
  brdrbar: border(null),
  brdrnone: noBorder,
  brdrnil: noBorder,
  pagebb: (state, parameter) => {
    state.paragraph = { ...state.paragraph, pageBreakBefore: parameter !== 0 }
  },
  outlinelevel: (state, parameter) => {
    const level = parameter ?? 9
    state.paragraph = { ...state.paragraph, level: level >= 0 && level <= 8 ? level + 1 : 0 }
  },
  s: (state, parameter) => {
    state.paragraph = { ...state.paragraph, style: parameter ?? 0 }
  },
  intbl: (state) => {
    state.paragraph = { ...state.paragraph, inTable: true }
  },
  li: (state, parameter) => {
    state.paragraph = { ...state.paragraph, leftTwips: parameter ?? 0 }
  },
  fi: (state, parameter) => {
    state.paragraph = { ...state.paragraph, firstTwips: parameter ?? 0 }
  },
  pard: (state) => {
    state.paragraph = PLAIN_PARAGRAPH
  },
}

/** Changes the group's state by one word. @returns whether it is such a word. */
export function changeState(state: GroupState, word: string, parameter: number | null): boolean {
  if (word.startsWith('ul') && word !== 'ulc') {
    state.look = { ...state.look, underline: word !== 'ulnone' && parameter !== 0 }
    return true
  }
  if (!Object.hasOwn(CHANGES, word)) return false
  CHANGES[word]?.(state, parameter)
  return true
}

const LOOK_WORDS = new Set([
  'b',
  'i',
  'strike',
  'striked',
  'scaps',
  'v',
  'super',
  'sub',
  'nosupersub',
  'up',
  'dn',
  'deleted',
])

/** Words after which letters look otherwise, so that those before are put down first. */
export function changesLook(word: string): boolean {
  return LOOK_WORDS.has(word) || word.startsWith('ul')
}
