/** The head of a story where it begins to be read: title, by whom, what it is, and the writer's words before it. */
import type { FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import { RATING_LABELS } from '../words/labels.ts'
import { listed } from '../words/numbers.ts'
import { Note } from './prose.tsx'

export const TitleBlock: FC<{ work: WorkDetail }> = ({ work: { fields } }) => {
  const said = [
    ...fields.fandoms,
    ...(fields.rating === 'not-rated' ? [] : [RATING_LABELS[fields.rating]]),
    ...fields.relationships.slice(0, 3),
  ]
  return (
    <header class="title-block">
      <h1 lang={fields.language ?? undefined}>{fields.title}</h1>
      {fields.authors.length > 0 && <p>by {listed(fields.authors)}</p>}
      {said.length > 0 && <p>{said.join(' · ')}</p>}
      {fields.giftedTo.length > 0 && <p>for {listed(fields.giftedTo)}</p>}
      {fields.disclaimer !== null && (
        <Note label="Disclaimer" html={fields.disclaimer} lang={fields.language} />
      )}
      {fields.notesBefore !== null && (
        <Note label="Author’s note" html={fields.notesBefore} lang={fields.language} />
      )}
    </header>
  )
}
