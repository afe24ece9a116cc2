/** A story that was found: with the passages that answer, and a line that says why it is here. */
import type { Child, FC } from 'hono/jsx'
import type { WorkBlurb } from '../../archive/archive.ts'
import type { FoundWork } from '../../find/finder.ts'
import { likeHref } from '../forms/find-address.ts'
import { countOf } from '../words/numbers.ts'
import { Blurb, Byline } from './blurb.tsx'
import { Passage, passageHref } from './passage.tsx'
import { Squares } from './squares.tsx'

interface FoundProps {
  found: FoundWork
  work: WorkBlurb
  /** Of a search for stories like another: what passages found by meaning are like. */
  likened?: Child
}

export const FoundStory: FC<FoundProps> = (props) =>
  props.found.why === '' ? <ListedStory work={props.work} /> : <AnsweringStory {...props} />

/** Nothing was asked that a passage could answer. */
const ListedStory: FC<{ work: WorkBlurb }> = ({ work }) => (
  <Blurb work={work}>
    <p class="why">
      <MoreLike work={work} />
    </p>
  </Blurb>
)

const AnsweringStory: FC<FoundProps> = ({ found, work, likened }) => {
  const [first] = found.passages
  const lang = work.fields.language ?? undefined
  return (
    <article class="blurb found">
      <Squares fields={work.fields} />
      <div class="blurb-body">
        <h3 class="blurb-title" lang={lang}>
          <a href={`/works/${work.id}`}>{work.fields.title}</a>
        </h3>
        <Byline fields={work.fields} words={countOf(work.words, 'word', 'words')} />
        {found.passages.map((passage) => (
          <Passage passage={passage} workId={work.id} lang={lang} likened={likened} />
        ))}
        <p class="why">
          {found.why.replace(/\.$/, '')}
          {first !== undefined && (
            <>
              {' · '}
              <a href={passageHref(work.id, first)}>
                read from here<span class="sr">: {work.fields.title}</span>
              </a>
            </>
          )}
          {' · '}
          <MoreLike work={work} />
        </p>
      </div>
    </article>
  )
}

const MoreLike: FC<{ work: WorkBlurb }> = ({ work }) => (
  <a href={likeHref({ workId: work.id })}>
    more like this story<span class="sr">: {work.fields.title}</span>
  </a>
)
