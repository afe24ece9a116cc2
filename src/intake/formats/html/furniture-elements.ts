/** Parts of a saved page that are the site's and not the story's, told by their names. */
import {
  attribute,
  detachAll,
  elementsIn,
  hasClass,
  lineOf,
  textLengthOf,
  type UnsafeElement,
  type UnsafeNode,
} from './query.ts'

const TAGS = new Set(['nav', 'aside', 'button', 'select', 'dialog', 'menu'])
const ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'alert'])
const NAMES =
  /(?:^|[\s_-])(?:nav(?:igation|bar|links?)?|menu(?:bar)?|sidebars?|side-?bar|breadcrumbs?|toolbar|footer|site-?(?:header|footer|nav)|masthead|comments?(?:-?(?:area|list|section|form|respond))?|respond|disqus\w*|share(?:daddy|bar|buttons?)?|sharing|social|related(?:-?posts?)?|jp-relatedposts|widgets?|sponsors?|advert\w*|ads?|ad-?(?:banner|box|slot|container)|banner-?ad|cookies?(?:-\w+)?|popup|modal|pagination|pager|(?:post-?|entry-?)?tags|tag-?(?:list|links)|note-?count|skip-?link|screen-reader-text|webring|counter|guestbook|wm-ipp\S*|wayback\S*|donato|geocities\S*|tripod\S*|lycos\S*)(?:$|[\s_-])/i
/** An element that holds more of the page's text than this is the page, whatever it is called. */
const MOST = 0.4

/** Takes out what is certainly furniture. Changes the tree. */
export function removeFurniture(body: UnsafeElement): void {
  const whole = textLengthOf(body)
  const found = new Set<UnsafeNode>(archiveBar(body))
  for (const element of elementsIn(body)) {
    if (isFurniture(element) && textLengthOf(element) <= whole * MOST) found.add(element)
  }
  detachAll(found)
}

function isFurniture(element: UnsafeElement): boolean {
  if (TAGS.has(element.tagName) || ROLES.has(attribute(element, 'role') ?? '')) return true
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return true
  if (hasClass(element, 'notes') && /\b(?:liked|reblogged) this\b/.test(lineOf(element))) return true
  return NAMES.test(attribute(element, 'id') ?? '') || NAMES.test(attribute(element, 'class') ?? '')
}

/** The Wayback Machine's bar stands between two comments. */
function archiveBar(body: UnsafeElement): UnsafeNode[] {
  const begin = body.childNodes.findIndex((node) => commentOf(node).includes('BEGIN WAYBACK TOOLBAR INSERT'))
  const end = body.childNodes.findIndex((node) => commentOf(node).includes('END WAYBACK TOOLBAR INSERT'))
  return begin === -1 || end < begin ? [] : body.childNodes.slice(begin, end + 1)
}

function commentOf(node: UnsafeNode): string {
  return node.nodeName === '#comment' && 'data' in node ? node.data : ''
}
