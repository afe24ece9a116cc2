/** One chapter to read. */
import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { ChapterHead, StoredChapter, WorkDetail } from '../../archive/archive.ts'
import type { Assets } from '../assets.ts'
import { Note } from '../components/prose.tsx'
import { Contents, KeepPlace, ReadingFrame } from '../components/reading-frame.tsx'
import { sceneHeads, storyHtml } from '../components/story-html.ts'
import { TitleBlock } from '../components/title-block.tsx'
import { count, readingTime } from '../words/numbers.ts'

interface ChapterProps {
  assets: Assets
  work: WorkDetail
  chapter: StoredChapter
}

export const ChapterPage: FC<ChapterProps> = ({ assets, work, chapter }) => {
  const wordsBefore = wordsIn(work.chapterHeads.slice(0, chapter.number - 1))
  const total = Math.max(1, wordsIn(work.chapterHeads))
  const scenes = sceneHeads(chapter)
  const name = chapterName(work, chapter)
  return (
    <ReadingFrame
      assets={assets}
      work={work}
      title={name === null ? work.fields.title : `${name} · ${work.fields.title}`}
      fraction={wordsBefore / total}
      contents={
        <Contents
          work={work}
          present={chapter.number}
          scenes={scenes}
          chapterHref={(number) => `/works/${work.id}/chapters/${number}`}
        />
      }
    >
      <main id="story" class="read" tabindex={-1} data-work={work.id} data-total={total}>
        {chapter.number === 1 && <TitleBlock work={work} />}
        <ChapterText
          work={work}
          chapter={chapter}
          wordsBefore={wordsBefore}
          name={name}
          isPageTitle={chapter.number > 1}
        />
        <ChapterEnd work={work} chapter={chapter} fraction={(wordsBefore + chapter.words) / total} />
      </main>
      <ChapterFoot
        work={work}
        number={chapter.number}
        wordsLeft={total - wordsBefore}
        fraction={wordsBefore / total}
      />
    </ReadingFrame>
  )
}

interface TextProps {
  work: WorkDetail
  chapter: StoredChapter
  wordsBefore: number
  /** Its heading, or null where it needs none. */
  name: string | null
  /** The heading is the page's first. */
  isPageTitle?: boolean
  /** Of the ids, on a page of several chapters. */
  prefix?: string
}

/** A chapter with its heading and notes; the data tell the island where one is. */
export const ChapterText: FC<TextProps> = ({
  work,
  chapter,
  wordsBefore,
  name,
  isPageTitle,
  prefix = '',
}) => (
  <section
    class="chapter"
    id={prefix === '' ? undefined : `chapter-${chapter.number}`}
    lang={work.fields.language ?? undefined}
    data-chapter={chapter.number}
    data-before={wordsBefore}
    data-words={chapter.words}
  >
    {name !== null &&
      (isPageTitle ? <h1 class="chapter-title">{name}</h1> : <h2 class="chapter-title">{name}</h2>)}
    {chapter.notesBefore !== null && <Note label="Note on this chapter" html={chapter.notesBefore} />}
    <div class="story">{raw(storyHtml(chapter, prefix))}</div>
    {chapter.notesAfter !== null && <Note label="Note after this chapter" html={chapter.notesAfter} />}
  </section>
)

/** `Chapter 2: The Lighthouse`; null for the only chapter of a story where it has no title of its own. */
export function chapterName(
  work: WorkDetail,
  { number, title }: Pick<ChapterHead, 'number' | 'title'>,
): string | null {
  if (work.chapters === 1) return title === work.fields.title ? null : title
  if (title === null) return `Chapter ${count(number)}`
  return /^(chapter|part|prologue|epilogue|interlude)\b/i.test(title)
    ? title
    : `Chapter ${count(number)}: ${title}`
}

export function wordsIn(chapters: Pick<ChapterHead, 'words'>[]): number {
  return chapters.reduce((sum, { words }) => sum + words, 0)
}

interface EndProps {
  work: WorkDetail
  chapter: StoredChapter
  /** Of the work, at this chapter's end. */
  fraction: number
}

const ChapterEnd: FC<EndProps> = ({ work, chapter, fraction }) => {
  const isLast = chapter.number === work.chapters
  return (
    <div class="chapter-end">
      {isLast && work.fields.notesAfter !== null && (
        <Note label="Author’s note" html={work.fields.notesAfter} lang={work.fields.language} />
      )}
      {isLast ? (
        <p class="the-end">
          {work.fields.status === 'in-progress' ? 'This is as far as it goes.' : 'The end.'}{' '}
          <a href={`/works/${work.id}`}>Back to the story’s page</a>
        </p>
      ) : (
        <p class="go-on">
          <a class="button main" href={`/works/${work.id}/chapters/${chapter.number + 1}`}>
            {chapterName(
              work,
              work.chapterHeads[chapter.number] ?? { number: chapter.number + 1, title: null },
            )}
          </a>
        </p>
      )}
      <KeepPlace workId={work.id} {...placeAfter(work, chapter, fraction)} />
    </div>
  )
}

/** Whoever has read a chapter to its end goes on with the next; after the last they are through. */
function placeAfter(work: WorkDetail, chapter: StoredChapter, fraction: number) {
  return chapter.number < work.chapters
    ? { chapter: chapter.number + 1, block: 0, fraction }
    : { chapter: chapter.number, block: Math.max(0, chapter.blockSpans.length - 1), fraction: 1 }
}

interface FootProps {
  work: WorkDetail
  number: number
  wordsLeft: number
  fraction: number
}

const ChapterFoot: FC<FootProps> = ({ work, number, wordsLeft, fraction }) => (
  <footer class="read-foot">
    {number > 1 ? (
      <a rel="prev" href={`/works/${work.id}/chapters/${number - 1}`}>
        ‹ Chapter {number - 1}
      </a>
    ) : (
      <span />
    )}
    <span data-left>
      {readingTime(wordsLeft)} left · {Math.round(fraction * 100)} %
    </span>
    {number < work.chapters ? (
      <a rel="next" href={`/works/${work.id}/chapters/${number + 1}`}>
        Chapter {number + 1} ›
      </a>
    ) : (
      <span />
    )}
  </footer>
)
