/** A value to narrow by: chosen, left out, or neither; a link to the next of these. */
import type { FC } from 'hono/jsx'
import type { Tick } from '../../find/query/change-query.ts'
import { count } from '../words/numbers.ts'

interface TickProps {
  tick: Tick
  href: string
  name: string
  works: number
}

export const TickLine: FC<TickProps> = ({ tick, href, name, works }) => (
  <li>
    <a class={`tick ${tick}`} href={href} rel="nofollow">
      <span class="tick-name">{name}</span>
      <span class="sr">{TICK_WORDS[tick]}</span>
      <span class="tick-count" aria-hidden={tick === 'excluded' ? 'true' : undefined}>
        {tick === 'excluded' ? '' : count(works)}
      </span>
    </a>
  </li>
)

const TICK_WORDS: Record<Tick, string> = {
  off: '',
  included: ' (only these; choose again to leave them out)',
  excluded: ' (left out; choose again to let go)',
}
