/** What every route is given: the context, the assets, and how a page is framed. */
import type { Context } from 'hono'
import type { Archive, LastDeed } from '../archive/archive.ts'
import type { ImportProgress } from '../jobs/import-sources.ts'
import type { Assets } from './assets.ts'
import type { WebContext } from './web-context.ts'

export interface Web extends WebContext {
  assets: Assets
  /** Only this machine can reach the pages. */
  isLocal: boolean
}

/** What stands round every page: the bar, the line about an import, what was just done. */
export interface Frame {
  assets: Assets
  counts: Awaited<ReturnType<Archive['counts']>>
  progress: ImportProgress | null
  /** The request's path, for the mark in the bar. */
  path: string
  /** One sentence about what the person just did, or null. */
  notice: string | null
  /** What was just done, where it can be taken back. */
  undo: LastDeed | null
}

/** Reads what a page's frame shows. */
export async function frameOf(web: Web, c: Context): Promise<Frame> {
  const done = c.req.query('done')
  return {
    assets: web.assets,
    counts: await web.archive.counts(),
    progress: underWay(web),
    path: c.req.path,
    notice: done === undefined ? null : (NOTICES[done] ?? null),
    undo: await undoOf(web, done),
  }
}

/** Only of the deed the address tells of: another may have been done since. */
async function undoOf(web: Web, done: string | undefined): Promise<LastDeed | null> {
  const what = done === undefined ? undefined : UNDOABLE[done]
  if (what === undefined) return null
  const deed = await web.archive.lastDeed()
  return deed?.what === what ? deed : null
}

const UNDOABLE: Record<string, LastDeed['what']> = { split: 'split', joined: 'join', removed: 'removal' }

/** The import that runs now; how the last one ended is told under Files. */
export function underWay(web: Web): ImportProgress | null {
  const progress = web.jobs.current()
  return progress?.finished === false ? progress : null
}

/** Deeds end in a redirect; its address names what was done, so that a page can be loaded again without doing it twice. */
const NOTICES: Record<string, string> = {
  saved: 'Saved. Your word counts from now on, whatever a later import finds.',
  unchanged: 'Nothing was changed, so nothing was saved.',
  forgotten: 'Your correction is forgotten; what was found counts again.',
  chosen: 'Taken over from what was found.',
  confirmed: 'All is right, then. It is out of the queue.',
  borders: 'Kept, and the story read again with it.',
  split: 'Split in two. This is the new story.',
  joined: 'Joined into one story.',
  'undone-import': 'The import is taken back: its stories are out of the library.',
  'undone-removal': 'The removal is taken back: the stories are there again.',
  'undone-split': 'The splitting is taken back: it is one story again.',
  'undone-join': 'The joining is taken back: they are stories of their own again.',
  'undone-nothing': 'It was taken back already.',
  text: 'This text is shown from now on; the other is kept behind it.',
  parted: 'Two stories from now on, whatever is imported. “fanfold undo” puts them back.',
  apart: 'They are two stories, and stay so.',
  place: 'Your place is kept.',
  bulk: 'Saved for all of them.',
  'search-kept': 'Kept. It stands among your searches, with a feed of new stories that match.',
  'search-renamed': 'Renamed. Its address and its feed are the same.',
  'search-restored': 'The search is kept again.',
  'never-add': 'It is not shown any more, wherever stories are listed.',
  'never-remove': 'Let go: it is shown again.',
  'never-rating': 'Set: stories of higher ratings are not shown.',
  'tag-synonym': 'They are counted and found as one.',
  'tag-parent': 'It stands under the other: whoever asks for that finds this too.',
  'tag-apart': 'It stands for itself.',
  'tag-no-synonym': 'Taken back: they are two again.',
  'tag-no-parent': 'Taken back: it does not stand under it any more.',
  'tag-no-apart': 'Taken back.',
  looking: 'Looking through your folders again.',
  already: 'Your folders are being looked through already.',
}
