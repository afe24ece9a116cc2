/** `/tags`: the library's tags, their other names and what stands under what. */
import { type Context, Hono } from 'hono'
import type { LinkedField } from '../../archive/tags/tag-deeds.ts'
import { LINKED_FIELDS } from '../../archive/tags/tag-deeds.ts'
import { ArchiveError } from '../../errors.ts'
import type { FacetView } from '../../find/facets/filter.ts'
import { tagHref } from '../components/chosen.tsx'
import { doTagDeed, isLinkedField, parseTagDeed } from '../forms/tag-form.ts'
import { TagPage } from '../pages/tag-page.tsx'
import { type AlikePair, TagsPage } from '../pages/tags-page.tsx'
import { frameOf, type Web } from '../web.ts'

const FOUND_SHOWN = 50
const MOST_USED = 40
const PAIRS_SHOWN = 12
/** Fields in which one person or fandom often has several names. */
const ASKED_FOR: readonly LinkedField[] = ['characters', 'fandoms', 'authors', 'tags']

export function tagRoutes(web: Web): Hono {
  return new Hono()
    .get('/tags', async (c) => {
      const [frame, links, view] = await Promise.all([frameOf(web, c), web.archive.tagLinks(), viewOf(web)])
      const q = (c.req.query('q') ?? '').trim().slice(0, 300)
      const found = q === '' ? null : view.suggest(q, { limit: FOUND_SHOWN, kinds: LINKED_FIELDS })
      c.header('Cache-Control', 'no-store')
      return c.html(
        <TagsPage frame={frame} q={q} found={found} links={links} alike={q === '' ? alikePairs(view) : []} />,
      )
    })
    .get('/tags/:field', (c) => showTag(web, c, null))
    .post('/tags/:field', async (c) => {
      const field = requireField(c)
      const form = await c.req.formData()
      try {
        const deed = parseTagDeed(form)
        await doTagDeed(web.archive, field, deed)
        const back = form.get('back') === 'tags' ? '/tags?' : `${tagHref(field, deed.name)}&`
        return c.redirect(`${back}done=tag-${deed.deed}`, 303)
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error
        return showTag(web, c, `${error.message} ${error.hint ?? ''}`.trim(), `${form.get('name') ?? ''}`)
      }
    })
}

const viewOf = async (web: Web) => (await web.facets()).now()

function requireField(c: Context): LinkedField {
  const field = c.req.param('field') ?? ''
  if (isLinkedField(field)) return field
  throw new ArchiveError(
    'web/not-found',
    `There are no tags of the field "${field}".`,
    'The page Tags has all.',
  )
}

async function showTag(web: Web, c: Context, error: string | null, asked = c.req.query('name') ?? '') {
  const field = requireField(c)
  const [frame, links, view] = await Promise.all([frameOf(web, c), web.archive.tagLinks(), viewOf(web)])
  const canonical = view.canonical(field, asked)
  if (canonical === undefined && error === null)
    throw new ArchiveError(
      'web/not-found',
      `No story has "${asked}".`,
      'The page Tags finds those that are there.',
    )
  const name = canonical ?? asked
  const works = view.matching({ every: [{ anyOf: [{ kind: 'tag', field, value: name }] }] })
  c.header('Cache-Control', 'no-store')
  return c.html(
    <TagPage
      frame={frame}
      tag={{ field, name, works: works.and(view.visible).size, names: view.namesOf(field, name) }}
      links={links.filter((link) => link.field === field)}
      alike={view.alike(field, name)}
      error={error}
    />,
    error === null ? 200 : 400,
  )
}

/** Of the most used names those that may be another's; each pair once, the less used one first. */
function alikePairs(view: FacetView): AlikePair[] {
  const counts = view.counts(view.visible)
  const pairs = new Map<string, AlikePair>()
  for (const field of ASKED_FOR) {
    for (const { value, count } of (counts[field] ?? []).slice(0, MOST_USED)) {
      for (const other of view.alike(field, value)) {
        const [less, more] = other.count > count ? [{ value, count }, other] : [other, { value, count }]
        pairs.set(`${field}\n${[less.value, more.value].sort().join('\n')}`, { field, less, more })
      }
    }
  }
  return [...pairs.values()].sort((a, b) => b.less.count - a.less.count).slice(0, PAIRS_SHOWN)
}
