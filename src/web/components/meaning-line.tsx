/** How far the library is read for meaning, and what may be done about it. */
import type { FC } from 'hono/jsx'
import type { MeaningProgress } from '../web-context.ts'
import { count, countOf } from '../words/numbers.ts'

/** Read at the encoder's pace on two cores. */
const WORDS_A_MINUTE = 300_000

export interface MeaningState extends MeaningProgress {
  isPaused: boolean
  failure: string | undefined
}

/** Whether it is under way just now. */
export function isReading({ worksWaiting, isPaused, failure }: MeaningState): boolean {
  return worksWaiting > 0 && !isPaused && failure === undefined
}

/** Nothing where all is read: that is how it should be. */
export const MeaningLine: FC<{ meaning: MeaningState }> = ({ meaning }) => {
  const { works, worksWaiting, isPaused, failure } = meaning
  if (worksWaiting === 0) return null
  return (
    <section class={`job meaning-job ${isPaused ? 'paused' : 'reading'}`} aria-label="Reading for meaning">
      <div class="job-head">
        <h2>Reading for meaning</h2>
      </div>
      <p class="job-state">
        {count(works - worksWaiting)} of {countOf(works, 'story', 'stories')} read
        {stateWords(meaning)} The rest is found by its words meanwhile.
      </p>
      <progress
        class="job-progress"
        max={works}
        value={works - worksWaiting}
        aria-label="Stories read for meaning"
      />
      {failure === undefined ? (
        <form
          class="buttons job-buttons"
          method="post"
          action={`/jobs/meaning/${isPaused ? 'resume' : 'pause'}`}
        >
          <button type="submit" class="button small">
            {isPaused ? 'Go on' : 'Pause'}
            <span class="sr">: reading for meaning</span>
          </button>
        </form>
      ) : (
        <p class="soft small">{failure} It is tried again when Fanfold is started anew.</p>
      )}
    </section>
  )
}

function stateWords({ wordsWaiting, isPaused, failure }: MeaningState): string {
  if (failure !== undefined) return '; it broke off.'
  if (isPaused) return '; paused.'
  const minutes = Math.ceil(wordsWaiting / WORDS_A_MINUTE)
  return minutes <= 1 ? ', about a minute left.' : `, about ${minutes} minutes left.`
}
