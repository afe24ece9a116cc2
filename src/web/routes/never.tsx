/** `/never`: what a reader never wants to be shown. */
import { Hono } from 'hono'
import { neverAfter, parseNever } from '../forms/never-form.ts'
import { NeverPage } from '../pages/never-page.tsx'
import { frameOf, type Web } from '../web.ts'

export function neverRoutes(web: Web): Hono {
  return new Hono()
    .get('/never', async (c) => {
      const [frame, standing, view] = await Promise.all([
        frameOf(web, c),
        web.archive.standing(),
        web.facets().then((facets) => facets.now()),
      ])
      const lines = standing.never.map(({ field, value }) => ({
        field,
        value,
        works: view.matching({ every: [{ anyOf: [{ kind: 'tag', field, value }] }] }).size,
      }))
      c.header('Cache-Control', 'no-store')
      return c.html(
        <NeverPage
          frame={frame}
          lines={lines}
          ratingUpTo={standing.ratingUpTo}
          hidden={view.all.size - view.visible.size}
        />,
      )
    })
    .post('/never', async (c) => {
      const deed = parseNever(await c.req.formData())
      await web.archive.setStanding(neverAfter(await web.archive.standing(), deed))
      return c.redirect(`/never?done=never-${deed.deed}`, 303)
    })
}
