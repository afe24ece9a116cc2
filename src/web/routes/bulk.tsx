/** `/correct`: one field for a selection or a folder. */
import { type Context, Hono } from 'hono'
import type { WorkPage } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import { type BulkForm, bulkCorrections, bulkField, parseBulkForm } from '../forms/bulk-form.ts'
import { submittedText } from '../forms/field-text.ts'
import { parseLibraryQuery, queryPairs } from '../forms/library-query.ts'
import { BulkPage } from '../pages/bulk-page.tsx'
import { chooseWorks, readPage } from '../shelf.ts'
import { frameOf, type Web } from '../web.ts'

const STORIES_SHOWN = 500

export function bulkRoutes(web: Web): Hono {
  return new Hono()
    .get('/correct', (c) => showBulk(web, c, { text: '' }))
    .post('/correct', async (c) => {
      const form = await c.req.formData()
      try {
        await saveBulk(web, parseBulkForm(form))
        return c.redirect(`/correct?${new URLSearchParams([...chosenBy(c), ['done', 'bulk']])}`, 303)
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error
        return showBulk(web, c, {
          field: `${form.get('field') ?? ''}`,
          text: typedText(form),
          error: `${error.message} ${error.hint ?? ''}`,
        })
      }
    })
}

function typedText(form: FormData): string {
  const field = bulkField(`${form.get('field') ?? ''}`)
  return field === undefined ? '' : submittedText(field, form)
}

/** The address's own choice of stories: ids, or the library's filters. */
function chosenBy(c: Context): [string, string][] {
  const params = new URL(c.req.url).searchParams
  const ids = params.getAll('ids')
  if (ids.length > 0) return ids.map((id) => ['ids', id])
  return queryPairs({ ...parseLibraryQuery(params), page: 1, more: undefined })
}

async function storiesOf(web: Web, c: Context): Promise<Pick<WorkPage, 'works' | 'total'>> {
  const params = new URL(c.req.url).searchParams
  const ids = params.getAll('ids').filter((id) => /^[1-9]\d*$/.test(id))
  if (ids.length > 0) return web.archive.listWorks({ ids, sort: 'title', pageSize: STORIES_SHOWN })
  const chosen = await chooseWorks(web, { ...parseLibraryQuery(params), page: 1 })
  return { works: await readPage(web, chosen, STORIES_SHOWN), total: chosen.works.size }
}

interface Typed {
  field?: string
  text: string
  error?: string
}

async function showBulk(web: Web, c: Context, typed: Typed): Promise<Response> {
  const [frame, stories] = await Promise.all([frameOf(web, c), storiesOf(web, c)])
  c.header('Cache-Control', 'no-store')
  return c.html(
    <BulkPage
      frame={frame}
      chosenBy={chosenBy(c)}
      folder={c.req.query('folder') ?? null}
      works={stories.works}
      total={stories.total}
      field={bulkField(typed.field ?? c.req.query('field') ?? '') ?? null}
      text={typed.text}
      error={typed.error}
    />,
    typed.error === undefined ? 200 : 400,
  )
}

async function saveBulk(web: Web, form: BulkForm): Promise<void> {
  const { works } = await web.archive.listWorks({ ids: form.ids, pageSize: form.ids.length })
  for (const [corrections, ids] of bulkCorrections(form, works)) {
    await web.archive.correctFields(ids, JSON.parse(corrections))
  }
}
