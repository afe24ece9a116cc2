/** Joining stories that are parts of one. */
import type { FC } from 'hono/jsx'
import type { WorkBlurb, WorkDetail } from '../../archive/archive.ts'
import { Layout } from '../components/layout.tsx'
import type { Frame } from '../web.ts'
import { countOf } from '../words/numbers.ts'

interface JoinProps {
  frame: Frame
  work: WorkDetail
  /** Other stories of the same folder, by title. */
  nearby: WorkBlurb[]
  /** There are more in the folder than are listed. */
  hasMore: boolean
}

export const JoinPage: FC<JoinProps> = ({ frame, work, nearby, hasMore }) => (
  <Layout frame={frame} title={`Join ${work.fields.title} with another`} page="join narrow">
    <header class="page-head">
      <h1>
        <a href={`/works/${work.id}`}>{work.fields.title}</a>
      </h1>
      <p class="list-said">Join it with another</p>
    </header>
    <p class="page-lead">
      The chapters of the others follow those of this story, in the order of their titles; this one’s title,
      creator and other fields stay. The files stay as they are, and splitting takes the stories apart again.
    </p>
    <form method="post" action={`/works/${work.id}/join`} class="pick-list">
      {nearby.length > 0 && (
        <fieldset>
          <legend class="field-label">In the same folder</legend>
          {nearby.map((other) => (
            <label class="pick">
              <input type="checkbox" name="with" value={other.id} />
              <span class="pick-title">{other.fields.title}</span>
              <span class="soft">
                {other.sources[0]?.path} · {countOf(other.words, 'word', 'words')}
              </span>
            </label>
          ))}
          {hasMore && <p class="soft small">There are more stories in this folder than are listed here.</p>}
        </fieldset>
      )}
      <div class="field">
        <label class="field-label" for="numbers">
          Any other{' '}
          <span class="field-hint">by number or address, as it stands in the browser: 17, or …/works/17</span>
        </label>
        <input type="text" id="numbers" name="numbers" autocomplete="off" maxlength={2000} />
      </div>
      <p class="buttons">
        <button type="submit" class="button main">
          Join
        </button>
        <a class="button" href={`/works/${work.id}/borders`}>
          Leave it
        </a>
      </p>
    </form>
  </Layout>
)
