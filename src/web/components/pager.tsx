/** The way through a long list: each page has an address. */
import type { FC } from 'hono/jsx'
import { count } from '../words/numbers.ts'

interface PagerProps {
  /** From 1. */
  page: number
  pages: number
  href: (page: number) => string
}

/** The first, the last, and those round the present one; 0 stands for a gap. */
export function pagesShown(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const rising = [...new Set(near)].sort((a, b) => a - b)
  return rising.flatMap((n, index) => (index > 0 && n - (rising[index - 1] as number) > 1 ? [0, n] : [n]))
}

export const Pager: FC<PagerProps> = ({ page, pages, href }) =>
  pages < 2 ? null : (
    <nav class="pager" aria-label="Pages">
      {page > 1 ? (
        <a rel="prev" href={href(page - 1)}>
          ‹ Before
        </a>
      ) : (
        <span />
      )}
      <ol>
        {pagesShown(page, pages).map((n) =>
          n === 0 ? (
            <li aria-hidden="true">…</li>
          ) : (
            <li>
              <a href={href(n)} aria-current={n === page ? 'page' : undefined} aria-label={`Page ${n}`}>
                {count(n)}
              </a>
            </li>
          ),
        )}
      </ol>
      {page < pages ? (
        <a rel="next" href={href(page + 1)}>
          After ›
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
