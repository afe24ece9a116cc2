/** Assets, the icon, robots.txt, and how far an import is. */
import { Hono } from 'hono'
import { ArchiveError } from '../../errors.ts'
import { underWay, type Web } from '../web.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_DAY = 'public, max-age=86400'

const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>path{fill:none;stroke:#1b5e63;stroke-width:2;stroke-linejoin:round}@media(prefers-color-scheme:dark){path{stroke:#86c9c2}}</style><path d="M4 6.5 9.3 4v14L4 20.5zM9.3 4l5.4 2.5v14L9.3 18zM14.7 6.5 20 4v14l-5.3 2.5z"/></svg>`

export function siteFileRoutes(web: Web): Hono {
  return new Hono()
    .get('/assets/:hash/:name{.+}', (c) => {
      const file = web.assets.read(c.req.param('hash'), c.req.param('name'))
      if (file === undefined)
        throw new ArchiveError(
          'web/not-found',
          'This part of a page is of an older Fanfold.',
          'Load the page again.',
        )
      return c.body(file.bytes, 200, { 'Content-Type': file.mediaType, 'Cache-Control': FOR_EVER })
    })
    .get('/favicon.svg', (c) =>
      c.body(FAVICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': FOR_A_DAY }),
    )
    .get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
    .get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))
    .get('/progress.json', (c) => {
      c.header('Cache-Control', 'no-store')
      return c.json({ progress: underWay(web) })
    })
}
