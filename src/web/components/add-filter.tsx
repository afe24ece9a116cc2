/** Any value of any field, by its name: for what does not stand among the most frequent. */
import type { FC } from 'hono/jsx'
import { type LibraryQuery, queryPairs } from '../forms/library-query.ts'

export const AddFilter: FC<{ query: LibraryQuery }> = ({ query }) => (
  <form action="/filter" method="get" class="add-filter">
    <input type="hidden" name="path" value={query.path} />
    {queryPairs({ ...query, page: 1, more: undefined }).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <input type="hidden" name="add-field" value="" data-suggested-kind />
    <label class="sr" for="add-value">
      Any tag, character, fandom or creator
    </label>
    <input
      type="text"
      id="add-value"
      name="add-value"
      placeholder="Any tag or name"
      autocomplete="off"
      maxlength={300}
      required
      data-suggest="values"
    />
    <button type="submit" name="add-as" value="with" class="button small">
      Only these
    </button>
    <button type="submit" name="add-as" value="without" class="button small">
      Leave out
    </button>
  </form>
)
