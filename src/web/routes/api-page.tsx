/** `/api`: the API for those who write programs. */
import { Hono } from 'hono'
import { ENDPOINTS } from '../api/endpoints.ts'
import { openApi } from '../api/openapi.ts'
import { ApiPage } from '../pages/api-page.tsx'
import { frameOf, type Web } from '../web.ts'

export function apiPageRoutes(web: Web): Hono {
  return new Hono().get('/api', async (c) => {
    const { works } = await web.archive.listWorks({ sort: 'added', descending: true, pageSize: 1 })
    const props = { api: openApi(ENDPOINTS), exampleWork: works[0]?.id ?? '1' }
    return c.html(<ApiPage frame={await frameOf(web, c)} {...props} />)
  })
}
