/** The searches that are kept: run, followed, renamed, removed. */
import type { FC } from 'hono/jsx'
import { type KeptSearch, SEARCH_NAME_CHARACTERS_MAX } from '../../archive/searches/search-deeds.ts'
import { Layout } from '../components/layout.tsx'
import type { Frame } from '../web.ts'
import { dayLabel } from '../words/dates.ts'

interface SearchesProps {
  frame: Frame
  /** By name. */
  searches: KeptSearch[]
  /** The one just removed. */
  removed: string | null
  /** What came of a form. */
  error: string | null
  /** As typed, where it was not kept. */
  typed: { name: string; query: string }
}

export const SearchesPage: FC<SearchesProps> = ({ frame, searches, removed, error, typed }) => (
  <Layout frame={frame} title="Kept searches" page="searches narrow">
    <header class="page-head">
      <h1>Kept searches</h1>
    </header>
    {removed !== null && <Removed id={removed} />}
    {error !== null && (
      <p class="notice error" role="alert">
        {error}
      </p>
    )}
    {searches.length === 0 ? (
      <p class="page-lead">
        A search you come back to can be kept: it gets a name, an address to send, and a feed that tells of
        new stories that match. Keep one from its results, or here.
      </p>
    ) : (
      <ul class="search-list">
        {searches.map((search) => (
          <Search search={search} />
        ))}
      </ul>
    )}
    <NewSearch {...typed} isFirst={searches.length === 0} />
    {searches.length > 0 && (
      <p class="soft small feeds-hint">
        A feed is read with any feed reader on this machine. It holds the 50 stories added last of those that
        match; of a description, its 50 likeliest.
      </p>
    )}
  </Layout>
)

const Removed: FC<{ id: string }> = ({ id }) => (
  <div class="notice" role="status">
    <p>The search is no longer kept.</p>
    <form method="post" action={`/searches/${id}/restore`} class="undo">
      <button type="submit" class="link">
        Take it back
      </button>
    </form>
  </div>
)

const Search: FC<{ search: KeptSearch }> = ({ search: { id, name, query, keptAt } }) => (
  <li class="search" id={`search-${id}`}>
    <h2 class="search-name">
      <a href={`/searches/${id}`}>{name}</a>
    </h2>
    <p class="search-said">
      {query !== name && <span class="search-query">{query}</span>}
      <span class="soft">kept {dayLabel(keptAt)}</span>
    </p>
    <div class="search-deeds">
      <a href={`/searches/${id}/feed.atom`}>
        Feed<span class="sr"> of {name}</span>
      </a>
      <form method="post" action={`/searches/${id}/remove`}>
        <button type="submit" class="link">
          Remove<span class="sr"> {name}</span>
        </button>
      </form>
      <details class="rename">
        <summary>
          Rename<span class="sr"> {name}</span>
        </summary>
        <form method="post" action={`/searches/${id}/name`}>
          <input
            type="text"
            name="name"
            value={name}
            required
            maxlength={SEARCH_NAME_CHARACTERS_MAX}
            aria-label="New name"
            autocomplete="off"
          />
          <button type="submit" class="button">
            Rename
          </button>
        </form>
      </details>
    </div>
  </li>
)

const NewSearch: FC<{ name: string; query: string; isFirst: boolean }> = ({ name, query, isFirst }) => (
  <form class="new-search" method="post" action="/searches">
    <h2>{isFirst ? 'Keep a search' : 'Keep another'}</h2>
    <div class="new-search-part">
      <label class="field-label" for="new-query">
        What shall it find?
      </label>
      <input
        type="text"
        id="new-query"
        name="q"
        value={query}
        required
        maxlength={2000}
        placeholder="fandom:torchwood rating:teen -tag:&quot;major character death&quot;"
        autocomplete="off"
      />
    </div>
    <div class="new-search-part">
      <label class="field-label" for="new-name">
        Its name, if you like
      </label>
      <input
        type="text"
        id="new-name"
        name="name"
        value={name}
        maxlength={SEARCH_NAME_CHARACTERS_MAX}
        autocomplete="off"
      />
    </div>
    <button type="submit" class="button main">
      Keep it
    </button>
  </form>
)
