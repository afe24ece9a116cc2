/** Shapes every error into a page that helps, or for programs into JSON. */
import type { ErrorHandler } from 'hono'
import type { WorkBlurb } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import type { ErrorAnswer } from '../api/schemas/answers.ts'
import type { Assets } from '../assets.ts'
import { ErrorPage, type ErrorWords } from '../pages/error-page.tsx'

type Status = 400 | 403 | 404 | 405 | 409 | 413 | 500 | 503

/** By code; anything else a person asked that cannot be is a 400. */
const STATUSES: Record<string, Status> = {
  'web/wrong-host': 403,
  'web/cross-site': 403,
  'web/not-found': 404,
  'works/none': 404,
  'works/no-chapter': 404,
  'works/no-version': 404,
  'searches/none': 404,
  'searches/kept-again': 409,
  'web/only-read': 405,
  'web/too-large': 413,
  'import/no-such-job': 404,
  'import/not-now': 409,
  'import/file-too-large': 413,
  'import/not-here': 403,
  'archive/undo-other': 409,
  'library/held': 409,
  'sources/missing': 404,
  'sources/damaged': 500,
  'find/index-unreadable': 503,
}
const ROOM_STATUSES: Record<string, Status> = { library: 503, lock: 503, storage: 500 }

const TITLES: Record<Status, string> = {
  400: 'That cannot be done',
  403: 'Not from there',
  404: 'Nothing stands here',
  405: 'That can only be read',
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
    const { status, ...words } = wordsOf(error)
    c.header('Cache-Control', 'no-store')
    if (isApi(c.req.path)) return c.json(errorAnswer(words), status)
    return c.html(<ErrorPage assets={assets} status={status} {...words} />, status)
  }
}

function wordsOf(error: Error): ErrorWords & { status: Status } {
  if (error instanceof ArchiveError) {
    const status = statusOf(error.code)
    return { status, title: TITLES[status], text: error.message, hint: error.hint, code: error.code }
  }
  if (isNoForm(error)) {
    return {
      status: 400,
      title: TITLES[400],
      text: 'What was sent is no form.',
      hint: 'Use the form on the page.',
      code: 'web/bad-form',
    }
  }
  console.error(error)
  return {
    status: 500,
    title: TITLES[500],
    text: `${error.message === '' ? error.name : error.message}. Your stories are safe: they are written down before anything else is done.`,
    hint: 'Load the page again. If it stays so, “fanfold doctor” checks the library, and what the program printed tells more.',
  }
}

/** Addresses programs ask. */
function isApi(path: string): boolean {
  return path === '/api/v1' || path.startsWith('/api/v1/')
}

function errorAnswer({ text, hint, code }: ErrorWords): ErrorAnswer {
  return { error: { code: code ?? 'web/fault', message: text, help: hint ?? null } }
}

/** Node's words for a body that is not of a form's media type, or is none. */
function isNoForm(error: Error): boolean {
  return error instanceof TypeError && /content-type|form-?data/i.test(error.message)
}

/** What a route throws where there is no such story. */
export function noSuchWork(id: string): ArchiveError {
  return new ArchiveError(
    'works/none',
    `There is no story ${id} in this library.`,
    'It may have been removed, or joined with another. “fanfold undo” takes back the last removal.',
  )
}

/** What is thrown where the story has no such chapter. */
export function noSuchChapter(work: WorkBlurb, number: number | string): ArchiveError {
  return new ArchiveError(
    'works/no-chapter',
    `“${work.fields.title}” has no chapter ${number}; it has ${work.chapters}.`,
    'Its borders may have been moved since this address was made.',
  )
}
