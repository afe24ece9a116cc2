/** Pages word processors save: Word, Google Docs, LibreOffice. Line ends mean nothing in them, empty paragraphs much. */
import type { HtmlFamily } from './family.ts'
import { addContent, addHead } from './generic.ts'
import { unwrapLayoutTables } from './layout-tables.ts'
import { allElements, attribute, detachAll, hasClass, type UnsafeElement } from './query.ts'

const GENERATORS =
  /^(?:Microsoft (?:Word|Office)|Word\b|LibreOffice|OpenOffice|StarOffice|AbiWord|WordPerfect|Mozilla.*StarOffice)/i
/** Its title is the first line of whatever document the file began as. */
const TITLE_CONFIDENCE = 0.3

export const word: HtmlFamily = {
  id: 'word',

  recognise: ({ metas, classes, ids, opening }) =>
    GENERATORS.test(metas.get('generator') ?? '') ||
    classes.has('MsoNormal') ||
    [...ids.keys()].some((id) => id.startsWith('docs-internal-guid-')) ||
    /xmlns:w="urn:schemas-microsoft-com:office:word"|<body class="c\d+ (?:c\d+ )?doc-content"/.test(opening),

  read(page, draft) {
    detachAll(new Set(allElements(page.body, isNotText)))
    for (const element of allElements(page.body, isTitle)) element.tagName = element.nodeName = 'h1'
    unwrapLayoutTables(page.body)
    addContent(page, page.body, draft)
    addHead(page, draft, TITLE_CONFIDENCE)
  },
}

/** Comments of reviewers, page numbers, footnotes' separators. */
function isNotText(element: UnsafeElement): boolean {
  if (
    ['MsoCommentText', 'MsoCommentReference', 'MsoFooter', 'MsoHeader'].some((name) =>
      hasClass(element, name),
    )
  )
    return true
  const style = attribute(element, 'style') ?? ''
  return /mso-element:\s*(?:comment-list|footer|header|field-)/i.test(style) || element.tagName === 'xml'
}

function isTitle(element: UnsafeElement): boolean {
  return element.tagName === 'p' && (hasClass(element, 'MsoTitle') || hasClass(element, 'title'))
}
