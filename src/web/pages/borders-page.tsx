/** Where the story begins, ends and breaks: the source block by block, each a place to say so. */
import type { FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import type { Block, SourceDocument } from '../../intake/document.ts'
import { Layout } from '../components/layout.tsx'
import { Pager } from '../components/pager.tsx'
import { firstWords } from '../components/story-html.ts'
import type { BorderDeed } from '../forms/borders-form.ts'
import type { Frame } from '../web.ts'
import type { BlockMarks } from '../words/border-marks.ts'
import { countOf } from '../words/numbers.ts'

export const BLOCKS_A_PAGE = 250
const SHOWN_CHARACTERS = 240

export interface BordersProps {
  frame: Frame
  work: WorkDetail
  source: SourceDocument
  marks: BlockMarks[]
  /** Offsets at which a person has said something. */
  said: Set<number>
  /** The story runs to the end of the source by a person's word. */
  runsToEnd: boolean
  /** From 1. */
  page: number
  /** The block whose choices are open, or null. */
  at: number | null
}

export const BordersPage: FC<BordersProps> = (props) => {
  const { frame, work, source, page } = props
  const first = (page - 1) * BLOCKS_A_PAGE
  // Only where the text that is shown was read.
  const sources = work.sources.filter(({ version }) => version === undefined)
  const paths = [...new Set(sources.map((each) => each.path))]
  return (
    <Layout frame={frame} title={`Borders of ${work.fields.title}`} page="borders">
      <header class="page-head">
        <h1>
          <a href={`/works/${work.id}`}>{work.fields.title}</a>
        </h1>
        <p class="list-said">Where it begins, ends and breaks</p>
      </header>
      <p class="page-lead">
        This is the source as it came in. Choose a paragraph to say that something begins or ends there; what
        is dimmed is not read as story. Whatever you say is kept, and used again whenever the file is read.
      </p>
      {paths.length > 1 && (
        <nav class="source-tabs" aria-label="Sources">
          {paths.map((path) => (
            <a href={bordersHref(work.id, path)} aria-current={path === source.path ? 'page' : undefined}>
              {path}
            </a>
          ))}
        </nav>
      )}
      <div class="borders-columns">
        <ol class="blocks" start={first + 1}>
          {source.blocks.slice(first, first + BLOCKS_A_PAGE).map((block, index) => (
            <BlockLine {...props} block={block} index={first + index} />
          ))}
        </ol>
        <Outline {...props} />
      </div>
      <Pager
        page={page}
        pages={Math.ceil(source.blocks.length / BLOCKS_A_PAGE)}
        href={(to) => bordersHref(work.id, source.path, { page: `${to}` })}
      />
    </Layout>
  )
}

function bordersHref(workId: string, path: string, more: Record<string, string> = {}): string {
  return `/works/${workId}/borders?${new URLSearchParams({ source: path, ...more })}`
}

/** A block's own address: it opens its choices. */
export function blockHref(workId: string, path: string, index: number): string {
  return `${bordersHref(workId, path, { at: `${index}` })}#b${index}`
}

type LineProps = BordersProps & { block: Block; index: number }

const BlockLine: FC<LineProps> = (props) => {
  const { work, source, marks, block, index, at } = props
  const mark = marks[index] ?? { isStory: false }
  return (
    <li id={`b${index}`} class={mark.isStory ? 'block' : 'block out'}>
      <Marks {...props} mark={mark} />
      <a
        class={at === index ? 'block-text open' : 'block-text'}
        href={
          at === index
            ? `${bordersHref(work.id, source.path, { page: `${props.page}` })}#b${index}`
            : blockHref(work.id, source.path, index)
        }
        aria-expanded={at === index ? 'true' : undefined}
      >
        {shownText(block)}
      </a>
      {at === index && <Choices {...props} mark={mark} />}
    </li>
  )
}

function shownText({ kind, text }: Block): string {
  if (text.trim() === '') return kind === 'break' ? '(a rule)' : '(empty)'
  return text.length <= SHOWN_CHARACTERS ? text : firstWords(text, SHOWN_CHARACTERS)
}

type MarkProps = LineProps & { mark: BlockMarks }

/** What begins or ends here, each with the way to undo it. */
const Marks: FC<MarkProps> = (props) => {
  const { mark, said, block, runsToEnd } = props
  const isSaid = said.has(block.span.start)
  return (
    <>
      {mark.storyEnd && (
        <MarkLine {...props} text="The story has ended" deed="story-to-end" label="no, it runs to the end" />
      )}
      {mark.storyStart && (
        <MarkLine
          {...props}
          text={runsToEnd ? 'The story begins, and runs to the end' : 'The story begins'}
        />
      )}
      {mark.chapter && !(mark.storyStart && mark.chapter.number === 1) && (
        <MarkLine
          {...props}
          text={`Chapter ${mark.chapter.number}${mark.chapter.title === null ? '' : `: ${mark.chapter.title}`}`}
          deed="not-chapter-start"
          label="no chapter begins here"
        />
      )}
      {mark.scene && mark.scene.reason === null && (
        <MarkLine {...props} text="❦ Scene break" deed="not-scene-start" label="no break here" />
      )}
      {mark.scene && mark.scene.reason !== null && <InferredLine {...props} reason={mark.scene.reason} />}
      {isSaid && <MarkLine {...props} text="You said something here" deed="forget" label="forget it" />}
    </>
  )
}

const MarkLine: FC<MarkProps & { text: string; deed?: BorderDeed; label?: string }> = ({
  text,
  deed,
  label,
  ...props
}) => (
  <div class="mark-line">
    <strong>{text}</strong>
    {deed !== undefined && label !== undefined && <Deed {...props} deed={deed} label={label} />}
  </div>
)

const InferredLine: FC<MarkProps & { reason: string }> = ({ reason, ...props }) => (
  <div class="mark-line inferred-line">
    <strong>· · · Inferred break</strong> <span class="soft">{reason}</span>
    <Deed {...props} deed="scene-start" label="yes, a break" />
    <Deed {...props} deed="not-scene-start" label="no break" />
  </div>
)

const Choices: FC<MarkProps> = (props) => {
  const { mark } = props
  return (
    <div class="choices">
      {!mark.storyStart && <Deed {...props} deed="story-start" label="The story begins here" />}
      {!mark.storyEnd && <Deed {...props} deed="story-end" label="The story has ended above this" />}
      {mark.chapter === undefined && (
        <Deed {...props} deed="chapter-start" label="A chapter begins here" asksTitle />
      )}
      {mark.isStory && mark.scene === undefined && (
        <Deed {...props} deed="scene-start" label="A scene begins here" />
      )}
      {(mark.isStory || mark.chapter !== undefined) && !mark.storyStart && (
        <Deed {...props} deed="split" label="Another story begins here" />
      )}
    </div>
  )
}

const Deed: FC<LineProps & { deed: BorderDeed; label: string; asksTitle?: boolean }> = (props) => {
  const { work, source, block, index, deed, label, asksTitle } = props
  return (
    <form class="deed" method="post" action={`/works/${work.id}/borders`}>
      <input type="hidden" name="deed" value={deed} />
      <input type="hidden" name="path" value={source.path} />
      <input type="hidden" name="offset" value={block.span.start} />
      <input type="hidden" name="block" value={index} />
      <button
        type="submit"
        class={
          deed === 'forget' || deed.startsWith('not-') || deed === 'story-to-end' ? 'link' : 'button small'
        }
      >
        {label}
      </button>
      {asksTitle === true && (
        <input
          type="text"
          name="title"
          maxlength={500}
          placeholder="its title, if it has one"
          aria-label="Title of the chapter"
        />
      )}
    </form>
  )
}

/** The borders alone, to jump to. */
const Outline: FC<BordersProps> = ({ work, source, marks, said, runsToEnd }) => {
  const lines = marks.flatMap((mark, index) => outlineWords(mark).map((words) => ({ words, index })))
  const href = (index: number) =>
    `${bordersHref(work.id, source.path, { page: `${Math.floor(index / BLOCKS_A_PAGE) + 1}` })}#b${index}`
  return (
    <div class="outline">
      <nav aria-label="Borders">
        <h2>In this source</h2>
        <p class="soft small">{countOf(source.blocks.length, 'paragraph', 'paragraphs')}</p>
        <ol>
          {lines.map(({ words, index }) => (
            <li>
              <a href={href(index)}>{words}</a>
            </li>
          ))}
        </ol>
      </nav>
      {(said.size > 0 || runsToEnd) && (
        <form class="deed" method="post" action={`/works/${work.id}/borders`}>
          <input type="hidden" name="deed" value="forget-all" />
          <input type="hidden" name="path" value={source.path} />
          <input type="hidden" name="offset" value="0" />
          <button type="submit" class="link">
            Forget all I said about this source
          </button>
        </form>
      )}
      <h2>Two files, one story?</h2>
      <p>
        <a href={`/works/${work.id}/join`}>Join it with another</a>
      </p>
    </div>
  )
}

function outlineWords(mark: BlockMarks): string[] {
  const words: string[] = []
  if (mark.storyEnd) words.push('The story has ended')
  if (mark.storyStart) words.push('The story begins')
  if (mark.chapter && !(mark.storyStart && mark.chapter.number === 1))
    words.push(
      `Chapter ${mark.chapter.number}${mark.chapter.title === null ? '' : `: ${mark.chapter.title}`}`,
    )
  if (mark.scene) words.push(mark.scene.reason === null ? 'Scene break' : 'Inferred break')
  return words
}
