/** Shapes every error into a page that helps. */
import type { Context, ErrorHandler } from 'hono'
import { ArchiveError } from '../../errors.ts'
import type { Assets } from '../assets.ts'
import { ErrorPage, type ErrorWords } from '../pages/error-page.tsx'

type Status = 400 | 403 | 404 | 409 | 413 | 500 | 503

/** By code; anything else a person asked that cannot be is a 400. */
const STATUSES: Record<string, Status> = {
  'web/wrong-host': 403,
  'web/cross-site': 403,
  'web/not-found': 404,
  'works/none': 404,
  'works/no-chapter': 404,
  'works/no-version': 404,
  'web/too-large': 413,
  'import/no-such-job': 404,
  'import/not-now': 409,
  'import/file-too-large': 413,
  'import/not-here': 403,
  'archive/undo-other': 409,
  'library/held': 409,
  'sources/missing': 404,
  'sources/damaged': 500,
}
const ROOM_STATUSES: Record<string, Status> = { library: 503, lock: 503, storage: 500 }

const TITLES: Record<Status, string> = {
  400: 'That cannot be done',
  403: 'Not from there',
  404: 'Nothing stands here',
  409: 'It changed in the meantime',
  413: 'That is too much at once',
  500: 'Fanfold made a mistake',
  503: 'The library cannot be used just now',
}

export function statusOf(code: string): Status {
  return STATUSES[code] ?? ROOM_STATUSES[code.split('/')[0] ?? ''] ?? 400
}

export function errorHandler(assets: Assets): ErrorHandler {
  return (error, c) => {
    if (error instanceof ArchiveError) {
      const status = statusOf(error.code)
      return errorResponse(c, assets, status, {
        title: TITLES[status],
        text: error.message,
        hint: error.hint,
        code: error.code,
      })
    }
    if (isNoForm(error)) {
      return errorResponse(c, assets, 400, {
        title: TITLES[400],
        text: 'What was sent is no form.',
        hint: 'Use the form on the page.',
        code: 'web/bad-form',
      })
    }
    console.error(error)
    return errorResponse(c, assets, 500, {
      title: TITLES[500],
      text: `${error.message === '' ? error.name : error.message}. Your stories are safe: they are written down before anything else is done.`,
      hint: 'Load the page again. If it stays so, “fanfold doctor” checks the library, and what the program printed tells more.',
    })
  }
}

/** Node's words for a body that is not of a form's media type, or is none. */
function isNoForm(error: Error): boolean {
  return error instanceof TypeError && /content-type|form-?data/i.test(error.message)
}

function errorResponse(
  c: Context,
  assets: Assets,
  status: Status,
  words: ErrorWords,
): Response | Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return c.html(<ErrorPage assets={assets} status={status} {...words} />, status)
}

/** What a route throws where there is no such story. */
export function noSuchWork(id: string): ArchiveError {
  return new ArchiveError(
    'works/none',
    `There is no story ${id} in this library.`,
    'It may have been removed, or joined with another. “fanfold undo” takes back the last removal.',
  )
}
