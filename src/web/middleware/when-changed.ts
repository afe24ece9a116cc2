/** Pages are made anew only when something has changed since the browser last had them. */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Web } from '../web.ts'

/**
 * Answers 304 where the browser's copy is still right, else renders.
 * @param parts what the page depends on beside what the archive stores.
 */
export async function whenChanged(
  web: Web,
  c: Context,
  parts: (string | number | undefined)[],
  render: () => Response | Promise<Response>,
): Promise<Response> {
  const generation = await web.archive.generation()
  const day = new Date().toDateString()
  const state = JSON.stringify([generation, web.assets.hash, day, web.jobs.current(), ...parts])
  const etag = `W/"${createHash('sha256').update(state).digest('base64url').slice(0, 16)}"`
  const isFresh =
    c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag) === true
  const response = isFresh ? c.body(null, 304) : await render()
  response.headers.set('ETag', etag)
  response.headers.set('Cache-Control', 'private, no-cache')
  return response
}
