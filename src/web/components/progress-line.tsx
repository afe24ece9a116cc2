/** One quiet line while files are being read; islands/progress.ts keeps it fresh. */
import type { FC } from 'hono/jsx'
import type { ImportProgress } from '../../jobs/import-sources.ts'
import { progressWords } from '../words/progress-words.ts'

export const ProgressLine: FC<{ progress: ImportProgress }> = ({ progress }) => (
  <div class="progress-line" data-progress>
    <p>
      <a href="/jobs">{progressWords(progress)}</a>
    </p>
    <progress max={Math.max(1, progress.files)} value={progress.done} aria-label="Files read" />
  </div>
)
