/** How what was found is ordered: a small menu of links. */
import type { FC } from 'hono/jsx'
import { type FindAddress, findHref } from '../forms/find-address.ts'

type Sort = FindAddress['sort']

const ORDERS: { sort: Sort; text: string }[] = [
  { sort: { by: 'added', descending: true }, text: 'recently added' },
  { sort: { by: 'title', descending: false }, text: 'title' },
  { sort: { by: 'creator', descending: false }, text: 'creator' },
  { sort: { by: 'words', descending: true }, text: 'longest' },
  { sort: { by: 'words', descending: false }, text: 'shortest' },
]

export const FindSort: FC<{ address: FindAddress; isRanked: boolean }> = ({ address, isRanked }) => {
  const orders = isRanked ? [{ sort: undefined, text: 'likeliest' }, ...ORDERS] : ORDERS
  const isPresent = ({ sort }: { sort: Sort }) =>
    sort?.by === address.sort?.by && sort?.descending === address.sort?.descending
  const present = orders.find(isPresent) ?? orders[0]
  return (
    <details class="menu">
      <summary>Sort: {present?.text}</summary>
      <ul>
        {orders.map((order) => (
          <li>
            <a
              href={findHref(address, { sort: order.sort })}
              aria-current={order === present ? 'true' : undefined}
            >
              {order.text}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
