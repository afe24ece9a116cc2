/** The families of pages, in the order they are asked: a known program's marks before guesses. */
import { ao3Download } from './ao3-download.ts'
import { ao3Page } from './ao3-page.ts'
import { dreamwidth } from './dreamwidth.ts'
import { eFiction } from './efiction.ts'
import type { HtmlFamily } from './family.ts'
import { fanFicFare } from './fanficfare.ts'
import { ffnPage } from './ffn-page.ts'
import { ficHub } from './fichub.ts'
import { forum } from './forum.ts'
import { generic } from './generic.ts'
import { liveJournal } from './livejournal.ts'
import type { Page } from './page.ts'
import { tumblr } from './tumblr.ts'
import { wattpad } from './wattpad.ts'
import { word } from './word.ts'

const FAMILIES: readonly HtmlFamily[] = [
  ao3Download,
  ao3Page,
  ffnPage,
  fanFicFare,
  ficHub,
  eFiction,
  dreamwidth,
  liveJournal,
  forum,
  wattpad,
  tumblr,
  word,
]

/** @returns the first family that knows the page; `generic` where none does. */
export function familyOf(page: Page): HtmlFamily {
  return FAMILIES.find((family) => family.recognise(page)) ?? generic
}
