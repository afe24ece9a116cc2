/** `/works/:id` and its reading pages. */
import { type Context, Hono } from 'hono'
import type { WorkDetail } from '../../archive/archive.ts'
import { sceneHeads } from '../components/story-html.ts'
import { parsePlace } from '../forms/place-form.ts'
import { noSuchChapter, noSuchWork } from '../middleware/errors.tsx'
import { whenChanged } from '../middleware/when-changed.ts'
import { ChapterPage } from '../pages/chapter-page.tsx'
import { WholePage } from '../pages/whole-page.tsx'
import { WorkPage } from '../pages/work-page.tsx'
import { frameOf, type Web } from '../web.ts'

export function workRoutes(web: Web): Hono {
  return new Hono()
    .get('/works/:id{[0-9]+}', (c) => showWork(web, c))
    .get('/works/:id{[0-9]+}/chapters/:number{[0-9]+}', (c) => showChapter(web, c))
    .get('/works/:id{[0-9]+}/read', (c) => showWhole(web, c))
    .post('/works/:id{[0-9]+}/place', (c) => keepPlace(web, c))
}

/** @throws ArchiveError `works/none`. */
export async function requireWork(web: Web, c: Context): Promise<WorkDetail> {
  const id = c.req.param('id') ?? ''
  const work = await web.archive.getWork(id)
  if (work === undefined) throw noSuchWork(id)
  return work
}

async function showWork(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const place = await web.archive.getPlace(work.id)
  return whenChanged(web, c, [place?.at], async () => {
    const only = work.chapters === 1 ? await web.archive.getChapter(work.id, 1) : undefined
    const scenes = only === undefined ? [] : sceneHeads(only)
    const [frame, versions, offers, parts, partOffers] = await Promise.all([
      frameOf(web, c),
      web.archive.versionsOf(work.id),
      web.archive.offersOf(work.id),
      web.archive.partsOf(work.id),
      web.archive.partOffers(work.id),
    ])
    return c.html(<WorkPage {...{ frame, work, place, scenes, versions, offers, parts, partOffers }} />)
  })
}

function showChapter(web: Web, c: Context): Promise<Response> {
  return whenChanged(web, c, [], async () => {
    const work = await requireWork(web, c)
    const chapter = await web.archive.getChapter(work.id, Number(c.req.param('number')))
    if (chapter === undefined) throw noSuchChapter(work, c.req.param('number') ?? '')
    return c.html(<ChapterPage assets={web.assets} work={work} chapter={chapter} />)
  })
}

function showWhole(web: Web, c: Context): Promise<Response> {
  return whenChanged(web, c, [], async () => {
    const work = await requireWork(web, c)
    const chapters = await web.archive.getChapters(work.id)
    return c.html(<WholePage assets={web.assets} work={work} chapters={chapters} />)
  })
}

/** From the island a beacon, which wants no answer; from the button a form, which goes back to the story's page. */
async function keepPlace(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const { quiet, ...place } = parsePlace(await c.req.formData())
  if (place.chapter > work.chapters) throw noSuchChapter(work, `${place.chapter}`)
  await web.archive.savePlace({ workId: work.id, ...place })
  return quiet ? c.body(null, 204) : c.redirect(`/works/${work.id}?done=place`, 303)
}
