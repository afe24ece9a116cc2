/** `/sources`: every file that came in, and looking through the folders again. */
import { Hono } from 'hono'
import { type Outcome, SourcesPage } from '../pages/sources-page.tsx'
import { frameOf, underWay, type Web } from '../web.ts'

const FILES_A_PAGE = 100
const OUTCOMES: Outcome[] = ['works', 'opened', 'refused', 'skipped', 'removed']

export function sourceRoutes(web: Web): Hono {
  return new Hono()
    .get('/sources', async (c) => {
      const outcome = OUTCOMES.find((each) => each === c.req.query('outcome')) ?? null
      const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
      const [frame, roots, totals, { files, total }] = await Promise.all([
        frameOf(web, c),
        web.archive.roots(),
        totalsOf(web),
        web.archive.listFiles({ outcome: outcome ?? undefined, page, pageSize: FILES_A_PAGE }),
      ])
      const pages = Math.ceil(total / FILES_A_PAGE)
      return c.html(<SourcesPage {...{ frame, roots, totals, files, outcome, page, pages }} />)
    })
    .post('/sources/look-again', async (c) => {
      const isUnderWay = underWay(web) !== null
      if (!isUnderWay) await web.jobs.lookAgain()
      return c.redirect(`/sources?done=${isUnderWay ? 'already' : 'looking'}`, 303)
    })
}

async function totalsOf(web: Web): Promise<Record<Outcome | 'all', number>> {
  const count = async (outcome?: Outcome) =>
    (await web.archive.listFiles({ outcome, page: 1, pageSize: 1 })).total
  const [all, works, opened, refused, skipped, removed] = await Promise.all([count(), ...OUTCOMES.map(count)])
  return {
    all: all ?? 0,
    works: works ?? 0,
    opened: opened ?? 0,
    refused: refused ?? 0,
    skipped: skipped ?? 0,
    removed: removed ?? 0,
  }
}
