/** The queue of stories that need a look: alike ones together, by keyboard where one wants. */
import type { FC } from 'hono/jsx'
import type { PartOffer, WorkBlurb } from '../../archive/archive.ts'
import { Layout } from '../components/layout.tsx'
import { Pager } from '../components/pager.tsx'
import { PartOffers } from '../components/parts.tsx'
import type { Frame } from '../web.ts'
import { count, countOf } from '../words/numbers.ts'
import { lookSubject } from '../words/work-words.ts'

/** Stories of the queue whose reasons are the same. */
export interface LookGroup {
  works: WorkBlurb[]
}

export interface LookProps {
  frame: Frame
  groups: LookGroup[]
  total: number
  page: number
  pages: number
  /** Stories that may be parts of one. */
  partOffers: PartOffer[]
}

export const LookPage: FC<LookProps> = ({ frame, groups, total, page, pages, partOffers }) => (
  <Layout frame={frame} title="Needs a look" page="look narrow" islands={['queue']}>
    <header class="page-head">
      <h1>Needs a look</h1>
      {total > 0 && <p class="list-said">{countOf(total, 'story', 'stories')}</p>}
      {total > 0 && (
        <p class="queue-keys with-script" hidden>
          <span>
            <kbd>J</kbd> next
          </span>
          <span>
            <kbd>K</kbd> back
          </span>
          <span>
            <kbd>Enter</kbd> open
          </span>
        </p>
      )}
    </header>
    {total === 0 && partOffers.length === 0 ? <NothingToDo frame={frame} /> : <Queue groups={groups} />}
    <PartOffers offers={partOffers} />
    <Pager page={page} pages={pages} href={(to) => `/look?page=${to}`} />
  </Layout>
)

const NothingToDo: FC<{ frame: Frame }> = ({ frame }) => (
  <section class="empty">
    <h2>{frame.counts.works === 0 ? 'There are no stories yet' : 'Nothing needs a look'}</h2>
    <p>
      {frame.counts.works === 0
        ? 'When a title was only guessed, or it is not clear where a story begins, the story stands here until you have seen it.'
        : `Of all ${countOf(frame.counts.works, 'story', 'stories')} the title is known and the borders are clear, or you have said that all is right.`}
    </p>
    <p>
      <a href="/">To the library</a>
    </p>
  </section>
)

const Queue: FC<{ groups: LookGroup[] }> = ({ groups }) => (
  <>
    {groups.map(({ works }, index) => (
      <section class="look-group" aria-labelledby={`group-${index}`}>
        <h2 id={`group-${index}`}>{groupWords(works)}</h2>
        {works.length > 1 && <p class="look-alike soft">{count(works.length)} alike</p>}
        {sharedReasons(works).map((reason) => (
          <p class="look-reason">{reason}</p>
        ))}
        <form method="post" action="/look/confirm">
          <ul class="look-list">
            {works.map((work) => (
              <LookLine work={work} shared={sharedReasons(works)} />
            ))}
          </ul>
          <p class="buttons">
            <button type="submit" class="button small">
              {works.length === 1 ? 'It is right as it stands' : 'Those ticked are right as they stand'}
            </button>
            {works.length > 1 && (
              <button type="submit" class="button small" formmethod="get" formaction="/correct">
                Correct those ticked together
              </button>
            )}
          </p>
        </form>
      </section>
    ))}
  </>
)

/** What is in doubt, once for all of a group. */
function groupWords(works: WorkBlurb[]): string {
  const looks = works[0]?.looks ?? []
  return [...new Set(looks.map(lookSubject))].join(', ')
}

/** Reasons that hold for every story of a group, told once. */
function sharedReasons(works: WorkBlurb[]): string[] {
  const [first, ...others] = works.map(({ looks }) => looks.map(({ reason }) => reason))
  return [...new Set(first ?? [])].filter((reason) => others.every((reasons) => reasons.includes(reason)))
}

/** In the form of the group, whose ticks do not matter to them. */
const PairButtons: FC<{ work: WorkBlurb; other: string }> = ({ work, other }) => {
  const address = `/works/${work.id}/offers/${other}`
  return (
    <p class="buttons">
      <input type="hidden" name="queue" value="1" />
      <a class="button small" href={address}>
        Where they differ
      </a>
      <button type="submit" class="button small" formaction={address} name="deed" value="join">
        The same: join them
      </button>
      <button type="submit" class="button small" formaction={address} name="deed" value="apart">
        Not the same
      </button>
    </p>
  )
}

const LookLine: FC<{ work: WorkBlurb; shared: string[] }> = ({ work, shared }) => (
  <li class="look-line">
    <input type="checkbox" name="ids" value={work.id} checked aria-label={`Tick ${work.fields.title}`} />
    <div>
      <a class="look-title" href={`/works/${work.id}/correct?queue=1`} data-queue>
        {work.fields.title}
      </a>
      <p class="soft">
        {work.fields.authors.length === 0 ? '' : `by ${work.fields.authors.join(', ')} · `}
        {work.sources[0]?.path} · {countOf(work.words, 'word', 'words')}
      </p>
      {work.looks
        .filter(({ reason }) => !shared.includes(reason))
        .map(({ reason }) => (
          <p class="look-reason">{reason}</p>
        ))}
      {work.looks.map(({ work: other }) => other !== undefined && <PairButtons work={work} other={other} />)}
    </div>
  </li>
)
