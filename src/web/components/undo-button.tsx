/** Takes back the deed it names, and no other. */
import type { FC } from 'hono/jsx'
import type { LastDeed } from '../../archive/archive.ts'
import { deedWords } from '../words/job-words.ts'

export const UndoButton: FC<{ deed: LastDeed; class?: string }> = ({ deed, class: className }) => (
  <form method="post" action="/undo" class="undo">
    <input type="hidden" name="deed" value={`${deed.id}`} />
    <button type="submit" class={className ?? 'link'}>
      Take it back<span class="sr">: {deedWords(deed)}</span>
    </button>
  </form>
)
