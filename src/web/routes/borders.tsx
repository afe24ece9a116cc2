/** `/works/:id/borders` and `/works/:id/join`: where a story begins, ends and breaks, and what belongs together. */
import { dirname } from 'node:path'
import { type Context, Hono } from 'hono'
import type { StoredChapter, WorkBlurb, WorkDetail, WorkId } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import type { SourceDocument } from '../../intake/document.ts'
import {
  anchorAt,
  anchorsOf,
  type BorderForm,
  parseBorderForm,
  withBorder,
  withSource,
} from '../forms/borders-form.ts'
import { BLOCKS_A_PAGE, BordersPage, blockHref } from '../pages/borders-page.tsx'
import { JoinPage } from '../pages/join-page.tsx'
import { frameOf, type Web } from '../web.ts'
import { blockMarks } from '../words/border-marks.ts'
import { requireWork } from './work.tsx'

const NEARBY_SHOWN = 200

export function bordersRoutes(web: Web): Hono {
  return new Hono()
    .get('/works/:id{[0-9]+}/borders', (c) => showBorders(web, c))
    .post('/works/:id{[0-9]+}/borders', (c) => moveBorder(web, c))
    .get('/works/:id{[0-9]+}/join', async (c) => {
      const work = await requireWork(web, c)
      const nearby = await storiesNearby(web, work)
      return c.html(
        <JoinPage frame={await frameOf(web, c)} work={work} nearby={nearby.works} hasMore={nearby.hasMore} />,
      )
    })
    .post('/works/:id{[0-9]+}/join', (c) => joinStories(web, c))
}

async function showBorders(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const source = await requireSource(web, work, c.req.query('source') ?? work.sources[0]?.path ?? '')
  const chapters = await chaptersFrom(web, work, source.path)
  const at = wholeNumber(c.req.query('at'))
  const page = at === null ? (wholeNumber(c.req.query('page')) ?? 1) : Math.floor(at / BLOCKS_A_PAGE) + 1
  const borders = work.borders.find(({ path }) => path === source.path)?.borders ?? {}
  c.header('Cache-Control', 'no-store')
  return c.html(
    <BordersPage
      frame={await frameOf(web, c)}
      work={work}
      source={source}
      marks={blockMarks(source.blocks, chapters)}
      said={anchorsOf(borders)}
      runsToEnd={borders.storyEnd === null}
      page={Math.max(1, page)}
      at={at}
    />,
  )
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** @throws ArchiveError `web/no-source`. */
async function requireSource(web: Web, work: WorkDetail, path: string): Promise<SourceDocument> {
  const source = await web.sourceDocument(work.id, path)
  if (source !== undefined) return source
  throw new ArchiveError(
    'web/no-source',
    `“${work.fields.title}” has no source ${path}.`,
    'Choose one of those it has.',
  )
}

/** The chapters read from one of a work's sources, in order. */
async function chaptersFrom(web: Web, work: WorkDetail, path: string): Promise<StoredChapter[]> {
  const chapters = await web.archive.getChapters(work.id)
  return chapters.filter(({ source }) => work.sources[source]?.path === path)
}

async function moveBorder(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const form = parseBorderForm(await c.req.formData())
  const source = await requireSource(web, work, form.path)
  if (form.offset > source.text.length || form.block >= source.blocks.length)
    throw new ArchiveError(
      'web/bad-value',
      `There is no such place in ${form.path}.`,
      'Choose one on the page of its borders.',
    )
  if (form.deed === 'split')
    return c.redirect(`/works/${await splitAt(web, { work, source, form })}?done=split`, 303)
  await keepBorder(web, { work, source, form })
  const [address, fragment] = blockHref(work.id, source.path, form.block).split('#')
  return c.redirect(`${address?.replace(/&at=\d+/, pageOf(form.block))}&done=borders#${fragment}`, 303)
}

function pageOf(block: number): string {
  return `&page=${Math.floor(block / BLOCKS_A_PAGE) + 1}`
}

interface Move {
  work: WorkDetail
  source: SourceDocument
  form: BorderForm
}

async function keepBorder(web: Web, { work, source, form }: Move): Promise<void> {
  const present = work.borders.find(({ path }) => path === source.path)?.borders ?? {}
  const borders = withBorder(present, form, anchorAt(source.text, form.offset))
  await web.recoverAgain(work.id, withSource(work.borders, source.path, borders))
}

/** @throws ArchiveError `web/cannot-split`, or the archive's own. */
async function splitAt(web: Web, { work, source, form }: Move): Promise<WorkId> {
  const chapters = await chaptersFrom(web, work, source.path)
  const place = chapterPlace(source, chapters, form.offset)
  if (place !== undefined) return web.archive.splitWork(work.id, place.chapter, { block: place.block })
  throw new ArchiveError(
    'web/cannot-split',
    'This place is not read as story, so no other story can begin with it.',
    'Choose the first paragraph of the second story.',
  )
}

/** Which block of which chapter a place in the source is; a heading is where its chapter begins. */
function chapterPlace(
  source: SourceDocument,
  chapters: StoredChapter[],
  offset: number,
): { chapter: number; block: number } | undefined {
  for (const { number, blockSpans } of chapters) {
    const block = blockSpans.findIndex(
      ({ start, end }) => start === offset || (start < offset && offset < end),
    )
    if (block !== -1) return { chapter: number, block }
  }
  const at = source.blocks.findIndex(({ span }) => span.start === offset)
  const heads = blockMarks(source.blocks, chapters)[at]?.chapter
  return heads === undefined ? undefined : { chapter: heads.number, block: 0 }
}

async function storiesNearby(web: Web, work: WorkDetail): Promise<{ works: WorkBlurb[]; hasMore: boolean }> {
  const file = work.sources[0]?.absolutePath
  if (file === undefined) return { works: [], hasMore: false }
  const { works, total } = await web.archive.listWorks({
    folder: dirname(file),
    sort: 'title',
    pageSize: NEARBY_SHOWN,
  })
  return { works: works.filter(({ id }) => id !== work.id), hasMore: total > works.length }
}

async function joinStories(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const form = await c.req.formData()
  const typed = `${form.get('numbers') ?? ''}`
    .split(/[\s,;]+/)
    .flatMap((part) => /(\d+)\D*$/.exec(part)?.[1] ?? [])
  const ids = new Set([...form.getAll('with').map(String), ...typed].filter((id) => id !== work.id))
  if (ids.size === 0)
    throw new ArchiveError(
      'web/none-chosen',
      'No other story was chosen.',
      'Tick one, or write its number or its address.',
    )
  const others = await Promise.all([...ids].map((id) => requireOther(web, id)))
  others.sort((a, b) => naturally.compare(a.fields.title, b.fields.title))
  const joined = await web.archive.joinWorks([work.id, ...others.map(({ id }) => id)])
  return c.redirect(`/works/${joined}?done=joined`, 303)
}

/** 'Part 2' before 'Part 10'. */
const naturally = new Intl.Collator('en', { numeric: true })

async function requireOther(web: Web, id: WorkId): Promise<WorkDetail> {
  const work = /^[1-9]\d*$/.test(id) ? await web.archive.getWork(id) : undefined
  if (work !== undefined) return work
  throw new ArchiveError(
    'works/none',
    `There is no story ${id} in this library.`,
    'Look its number up in its address.',
  )
}
