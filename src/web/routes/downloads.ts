/** What can be taken away: the story as a book, and every source as it came in. */
import { type Context, Hono } from 'hono'
import { noSuchWork } from '../middleware/errors.tsx'
import { SANDBOXED } from '../middleware/security-headers.ts'
import type { Web } from '../web.ts'
import type { BookFile, WebContext } from '../web-context.ts'
import { requireWork } from './work.tsx'

const FORMATS: [extension: string, book: keyof WebContext['books']][] = [
  ['epub', 'epub'],
  ['html', 'html'],
  ['txt', 'text'],
]

export function downloadRoutes(web: Web): Hono {
  const app = new Hono()
  for (const [extension, book] of FORMATS) {
    app.get(`/works/:id{[0-9]+}/download.${extension}`, async (c) => {
      const work = await requireWork(web, c)
      return attachment(c, await web.books[book](work.id))
    })
  }
  return app.get('/works/:id{[0-9]+}/original/:sha{[0-9a-f]{64}}', (c) => sendOriginal(web, c))
}

async function sendOriginal(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const source = work.sources.find(({ sha256 }) => sha256 === c.req.param('sha'))
  const bytes = source === undefined ? undefined : await web.sourceFiles.read(source.sha256)
  if (source === undefined || bytes === undefined) throw noSuchWork(`${work.id} with this original`)
  return attachment(c, { bytes, fileName: originalName(source.absolutePath), mediaType: source.mediaType })
}

/** The name of the file itself; for a member of an archive, the archive's. */
function originalName(absolutePath: string): string {
  const file = absolutePath.split('!/')[0] ?? absolutePath
  return file.split(/[\\/]/).at(-1) ?? 'original'
}

function attachment(c: Context, { bytes, fileName, mediaType }: BookFile): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': mediaType,
    'Content-Disposition': contentDisposition(fileName),
    'Content-Security-Policy': SANDBOXED,
    'Cache-Control': 'private, no-cache',
  })
}

/** RFC 6266: a plain name for old programs, the true one beside it. */
export function contentDisposition(fileName: string): string {
  const plain = fileName.normalize('NFKD').replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
