/** Three dots of certainty, always with words beside them. */
import type { FC } from 'hono/jsx'
import { CERTAINTY_WORDS, type Certainty } from '../words/evidence-words.ts'

const FILLED: Record<Certainty, number> = { said: 3, sure: 3, likely: 2, guess: 1, nothing: 0 }

export const Dots: FC<{ certainty: Certainty }> = ({ certainty }) => (
  <span class={`dots ${certainty}`} aria-hidden="true">
    {[0, 1, 2].map((dot) => (
      <i class={dot < FILLED[certainty] ? 'on' : undefined} />
    ))}
  </span>
)

export const CertaintyWords: FC<{ certainty: Certainty }> = ({ certainty }) => (
  <span class="certainty">{CERTAINTY_WORDS[certainty]}</span>
)
