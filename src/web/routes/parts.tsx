/** `/works/:id/parts`: parts joined into one story, kept apart, or taken apart again. */
import { type Context, Hono } from 'hono'
import { ArchiveError } from '../../errors.ts'
import type { Web } from '../web.ts'
import { requireWork } from './work.tsx'

export function partRoutes(web: Web): Hono {
  return new Hono().post('/works/:id{[0-9]+}/parts', (c) => answerParts(web, c))
}

async function answerParts(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const form = await c.req.formData()
  const ids = form.getAll('ids').map(String)
  switch (form.get('deed')) {
    case 'part':
      await web.archive.partAgain(work.id)
      return c.redirect(`/works/${work.id}?done=parted`, 303)
    case 'join':
      return c.redirect(`/works/${await web.archive.joinParts(ids)}?done=joined`, 303)
    case 'apart':
      await web.archive.keepPartsApart(ids)
      return c.redirect(`/works/${work.id}?done=apart`, 303)
    default:
      throw new ArchiveError('web/bad-value', 'There is no such thing to do.', 'Choose one of the buttons.')
  }
}
