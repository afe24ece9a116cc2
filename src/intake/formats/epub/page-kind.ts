/** What a page of a book is: part of the story, or one of the pages books put round it. */
import type { Page } from '../html/page.ts'
import {
  allElements,
  attribute,
  elementsIn,
  lineOf,
  linesWithin,
  named,
  textLengthOf,
} from '../html/query.ts'

/**
 * `title` is read for its header; `before` and `after` are notes; `furniture` is none of the work
 * (contents, copyright, covers, other books); `story` is the rest. A heading alone suggests the last three, "Information",
 * "Annotation", "Author's note", which may be a chapter's title as well: what stands there and where decides.
 */
export type PageKind =
  | 'title'
  | 'before'
  | 'after'
  | 'furniture'
  | 'story'
  | 'header'
  | 'summary'
  | 'authorNote'

/** `epub:type`s and types of a package's guide. */
const BY_TYPE: readonly [RegExp, PageKind][] = [
  [/\b(?:chapter|prologue|epilogue|part|volume|bodymatter|text|start)\b/, 'story'],
  [
    /\b(?:cover|toc|landmarks|loi|lot|copyright-page|colophon|index|imprint|other-credits|bibliography|contributors)\b/,
    'furniture',
  ],
  [/\b(?:title-?page|halftitlepage|half-title-page)\b/, 'title'],
  [/\b(?:dedication|foreword|preface|introduction|preamble|epigraph)\b/, 'before'],
  [/\b(?:afterword|acknowledge?ments?|appendix|endnotes|conclusion)\b/, 'after'],
]
const BY_NAME: readonly [RegExp, PageKind][] = [
  [
    /^(?:cover|titlepage_cover|toc|toc_page|contents|table_?of_?contents|nav|copyright|colophon|jacket|log_?page|about_?the_?author|also_?by|ads?|promo|backcover)(?:[_.-]?\d*)$/i,
    'furniture',
  ],
  [/^(?:title_?page|title)(?:[_.-]?\d*)$/i, 'title'],
  [/^(?:dedication|foreword)(?:[_.-]?\d*)$/i, 'before'],
  [/^(?:afterword|acknowledge?ments?)(?:[_.-]?\d*)$/i, 'after'],
]
const BY_HEADING: readonly [RegExp, PageKind][] = [
  [
    /^(?:table of contents|contents|copyright(?: notice| page)?|about the author|also by .*|other (?:books|works) by .*|inhaltsverzeichnis|table des matières|índice|indice|sommario)$/i,
    'furniture',
  ],
  [/^(?:dedication|foreword|author'?s? (?:foreword|preface))$/i, 'before'],
  [/^(?:afterword|acknowledge?ments?|end ?notes?)$/i, 'after'],
  [
    /^(?:(?:story|fic|book|work) )?(?:info(?:rmation)?s?|details|header)$|^информация(?: о (?:книге|фанфике|работе|тексте))?$|^шапка(?: фанфика)?$|^о (?:книге|фанфике|работе)$|^(?:información|informação|angaben|informazioni)$/iu,
    'header',
  ],
  [
    /^(?:annotation|summary|synopsis|blurb|description|аннотация|описание|саммари|zusammenfassung|klappentext|résumé|resumen|sinopsis|sinopse|riassunto)$/iu,
    'summary',
  ],
  [
    /^(?:(?:an? )?author['’]?s?['’]? notes?|a\/n|note from the author|от автора|примечани[ея](?: автора)?|предисловие(?: автора)?|nota (?:del autor|de la autora|da autora|do autor|dell['’]autrice)|notes? de l['’]auteure?)$/iu,
    'authorNote',
  ],
]

/** @param type the page's type by the package's guide or landmarks; '' where they say nothing. */
export function kindOf(page: Page, type: string): PageKind {
  const length = textLengthOf(page.body)
  if (length === 0 || isJacket(page)) return 'furniture'
  const said = typesOf(page)
  const byType = find(BY_TYPE, said) ?? (find(BY_TYPE, type) === 'story' ? undefined : find(BY_TYPE, type))
  if (byType !== undefined) return byType === 'title' && length > 3_000 ? 'story' : byType
  if (isContents(page, length)) return 'furniture'
  const name = page.path.slice(page.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  const heading = lineOf([...elementsIn(page.body)].find(({ tagName }) => /^h[1-3]$/.test(tagName)))
    .replace(/[\s:.*~]+$/, '')
    .trim()
  return find(BY_HEADING, heading) ?? (length < 3_000 ? find(BY_NAME, name) : undefined) ?? 'story'
}

function find(table: readonly [RegExp, PageKind][], text: string): PageKind | undefined {
  return text === '' ? undefined : table.find(([pattern]) => pattern.test(text))?.[1]
}

/** `epub:type` of the body and of what stands right in it. */
function typesOf({ body }: Page): string {
  const first = [...elementsIn(body)].slice(0, 3)
  return [body, ...first]
    .map((element) => attribute(element, 'epub:type') ?? '')
    .join(' ')
    .trim()
}

/** calibre's page of what its owner typed in: shown, not the writer's. */
function isJacket({ metas, classes }: Page): boolean {
  return (
    metas.get('calibre-content') === 'jacket' || [...classes.keys()].some((name) => name.startsWith('cbj_'))
  )
}

/** Mostly links, and at least three of them. */
function isContents({ body }: Page, length: number): boolean {
  const links = allElements(body, named('a')).filter(
    (link) => attribute(link, 'href') !== undefined && lineOf(link) !== '',
  )
  if (links.length < 3) return false
  const linked = links.reduce((sum, link) => sum + lineOf(link).length, 0)
  return linked > length * 0.6 && linesWithin(body).length <= links.length * 2
}
