/** `/api`: the API for those who write programs. */
import { Hono } from 'hono'
import { ENDPOINTS } from '../api/endpoints.ts'
import { openApi } from '../api/openapi.ts'
import { ApiPage } from '../pages/api-page.tsx'
import { frameOf, type Web } from '../web.ts'

export function apiPageRoutes(web: Web): Hono {
  return new Hono().get('/api', async (c) =>
    c.html(<ApiPage frame={await frameOf(web, c)} api={openApi(ENDPOINTS)} />),
  )
}
