/** Keeps the search one is looking at, or says that it is kept. */
import type { FC } from 'hono/jsx'
import type { KeptSearch } from '../../archive/searches/search-deeds.ts'

interface KeepSearchProps {
  query: string
  /** `archive.searchOf(query)`. */
  kept: KeptSearch | undefined
}

export const KeepSearch: FC<KeepSearchProps> = ({ query, kept }) =>
  kept === undefined ? (
    <details class="menu keep-search">
      <summary>Keep this search</summary>
      <form method="post" action="/searches">
        <input type="hidden" name="q" value={query} />
        <label class="field-label" for="search-name">
          Under what name?
        </label>
        <input
          type="text"
          id="search-name"
          name="name"
          value={suggestedName(query)}
          maxlength={200}
          autocomplete="off"
        />
        <p class="soft small">
          It gets an address and a <a href={feedHref(query)}>feed</a> that tells of new stories like it.
        </p>
        <button type="submit" class="button main">
          Keep it
        </button>
      </form>
    </details>
  ) : (
    <p class="keep-search soft">
      Kept as <a href="/searches">{kept.name}</a> · <a href={`/searches/${kept.id}/feed.atom`}>feed</a>
    </p>
  )

export function feedHref(query: string): string {
  return `/find/feed.atom?${new URLSearchParams({ q: query })}`
}

const NAME_CHARACTERS = 80

function suggestedName(query: string): string {
  const letters = [...query]
  return letters.length <= NAME_CHARACTERS ? query : letters.slice(0, NAME_CHARACTERS).join('')
}
