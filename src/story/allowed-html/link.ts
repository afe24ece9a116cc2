/** Which links a story may hold. */
import { LINK_SCHEMES } from './allow-list.ts'

const SCHEME = /^[a-z][a-z0-9+.-]*:/i
const MAX_LENGTH = 2_000

/**
 * @returns the address written out in full, or null where it leads nowhere a reader may follow from a library:
 * `javascript:`, `data:`, paths relative to a site that is gone, anchors within a page that is no more.
 * White space and control characters within the scheme, which browsers skip, are skipped here too.
 */
export function allowedHref(unsafeHref: string): string | null {
  if (unsafeHref.length > MAX_LENGTH) return null
  const href = unsafeHref.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, '').trim()
  if (!SCHEME.test(href)) return null
  const url = URL.parse(href)
  if (url === null || !LINK_SCHEMES.has(url.protocol)) return null
  // A name or password in an address is somebody's secret or somebody's trick.
  url.username = ''
  url.password = ''
  const written = url.protocol === 'mailto:' ? mailAddress(url.href) : pageAddress(url)
  return written === null || written.length > MAX_LENGTH ? null : written
}

/** What stands after the host may hold nothing that an EPUB's checker takes for a broken address. */
function pageAddress(url: URL): string {
  return url.origin + url.href.slice(url.origin.length).replace(/[[\]|^`{}"<>\\\s]/g, encodeURIComponent)
}

function mailAddress(href: string): string | null {
  return /^mailto:[^\s<>"|^`{}\\[\]@]+@[^\s<>"|^`{}\\[\]]+$/.test(href) ? href : null
}
