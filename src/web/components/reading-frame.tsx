/** The page round a story being read: a hair of progress, a bar with the contents, nothing else. */
import type { Child, FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import type { Assets } from '../assets.ts'
import { count } from '../words/numbers.ts'
import { Document } from './document.tsx'
import type { SceneHead } from './story-html.ts'

interface ReadingProps {
  assets: Assets
  work: WorkDetail
  title: string
  /** How much of the work lies before this page, 0 to 1. */
  fraction: number
  contents: Child
  children: Child
}

export const ReadingFrame: FC<ReadingProps> = ({ assets, work, title, fraction, contents, children }) => (
  <Document assets={assets} title={title} islands={['reading']} body="reading">
    <a class="skip" href="#story">
      Skip to the story
    </a>
    <header class="read-bar">
      <a href="/">‹ Library</a>
      <a class="read-title" href={`/works/${work.id}`}>
        {work.fields.title}
      </a>
      <details class="menu contents">
        <summary>Contents</summary>
        <nav aria-label="Contents">{contents}</nav>
      </details>
      <progress class="hair" max={1} value={fraction} aria-label="Of the story so far" />
    </header>
    {children}
  </Document>
)

interface ContentsProps {
  work: WorkDetail
  /** From 1; null on the page of the whole story. */
  present: number | null
  scenes: SceneHead[]
  /** Where a chapter begins, from here. */
  chapterHref: (number: number) => string
}

export const Contents: FC<ContentsProps> = ({ work, present, scenes, chapterHref }) => (
  <>
    <ol class="contents-list">
      {work.chapterHeads.map(({ number, title }) => (
        <li>
          <a href={chapterHref(number)} aria-current={number === present ? 'page' : undefined}>
            <span class="contents-number">{count(number)}</span>{' '}
            {title ?? (work.chapters === 1 ? 'The story' : `Chapter ${number}`)}
          </a>
          {number === present && scenes.length > 1 && <SceneList scenes={scenes} />}
        </li>
      ))}
    </ol>
    <p class="contents-foot">
      {present === null ? (
        <a href={`/works/${work.id}/chapters/1`}>Chapter by chapter</a>
      ) : (
        work.chapters > 1 && <a href={`/works/${work.id}/read`}>All on one page</a>
      )}
      <a href={`/works/${work.id}`}>About this story</a>
    </p>
  </>
)

/** Scenes as links to the blocks they begin with. */
export const SceneList: FC<{ scenes: SceneHead[]; base?: string }> = ({ scenes, base = '' }) => (
  <ol class="scene-list">
    {scenes.map(({ block, words, isInferred }) => (
      <li>
        <a href={`${base}#p${block}`}>{words}</a>
        {isInferred && <span class="soft"> inferred</span>}
      </li>
    ))}
  </ol>
)

/** Without script one's place is kept by hand; with it this button goes unseen. */
export const KeepPlace: FC<{ workId: string; chapter: number; block: number; fraction: number }> = (
  props,
) => (
  <form class="keep-place" method="post" action={`/works/${props.workId}/place`}>
    <input type="hidden" name="chapter" value={props.chapter} />
    <input type="hidden" name="block" value={props.block} />
    <input type="hidden" name="fraction" value={props.fraction.toFixed(4)} />
    <button type="submit" class="button small">
      Keep my place here
    </button>
  </form>
)
