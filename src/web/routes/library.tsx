/** `/` */
import { Hono } from 'hono'
import { parseLibraryQuery } from '../forms/library-query.ts'
import { whenChanged } from '../middleware/when-changed.ts'
import { LibraryPage } from '../pages/library-page.tsx'
import { shelfOf } from '../shelf.ts'
import { frameOf, type Web } from '../web.ts'

const CONTINUE_SHOWN = 3

export function libraryRoutes(web: Web): Hono {
  return new Hono().get('/', async (c) => {
    const query = parseLibraryQuery(new URL(c.req.url).searchParams)
    const reading = await web.archive.continueReading(CONTINUE_SHOWN)
    return whenChanged(web, c, [reading[0]?.place.at], async () => {
      const [frame, shelf] = await Promise.all([frameOf(web, c), shelfOf(web, query)])
      const shown = reading.filter(({ work }) => query.showHidden || shelf.visible.has(Number(work.id)))
      return c.html(<LibraryPage frame={frame} shelf={shelf} reading={shown} />)
    })
  })
}
