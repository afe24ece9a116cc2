/** `/about` */
import { Hono } from 'hono'
import { AboutPage } from '../pages/about-page.tsx'
import { frameOf, type Web } from '../web.ts'

export function aboutRoutes(web: Web): Hono {
  return new Hono().get('/about', async (c) =>
    c.html(<AboutPage frame={await frameOf(web, c)} libraryDir={web.archive.libraryDir} />),
  )
}
