/** Sends a feed, unless the reader has it already. */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { type Feed, feedUpdated, writeAtom } from './atom.ts'

export function answerFeed(c: Context, feed: Feed): Response {
  const xml = writeAtom(feed)
  const etag = `W/"${createHash('sha256').update(xml).digest('base64url').slice(0, 16)}"`
  const updated = new Date(feedUpdated(feed)).toUTCString()
  c.header('ETag', etag)
  c.header('Last-Modified', updated)
  c.header('Cache-Control', 'private, no-cache')
  if (hasIt(c, etag, updated)) return c.body(null, 304)
  return c.body(xml, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
}

/** The time counts only where no tag is given (RFC 9110, 13.1.3). */
function hasIt(c: Context, etag: string, updated: string): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) return tags.split(/\s*,\s*/).some((each) => each === '*' || weak(each) === etag)
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  return Date.parse(updated) <= since
}

function weak(tag: string): string {
  return tag.startsWith('W/') ? tag : `W/${tag}`
}
