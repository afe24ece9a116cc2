/** The library: what happens in it, what one was reading, and all stories with their filters. */
import type { FC } from 'hono/jsx'
import type { ReadingPlace, WorkBlurb } from '../../archive/archive.ts'
import { Blurb } from '../components/blurb.tsx'
import { Chosen, HiddenLine, TagCare } from '../components/chosen.tsx'
import { FilterSheet, FiltersButton } from '../components/filters.tsx'
import { Layout } from '../components/layout.tsx'
import { Pager } from '../components/pager.tsx'
import { SearchBox } from '../components/search-box.tsx'
import { SortMenu } from '../components/sort-menu.tsx'
import { filterCount, PAGE_SIZE, queryHref, queryPairs } from '../forms/library-query.ts'
import type { Shelf } from '../shelf.ts'
import type { Frame } from '../web.ts'
import { count, countOf, readingTime, roughly } from '../words/numbers.ts'

interface LibraryProps {
  frame: Frame
  shelf: Shelf
  reading: { work: WorkBlurb; place: ReadingPlace }[]
}

export const LibraryPage: FC<LibraryProps> = (props) => {
  const { frame } = props
  return (
    <Layout frame={frame} title="Fanfold" page="library" islands={['menus', 'suggest']}>
      <div class="ask">
        <h1>What happens in it?</h1>
        <SearchBox label="What happens in it?" />
        <p class="ask-hint">
          A scene you half remember, exact “words”, a pairing, a tag.
          {frame.counts.works > 0 &&
            ` ${countOf(frame.counts.works, 'story', 'stories')}, ${roughly(frame.counts.words)} words.`}
        </p>
      </div>
      {props.reading.length > 0 && <ContinueReading reading={props.reading} />}
      {frame.counts.works === 0 ? <EmptyLibrary frame={frame} /> : <ShelfOfStories {...props} />}
    </Layout>
  )
}

const ContinueReading: FC<Pick<LibraryProps, 'reading'>> = ({ reading }) => (
  <section class="continue" aria-labelledby="continue">
    <h2 id="continue">Continue reading</h2>
    <ul>
      {reading.map(({ work, place }) => (
        <li>
          <a class="card" href={`/works/${work.id}/chapters/${place.chapter}#p${place.block}`}>
            <span class="card-title">{work.fields.title}</span>
            <span class="card-said">
              {work.chapters === 1
                ? 'One chapter'
                : `Chapter ${count(place.chapter)} of ${count(work.chapters)}`}
              {` · ${readingTime(work.words * (1 - place.fraction))} left`}
            </span>
            <progress max={1} value={place.fraction} aria-label="Read so far" />
          </a>
        </li>
      ))}
    </ul>
  </section>
)

const ShelfOfStories: FC<LibraryProps> = ({ shelf }) => {
  const { query, total, hidden } = shelf
  return (
    <div class="shelf">
      <FilterSheet query={query} counts={shelf.counts} total={total} />
      <section class="stories" id="stories" aria-labelledby="count">
        <div class="list-head">
          <h2 id="count">{countOf(total, 'story', 'stories')}</h2>
          <Chosen query={query} />
          <FiltersButton query={query} />
          <SortMenu query={query} />
        </div>
        <HiddenLine
          hidden={hidden}
          isShown={query.showHidden}
          href={queryHref({ ...query, showHidden: !query.showHidden, page: 1 })}
        />
        <TagCare query={query} />
        {shelf.works.map((work) => (
          <Blurb work={work} />
        ))}
        {shelf.works.length === 0 && <NothingHere shelf={shelf} />}
        <Pager
          page={query.page}
          pages={Math.ceil(total / PAGE_SIZE)}
          href={(page) => queryHref({ ...query, page, more: undefined })}
        />
        {total > 1 && <BulkLink shelf={shelf} />}
      </section>
    </div>
  )
}

const NothingHere: FC<{ shelf: Shelf }> = ({ shelf: { query, total, hidden } }) => {
  if (total > 0)
    return (
      <p class="empty">
        There are only {countOf(Math.ceil(total / PAGE_SIZE), 'page', 'pages')}.{' '}
        <a href={queryHref({ ...query, page: 1 })}>Back to the first</a>
      </p>
    )
  if (hidden > 0) return <p class="empty">Every story of this kind is held back by your standing filters.</p>
  return (
    <p class="empty">
      No story is all of this at once. Let go of one of the choices above, or <a href="/">of all of them</a>.
    </p>
  )
}

const BulkLink: FC<{ shelf: Shelf }> = ({ shelf: { query, total } }) => {
  const pairs = new URLSearchParams(queryPairs({ ...query, page: 1, more: undefined }))
  return (
    <p class="list-foot">
      <a href={`/correct?${pairs}`}>
        {filterCount(query) === 0
          ? 'Correct several stories together'
          : `Correct ${total === 2 ? 'both' : `all ${count(total)}`} together`}
      </a>
    </p>
  )
}

const EmptyLibrary: FC<{ frame: Frame }> = ({ frame }) =>
  frame.progress !== null ? (
    <section class="empty" data-empty>
      <h2>Your stories are being read</h2>
      <p>The first ones stand here in a moment; you can read while the rest comes in.</p>
    </section>
  ) : (
    <section class="empty">
      <h2>No stories here yet</h2>
      <p>Fanfold reads saved stories, keeps every file as it is, and shows them here.</p>
      <p>
        <a class="button main" href="/import">
          Add stories
        </a>
      </p>
      <p>Or stop it with Ctrl-C and start it again with your folder:</p>
      <pre>npm start -- ~/my-stories</pre>
      <p>
        A folder you opened before can be looked through again under <a href="/sources">Files</a>.
      </p>
    </section>
  )
