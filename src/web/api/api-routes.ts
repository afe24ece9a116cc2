/** `/api/v1/…`: what endpoints.ts lists, and the description of it. */
import { type Context, Hono } from 'hono'
import { ArchiveError } from '../../errors.ts'
import { whenChanged } from '../middleware/when-changed.ts'
import type { Web } from '../web.ts'
import { DESCRIPTION_PATH } from './description-path.ts'
import { ENDPOINTS } from './endpoints.ts'
import { openApi } from './openapi.ts'
import { API } from './story-answers.ts'

export function apiRoutes(web: Web): Hono {
  const app = new Hono()
  for (const endpoint of ENDPOINTS) {
    app.on(['GET', 'HEAD'], endpoint.path.replace(/\{(\w+)\}/g, ':$1'), (c) =>
      whenChanged(web, c, [c.req.url], async () => c.json((await endpoint.respond(web, c)) as object)),
    )
  }
  app.get(DESCRIPTION_PATH, (c) => c.json(openApi(ENDPOINTS)))
  app.get(API, (c) => c.redirect('/api'))
  return app.all(`${API}/*`, notHere)
}

/** @throws ArchiveError always. */
function notHere(c: Context): never {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
    throw new ArchiveError(
      'web/only-read',
      `The API can only be read, not asked with ${c.req.method}.`,
      'Ask with GET.',
    )
  throw new ArchiveError(
    'web/not-found',
    `There is no address ${c.req.path} in the API.`,
    `${DESCRIPTION_PATH} lists those there are, and the page /api shows them.`,
  )
}
