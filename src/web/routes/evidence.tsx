/** `/works/:id/evidence`: what every part of a source became. */
import { Hono } from 'hono'
import { EvidencePage } from '../pages/evidence-page.tsx'
import { frameOf, type Web } from '../web.ts'
import { mapSource } from '../words/source-map.ts'
import { requireWork } from './work.tsx'

export function evidenceRoutes(web: Web): Hono {
  return new Hono().get('/works/:id{[0-9]+}/evidence', async (c) => {
    const work = await requireWork(web, c)
    const asked = c.req.query('source')
    const path = (work.sources.find((source) => source.path === asked) ?? work.sources[0])?.path ?? ''
    const open = /^\d{1,7}$/.exec(c.req.query('open') ?? '')?.[0]
    const [frame, source, chapters] = await Promise.all([
      frameOf(web, c),
      web.sourceDocument(work.id, path).catch(() => undefined),
      web.archive.getChapters(work.id),
    ])
    const from = chapters.filter((chapter) => work.sources[chapter.source]?.path === path)
    c.header('Cache-Control', 'no-store')
    return c.html(
      <EvidencePage
        {...{ frame, work, path }}
        map={source === undefined ? null : mapSource({ ...source, path }, work, from)}
        isPlain={source?.format === 'text'}
        open={open === undefined ? null : Number(open)}
      />,
    )
  })
}
