/** How the list is ordered: a small menu of links. */
import type { FC } from 'hono/jsx'
import type { WorkSort } from '../../archive/archive.ts'
import { type LibraryQuery, queryHref } from '../forms/library-query.ts'

const ORDERS: { sort: WorkSort; descending: boolean; text: string }[] = [
  { sort: 'added', descending: true, text: 'recently added' },
  { sort: 'added', descending: false, text: 'first added' },
  { sort: 'title', descending: false, text: 'title' },
  { sort: 'creator', descending: false, text: 'creator' },
  { sort: 'words', descending: true, text: 'longest' },
  { sort: 'words', descending: false, text: 'shortest' },
]

export const SortMenu: FC<{ query: LibraryQuery }> = ({ query }) => {
  const isPresent = (order: (typeof ORDERS)[number]) =>
    order.sort === query.sort && order.descending === query.descending
  const present = ORDERS.find(isPresent)?.text ?? `${query.sort}, backwards`
  return (
    <details class="menu">
      <summary>Sort: {present}</summary>
      <ul>
        {ORDERS.map((order) => (
          <li>
            <a
              href={queryHref({ ...query, sort: order.sort, descending: order.descending, page: 1 })}
              aria-current={isPresent(order) ? 'true' : undefined}
            >
              {order.text}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
