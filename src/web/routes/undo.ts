/** `/undo`: takes back the last deed, if it is the one the button named. */
import { Hono } from 'hono'
import { ArchiveError } from '../../errors.ts'
import type { Web } from '../web.ts'

export function undoRoutes(web: Web): Hono {
  return new Hono().post('/undo', async (c) => {
    const deed = Number((await c.req.formData()).get('deed'))
    if (!Number.isInteger(deed) || deed < 1)
      throw new ArchiveError(
        'web/bad-form',
        'The form does not say what to take back.',
        'Use the button on the page.',
      )
    const undone = await web.archive.undo(deed)
    return c.redirect(`/jobs?done=undone-${undone?.what ?? 'nothing'}`, 303)
  })
}
