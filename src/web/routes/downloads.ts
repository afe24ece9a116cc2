/** What can be taken away: the story as a book, and every source as it came in. */
import { type Context, Hono } from 'hono'
import type { WorkSource } from '../../archive/archive.ts'
import { mediaTypeOf } from '../../archive/media-type.ts'
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

/** By the hash of a kept file, a container's too; or by a member's own. */
async function sendOriginal(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const wanted = c.req.param('sha')
  const member = work.sources.find((source) => source.member?.sha256 === wanted)
  const source = member ?? work.sources.find(({ sha256 }) => sha256 === wanted)
  const own = member && (await web.memberOriginal(member))
  const bytes = own ?? (source && (await web.sourceFiles.read(source.sha256)))
  if (source === undefined || bytes === undefined) throw noSuchWork(`${work.id} with this original`)
  const fileName = originalName(own ? source.absolutePath : containerPath(source))
  return attachment(c, { bytes, fileName, mediaType: mediaTypeOf(fileName) })
}

function containerPath({ absolutePath, member }: WorkSource): string {
  const inside = `!/${member?.name}`
  return absolutePath.endsWith(inside) ? absolutePath.slice(0, -inside.length) : absolutePath
}

/** A message in a mailbox is named for its subject, and is a mail when taken by itself. */
function originalName(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? 'original'
  return /\([0-9a-f]{8}\)(?: \(\d+\))?$/.test(name) ? `${name}.eml` : name
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
