/** What was found: stories with the passages that made them likely, each opening at its place, and what narrows them. */
import type { Child, FC } from 'hono/jsx'
import type { WorkBlurb } from '../../archive/archive.ts'
import type { KeptSearch } from '../../archive/searches/search-deeds.ts'
import type { FacetCounts } from '../../find/facets/filter.ts'
import type { ParsedQuery } from '../../find/query/query.ts'
import type { QueryAnswer } from '../../find/query/run-query.ts'
import { HiddenLine } from '../components/chosen.tsx'
import { FindSort } from '../components/find-sort.tsx'
import { FoundStory } from '../components/found-story.tsx'
import { feedHref, KeepSearch } from '../components/keep-search.tsx'
import { Layout } from '../components/layout.tsx'
import { Pager } from '../components/pager.tsx'
import { QueryFilters } from '../components/query-filters.tsx'
import { QueryFormPanel } from '../components/query-form.tsx'
import { SearchBox } from '../components/search-box.tsx'
import { Understood } from '../components/understood.tsx'
import { type FindAddress, findHref } from '../forms/find-address.ts'
import { formOf } from '../forms/query-form.ts'
import type { Frame } from '../web.ts'
import { count, countOf } from '../words/numbers.ts'

export interface FindProps {
  frame: Frame
  address: FindAddress
  parsed: ParsedQuery
  /** null where nothing was asked. */
  found: Found | null
  /** Of all that may be shown, for what the form offers. */
  offered: FacetCounts
}

export interface Found {
  answer: QueryAnswer
  /** The works of the results, by id. */
  works: Map<string, WorkBlurb>
  pageSize: number
  /** The story others shall be like. */
  like: WorkBlurb | undefined
  kept: KeptSearch | undefined
}

export const FindPage: FC<FindProps> = (props) => {
  const { frame, address, parsed, found, offered } = props
  return (
    <Layout
      frame={frame}
      title={titleOf(props)}
      page="find"
      islands={['menus', 'suggest']}
      feed={address.query === '' ? undefined : feedHref(address.query)}
    >
      <h1 class="sr">{found?.like ? `More like “${found.like.fields.title}”` : 'Find a story'}</h1>
      <SearchBox label="What happens in it?" query={address.query} />
      {found !== null && (
        <Understood address={address} parsed={parsed} like={found.like} names={found.answer.names} />
      )}
      {found === null && <p class="ask-hint">A scene you half remember, exact “words”, a pairing, a tag.</p>}
      <QueryFormPanel address={address} form={formOf(parsed.nodes)} counts={offered} isOpen={false} />
      {found !== null && <Results {...props} found={found} />}
    </Layout>
  )
}

function titleOf({ address, found }: FindProps): string {
  if (found?.like !== undefined) return `More like ${found.like.fields.title}`
  return address.query === '' ? 'Find' : `${address.query}: found`
}

type ResultsProps = FindProps & { found: Found }

const Results: FC<ResultsProps> = (props) => {
  const { address, parsed, found } = props
  const { answer, works } = found
  const shown = answer.results.filter(({ workId }) => works.has(workId))
  return (
    <div class="shelf">
      <QueryFilters address={address} nodes={parsed.nodes} counts={answer.counts} total={answer.total} />
      <section class="stories results" id="results" aria-labelledby="count">
        <ResultsHead {...props} />
        <HiddenLine
          hidden={answer.hidden}
          isShown={address.showHidden}
          href={findHref(address, { showHidden: !address.showHidden })}
        />
        <NotYet answer={answer} />
        {shown.map((result) => (
          <FoundStory
            found={result}
            work={works.get(result.workId) as WorkBlurb}
            likened={likenedTo(address, found)}
          />
        ))}
        {shown.length === 0 && <NothingFound {...props} />}
        <Pager
          page={address.page}
          pages={Math.ceil(answer.total / found.pageSize)}
          href={(page) => `${findHref(address, { page, more: undefined })}#results`}
        />
      </section>
    </div>
  )
}

function likenedTo({ like }: FindAddress, { like: work }: Found): Child | undefined {
  if (like === undefined || work === undefined) return undefined
  return like.chapter === undefined ? `like a passage of “${work.fields.title}”` : 'like the passage'
}

const ResultsHead: FC<ResultsProps> = ({ frame, address, found }) => {
  const { answer } = found
  return (
    <div class="list-head">
      <h2 id="count">{countWords(answer)}</h2>
      <p class="list-said">
        of {count(frame.counts.works)} · {count(Math.max(1, Math.round(answer.tookMs)))} ms
      </p>
      <button type="button" class="button small filters-open" popovertarget="filters">
        Filters
      </button>
      {answer.total > 1 && <FindSort address={address} isRanked={answer.isRanked} />}
      {address.query !== '' && address.like === undefined && (
        <KeepSearch query={address.query} kept={found.kept} />
      )}
    </div>
  )
}

/** So many are ranked, and no more. */
const RANKED_MAX = 1000

function countWords({ total, isRanked }: QueryAnswer): string {
  if (!isRanked) return countOf(total, 'story', 'stories')
  return total >= RANKED_MAX
    ? `The ${count(total)} likeliest stories`
    : countOf(total, 'likely story', 'likely stories')
}

/** Said where the search could not look everywhere. */
const NotYet: FC<{ answer: QueryAnswer }> = ({ answer: { pendingWorks, unreadForMeaning, isRanked } }) => {
  const said = [
    pendingWorks > 0 &&
      `${countOf(pendingWorks, 'story has', 'stories have')} not been looked through yet; ask again in a moment`,
    isRanked &&
      unreadForMeaning > 0 &&
      `${countOf(unreadForMeaning, 'story is', 'stories are')} not read for meaning yet, and found by the words alone`,
  ].filter((words) => words !== false)
  return said.length === 0 ? null : (
    <p class="not-yet" role="status">
      {said.join('. ')}.
    </p>
  )
}

const NothingFound: FC<ResultsProps> = ({ frame, address, parsed, found }) => {
  const { answer } = found
  if (answer.total > 0)
    return (
      <p class="empty">
        There are no more. <a href={findHref(address)}>Back to the first</a>
      </p>
    )
  return (
    <section class="empty">
      <h3>Nothing found</h3>
      <p>{nothingWords(frame, parsed, found)}</p>
      {parsed.chips.length > 1 && (
        <p>
          Letting go of{' '}
          {listedLinks(
            parsed.chips.map(({ label, without }) => [label, findHref(address, { query: without })]),
          )}{' '}
          may find some.
        </p>
      )}
      <p>
        <a href="/">All stories</a>
      </p>
    </section>
  )
}

function nothingWords(frame: Frame, parsed: ParsedQuery, { answer, like }: Found): string {
  const all = countOf(frame.counts.works, 'story', 'stories')
  if (answer.left === 0)
    return `None of the ${all} is all of this at once${answer.isRanked ? ', whatever its words' : ''}.`
  if (like !== undefined) return `None of the ${all} is like it.`
  if (answer.isRanked && answer.terms.length === 0)
    return `There is no word in “${parsed.typed}” to look for.`
  return `None of the ${all} has these words. Fewer words find more; a name, or one odd word you are sure of, finds best. Words in “quotation marks” must stand just so.`
}

const LINKS_MAX = 5

function listedLinks(links: [text: string, href: string][]): Child {
  if (links.length > LINKS_MAX) return 'one or two of the things above'
  return links.map(([text, href], index) => (
    <>
      {index > 0 && (index === links.length - 1 ? ' or ' : ', ')}
      <a href={href}>{text}</a>
    </>
  ))
}
