/** The name of the house, with its sign: a folded sheet. Leads home. */
import type { FC } from 'hono/jsx'

export const Brand: FC = () => (
  <a class="brand" href="/">
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d="M4 6.5 9.3 4v14L4 20.5zM9.3 4l5.4 2.5v14L9.3 18zM14.7 6.5 20 4v14l-5.3 2.5z" />
    </svg>
    Fanfold
  </a>
)
