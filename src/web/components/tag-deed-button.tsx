/** One deed of tag care: a form of one button. */
import type { FC } from 'hono/jsx'
import type { LinkedField } from '../../archive/tags/tag-deeds.ts'
import type { TagDeed } from '../forms/tag-form.ts'

interface TagDeedProps {
  field: LinkedField
  name: string
  other?: string | undefined
  deed: TagDeed['deed']
  text: string
  /** The page to come back to; default the tag's own. */
  back?: 'tags' | undefined
}

export const TagDeedButton: FC<TagDeedProps> = ({ field, name, other, deed, text, back }) => (
  <form method="post" action={`/tags/${field}`}>
    <input type="hidden" name="name" value={name} />
    {other !== undefined && <input type="hidden" name="other" value={other} />}
    {back !== undefined && <input type="hidden" name="back" value={back} />}
    <button type="submit" name="deed" value={deed} class="link">
      {text}
      <span class="sr">
        : {name}
        {other !== undefined && `, ${other}`}
      </span>
    </button>
  </form>
)
