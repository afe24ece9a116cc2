/** `/works/:id/correct`: the fields of one story, alone or in the queue. */
import { dirname } from 'node:path'
import { type Context, Hono } from 'hono'
import type { FacetCount, FieldCorrections, WorkDetail, WorkId } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import { FIELD_NAMES, type FieldName } from '../../story/field.ts'
import { findCandidate, withCandidate } from '../forms/candidates.ts'
import { fieldText, isListField, parseFieldText, submittedText, textMark } from '../forms/field-text.ts'
import { CorrectPage, type QueuePlace } from '../pages/correct-page.tsx'
import { frameOf, type Web } from '../web.ts'
import { requireWork } from './work.tsx'

type Texts = Record<FieldName, string>
type Errors = Partial<Record<FieldName, string>>

export function correctRoutes(web: Web): Hono {
  return new Hono()
    .get('/works/:id{[0-9]+}/correct', async (c) => {
      const work = await requireWork(web, c)
      return showForm(web, c, { work, texts: textsOf(work), errors: {} })
    })
    .post('/works/:id{[0-9]+}/correct', (c) => saveForm(web, c))
    .post('/works/:id{[0-9]+}/choose', (c) => chooseCandidate(web, c))
    .post('/works/:id{[0-9]+}/forget', (c) => forgetCorrection(web, c))
    .post('/works/:id{[0-9]+}/confirm', async (c) => {
      const work = await requireWork(web, c)
      const next = await afterThis(web, c, work.id, 'confirmed')
      await web.archive.confirm([work.id])
      return c.redirect(next, 303)
    })
}

function textsOf({ fields }: WorkDetail): Texts {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldText(name, fields)])) as Texts
}

interface Shown {
  work: WorkDetail
  texts: Texts
  errors: Errors
}

async function showForm(web: Web, c: Context, { work, texts, errors }: Shown): Promise<Response> {
  const path =
    work.sources.find((source) => source.path === c.req.query('source'))?.path ?? work.sources[0]?.path ?? ''
  const [frame, source, queue, nearby] = await Promise.all([
    frameOf(web, c),
    web.sourceDocument(work.id, path).catch(() => undefined),
    c.req.query('queue') === undefined ? null : queuePlace(web, work.id),
    nearbyValues(web, work),
  ])
  c.header('Cache-Control', 'no-store')
  return c.html(
    <CorrectPage
      frame={frame}
      work={work}
      source={source}
      path={path}
      showAll={c.req.query('all') === '1'}
      queue={queue}
      texts={texts}
      storedTexts={textsOf(work)}
      errors={errors}
      nearby={nearby}
    />,
    Object.keys(errors).length > 0 ? 400 : 200,
  )
}

/** null where the story is not in the queue. */
async function queuePlace(web: Web, id: WorkId): Promise<QueuePlace | null> {
  const queue = await web.archive.lookQueue()
  const index = queue.findIndex((each) => each.id === id)
  if (index === -1) return null
  return {
    number: index + 1,
    of: queue.length,
    nextId: queue[index + 1]?.id ?? null,
    previousId: queue[index - 1]?.id ?? null,
  }
}

/** Where one goes on to: the next of the queue (the first again after the last), or back to the story. */
async function afterThis(web: Web, c: Context, id: WorkId, done: string): Promise<string> {
  if (c.req.query('queue') === undefined) return `/works/${id}?done=${done}`
  const queue = await web.archive.lookQueue()
  const index = queue.findIndex((each) => each.id === id)
  const next = queue[index + 1] ?? queue.find((each) => each.id !== id)
  return next === undefined ? `/look?done=${done}` : `/works/${next.id}/correct?queue=1&done=${done}`
}

const NEARBY_SHOWN = 3

/** What other stories of the same folder have where this one has nothing. */
async function nearbyValues(web: Web, work: WorkDetail): Promise<Partial<Record<FieldName, FacetCount[]>>> {
  const file = work.sources[0]?.absolutePath
  const missing = (['authors', 'fandoms'] as const).filter((field) => work.fields[field].length === 0)
  if (file === undefined || missing.length === 0) return {}
  const { facets } = await web.archive.listWorks({ folder: dirname(file), facets: true, pageSize: 1 })
  return Object.fromEntries(
    missing.map((field) => [
      field,
      (facets[field] ?? []).filter(({ value }) => value !== 'none').slice(0, NEARBY_SHOWN),
    ]),
  )
}

/** Only what differs from the form as it was shown is a person's word. */
async function saveForm(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const form = await c.req.formData()
  const texts = textsOf(work)
  const errors: Errors = {}
  let corrections: FieldCorrections = {}
  for (const name of FIELD_NAMES) {
    const was = form.get(`was-${name}`)
    const text = submittedText(name, form)
    if (was === null || was === textMark(text)) continue
    texts[name] = text
    try {
      corrections = { ...corrections, ...parseFieldText(name, text) }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error
      errors[name] = `${error.message} ${error.hint ?? ''}`.trim()
    }
  }
  if (Object.keys(errors).length > 0) return showForm(web, c, { work, texts, errors })
  return keepCorrections(web, c, { work, corrections, confirms: form.get('confirm') === '1' })
}

interface Kept {
  work: WorkDetail
  corrections: FieldCorrections
  confirms: boolean
}

/** In the queue, saving says that the rest is right: the person has just seen it all. */
async function keepCorrections(
  web: Web,
  c: Context,
  { work, corrections, confirms }: Kept,
): Promise<Response> {
  const isChanged = Object.keys(corrections).length > 0
  const next = await afterThis(web, c, work.id, isChanged || confirms ? 'saved' : 'unchanged')
  if (isChanged) await web.archive.correctFields([work.id], corrections)
  if (confirms || c.req.query('queue') !== undefined) await web.archive.confirm([work.id])
  return c.redirect(next, 303)
}

/** Takes one candidate over at once: what works without script. */
async function chooseCandidate(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const form = await c.req.formData()
  const corrections = candidateCorrections(
    work,
    `${form.get('candidate') ?? ''}`,
    `${form.get('nearby') ?? ''}`,
  )
  await web.archive.correctFields([work.id], corrections)
  return c.redirect(backToForm(c, work.id, 'chosen', Object.keys(corrections)[0]), 303)
}

function candidateCorrections(work: WorkDetail, candidate: string, nearby: string): FieldCorrections {
  const found = findCandidate(work.evidence, candidate)
  if (found !== undefined) return withCandidate(found.field, work.fields, found.evidence)
  const field = FIELD_NAMES.find((name) => nearby.startsWith(`${name} `))
  const value = nearby.slice((field?.length ?? 0) + 1)
  if (field === undefined || !isListField(field) || value === '')
    throw new ArchiveError(
      'web/bad-form',
      'This candidate is not there any more.',
      'Load the page again: the file was read anew.',
    )
  return parseFieldText(field, [...(work.fields[field] as string[]), value].join('\n'))
}

async function forgetCorrection(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const given = (await c.req.formData()).get('field')
  const field = FIELD_NAMES.find((name) => name === given)
  if (field === undefined)
    throw new ArchiveError('web/bad-form', `There is no field “${given}”.`, 'Load the page again.')
  await web.archive.uncorrectFields(work.id, [field])
  return c.redirect(backToForm(c, work.id, 'forgotten', field), 303)
}

function backToForm(c: Context, id: WorkId, done: string, field: string | undefined): string {
  const queue = c.req.query('queue') === undefined ? '' : 'queue=1&'
  return `/works/${id}/correct?${queue}done=${done}${field === undefined ? '' : `#field-${field}`}`
}
