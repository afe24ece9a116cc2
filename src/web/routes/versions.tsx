/** `/works/:id/versions/…` and `/works/:id/offers/…`: the same story from several sources, and what may be the same. */
import { type Context, Hono } from 'hono'
import type { StoredChapter, WorkDetail } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import { joinAsOne } from '../../jobs/settle-duplicates.ts'
import { plainChapter } from '../../story/plain-text.ts'
import { namesOf, VersionDeeds } from '../components/versions.tsx'
import { DifferencesPage } from '../pages/differences-page.tsx'
import { frameOf, type Web } from '../web.ts'
import { textDifferences } from '../words/text-differences.ts'
import { requireWork } from './work.tsx'

export function versionRoutes(web: Web): Hono {
  return new Hono()
    .get('/works/:id{[0-9]+}/versions/:other{[0-9]+}', (c) => showVersion(web, c))
    .post('/works/:id{[0-9]+}/versions/:other{[0-9]+}', (c) => changeVersion(web, c))
    .get('/works/:id{[0-9]+}/offers/:other{[0-9]+}', (c) => showOffer(web, c))
    .post('/works/:id{[0-9]+}/offers/:other{[0-9]+}', (c) => answerOffer(web, c))
}

const otherId = (c: Context) => c.req.param('other') ?? ''

async function showVersion(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const chapters = await web.archive.versionChapters(work.id, otherId(c))
  const versions = await web.archive.versionsOf(work.id)
  const [shown, version] = [versions[0], versions.find(({ id }) => id === otherId(c))]
  if (shown === undefined || version === undefined) throw noSuchVersion(work, otherId(c))
  return differencesPage(web, c, {
    work,
    chapters,
    names: [namesOf(shown), namesOf(version)],
    deeds: <VersionDeeds work={work} version={version} />,
  })
}

/** Parted by another between two questions. */
function noSuchVersion(work: WorkDetail, other: string): ArchiveError {
  return new ArchiveError(
    'works/no-version',
    `“${work.fields.title}” has no version ${other}.`,
    'It may have been parted from it meanwhile.',
  )
}

interface Shown {
  work: WorkDetail
  /** Of the other text. */
  chapters: StoredChapter[]
  names: [string, string]
  deeds: Parameters<typeof DifferencesPage>[0]['deeds']
}

async function differencesPage(web: Web, c: Context, { chapters, ...shown }: Shown): Promise<Response> {
  const own = await web.archive.getChapters(shown.work.id)
  const differences = textDifferences(paragraphsOf(own), paragraphsOf(chapters))
  return c.html(<DifferencesPage frame={await frameOf(web, c)} {...shown} differences={differences} />)
}

function paragraphsOf(chapters: StoredChapter[]): string[] {
  return chapters.flatMap(({ html }) => {
    const { text, blocks } = plainChapter(html)
    return blocks.map(({ start, end }) => text.slice(start, end)).filter((paragraph) => paragraph !== '')
  })
}

async function changeVersion(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const deed = (await c.req.formData()).get('deed')
  if (deed === 'show') await web.archive.showVersion(work.id, otherId(c))
  else if (deed === 'part') await web.archive.partVersion(work.id, otherId(c))
  else throw noSuchDeed()
  return c.redirect(`/works/${work.id}?done=${deed === 'show' ? 'text' : 'parted'}`, 303)
}

async function showOffer(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const other = await web.archive.getWork(otherId(c))
  if (other === undefined) throw noSuchOther(otherId(c))
  return differencesPage(web, c, {
    work,
    chapters: await web.archive.getChapters(other.id),
    names: [work.fields.title, other.fields.title],
    deeds: (
      <form method="post" class="buttons">
        <button type="submit" class="button small" name="deed" value="join">
          The same: join them
        </button>
        <button type="submit" class="button small" name="deed" value="apart">
          Not the same
        </button>
      </form>
    ),
  })
}

async function answerOffer(web: Web, c: Context): Promise<Response> {
  const work = await requireWork(web, c)
  const form = await c.req.formData()
  const deed = form.get('deed')
  const back = form.get('queue') === '1' ? '/look' : undefined
  if (deed === 'apart') {
    await web.archive.keepApart(work.id, otherId(c))
    return c.redirect(`${back ?? `/works/${work.id}`}?done=apart`, 303)
  }
  if (deed !== 'join') throw noSuchDeed()
  const joined = await joinAsOne(web.archive, work.id, otherId(c))
  return c.redirect(`${back ?? `/works/${joined}`}?done=joined`, 303)
}

function noSuchDeed(): ArchiveError {
  return new ArchiveError('web/bad-value', 'There is no such thing to do.', 'Choose one of the buttons.')
}

function noSuchOther(id: string): ArchiveError {
  return new ArchiveError(
    'works/none',
    `There is no story ${id} in this library.`,
    'It may have been joined or removed.',
  )
}
