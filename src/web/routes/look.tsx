/** `/look`: the queue of stories that need a look. */
import { Hono } from 'hono'
import type { WorkBlurb } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import { type LookGroup, LookPage } from '../pages/look-page.tsx'
import { frameOf, type Web } from '../web.ts'

const STORIES_A_PAGE = 50
/** Answered ones make room for the next. */
const OFFERS_SHOWN = 20

export function lookRoutes(web: Web): Hono {
  return new Hono()
    .get('/look', async (c) => {
      const queue = await web.archive.lookQueue()
      const pages = Math.max(1, Math.ceil(queue.length / STORIES_A_PAGE))
      const page = Math.min(pages, Math.max(1, Number(c.req.query('page')) || 1))
      const ids = queue.slice((page - 1) * STORIES_A_PAGE, page * STORIES_A_PAGE).map(({ id }) => id)
      const groups = await groupsOf(web, ids)
      const frame = await frameOf(web, c)
      const partOffers = page === 1 ? (await web.archive.partOffers()).slice(0, OFFERS_SHOWN) : []
      const total = queue.length
      return c.html(<LookPage {...{ frame, groups, total, page, pages, partOffers }} />)
    })
    .post('/look/confirm', async (c) => {
      const ids = (await c.req.formData()).getAll('ids').map(String)
      if (ids.length === 0)
        throw new ArchiveError('web/none-chosen', 'No story was ticked.', 'Tick those that are right.')
      await web.archive.confirm(ids)
      return c.redirect('/look?done=confirmed', 303)
    })
}

/** Neighbours in the queue with the same reasons stand together. */
async function groupsOf(web: Web, ids: string[]): Promise<LookGroup[]> {
  if (ids.length === 0) return []
  const { works } = await web.archive.listWorks({ ids, pageSize: ids.length })
  const byId = new Map(works.map((work) => [work.id, work]))
  const groups: (LookGroup & { key: string })[] = []
  for (const id of ids) {
    const work = byId.get(id)
    if (work === undefined) continue
    const last = groups.at(-1)
    const key = alikeKey(work)
    if (last?.key === key) last.works.push(work)
    else groups.push({ key, works: [work] })
  }
  return groups
}

function alikeKey({ looks }: WorkBlurb): string {
  return [...new Set(looks.map(({ field, rule }) => `${field} ${rule}`))].sort().join('\n')
}
