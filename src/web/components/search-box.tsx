/** The box: 'What happens in it?' */
import type { FC } from 'hono/jsx'

const EXAMPLE = 'he’s electrocuted and the captain gives him his own heart'

export const SearchBox: FC<{ query?: string; label: string }> = ({ query, label }) => (
  <search>
    <form class="search-box" action="/find" method="get">
      <input
        type="search"
        name="q"
        value={query}
        placeholder={EXAMPLE}
        aria-label={label}
        maxlength={2000}
        autocomplete="off"
        data-suggest="query"
        enterkeyhint="search"
      />
      <button type="submit" class="button main">
        Find
      </button>
    </form>
  </search>
)
