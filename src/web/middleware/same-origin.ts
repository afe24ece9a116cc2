/** Whatever changes something must come from a page of our own: no form elsewhere can post into a library. */
import type { Context, MiddlewareHandler } from 'hono'
import { ArchiveError } from '../../errors.ts'

const READS = new Set(['GET', 'HEAD'])

/** @throws ArchiveError `web/cross-site`, also where a request does not say at all where it comes from. */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (!READS.has(c.req.method) && !isOurOwn(c)) {
    throw new ArchiveError(
      'web/cross-site',
      'This came from a page that is not one of this library’s own, so nothing was done.',
      'Open the page here and try again.',
    )
  }
  await next()
}

/** Every browser of today sends both; the referrer stands in for those that send neither. */
function isOurOwn(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return false
  const from = c.req.header('origin') ?? c.req.header('referer')
  if (from === undefined) return site === 'same-origin'
  return URL.parse(from)?.host === (c.req.header('host') ?? new URL(c.req.url).host)
}
