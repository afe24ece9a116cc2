/** A whole story on one page. */
import type { FC } from 'hono/jsx'
import type { StoredChapter, WorkDetail } from '../../archive/archive.ts'
import type { Assets } from '../assets.ts'
import { Note } from '../components/prose.tsx'
import { Contents, ReadingFrame } from '../components/reading-frame.tsx'
import { TitleBlock } from '../components/title-block.tsx'
import { readingTime } from '../words/numbers.ts'
import { ChapterText, chapterName, wordsIn } from './chapter-page.tsx'

interface WholeProps {
  assets: Assets
  work: WorkDetail
  chapters: StoredChapter[]
}

export const WholePage: FC<WholeProps> = ({ assets, work, chapters }) => {
  const total = Math.max(1, wordsIn(chapters))
  return (
    <ReadingFrame
      assets={assets}
      work={work}
      title={work.fields.title}
      fraction={0}
      contents={
        <Contents work={work} present={null} scenes={[]} chapterHref={(number) => `#chapter-${number}`} />
      }
    >
      <main id="story" class="read" tabindex={-1} data-work={work.id} data-total={total}>
        <TitleBlock work={work} />
        {chapters.map((chapter, index) => (
          <ChapterText
            work={work}
            chapter={chapter}
            wordsBefore={wordsIn(chapters.slice(0, index))}
            name={chapterName(work, chapter)}
            prefix={`c${chapter.number}-`}
          />
        ))}
        <div class="chapter-end">
          {work.fields.notesAfter !== null && (
            <Note label="Author’s note" html={work.fields.notesAfter} lang={work.fields.language} />
          )}
          <p class="the-end">
            The end. <a href={`/works/${work.id}`}>Back to the story’s page</a>
          </p>
        </div>
      </main>
      <footer class="read-foot">
        <span />
        <span data-left>{readingTime(total)} left · 0 %</span>
        <span />
      </footer>
    </ReadingFrame>
  )
}
