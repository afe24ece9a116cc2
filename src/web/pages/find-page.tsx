/** What was found: stories with the passages that made them likely, each opening at its place. */
import type { FC } from 'hono/jsx'
import type { WorkBlurb } from '../../archive/archive.ts'
import type { FindResults, FoundPassage, FoundWork } from '../../find/finder.ts'
import { Byline } from '../components/blurb.tsx'
import { Layout } from '../components/layout.tsx'
import { SearchBox } from '../components/search-box.tsx'
import { Squares } from '../components/squares.tsx'
import type { Frame } from '../web.ts'
import { count, countOf } from '../words/numbers.ts'

interface FindProps {
  frame: Frame
  query: string
  /** null where nothing was asked. */
  found: FindResults | null
  /** The works of the results, by id. */
  works: Map<string, WorkBlurb>
}

export const FindPage: FC<FindProps> = (props) => (
  <Layout frame={props.frame} title={props.query === '' ? 'Find' : `${props.query}: found`} page="find">
    <h1 class="sr">Find a story</h1>
    <SearchBox label="What happens in it?" query={props.query} />
    {props.found !== null && <Found {...props} found={props.found} />}
    {props.found === null && (
      <p class="ask-hint">A scene you half remember, exact “words”, a pairing, a tag.</p>
    )}
  </Layout>
)

const Found: FC<FindProps & { found: FindResults }> = ({ frame, found, works, query }) => {
  const shown = found.results.filter(({ workId }) => works.has(workId))
  return (
    <>
      <Terms terms={found.terms} />
      {shown.length === 0 ? (
        <NothingFound frame={frame} found={found} query={query} />
      ) : (
        <section class="results" aria-labelledby="count">
          <div class="list-head">
            <h2 id="count">{countOf(shown.length, 'likely story', 'likely stories')}</h2>
            <p class="list-said">
              of {count(frame.counts.works)} · {count(Math.max(1, Math.round(found.tookMs)))} ms
              {found.pendingWorks > 0 &&
                ` · ${countOf(found.pendingWorks, 'story', 'stories')} not looked through yet`}
            </p>
          </div>
          {shown.map((result) => (
            <Result result={result} work={works.get(result.workId) as WorkBlurb} />
          ))}
        </section>
      )}
    </>
  )
}

/** The words as they were understood; each can be taken away. */
const Terms: FC<{ terms: string[] }> = ({ terms }) =>
  terms.length < 2 ? null : (
    <ul class="chips" aria-label="Looked for">
      {terms.map((term, index) => (
        <li>
          <a class="chip" href={findHref(terms.filter((_, other) => other !== index))}>
            <span class="sr">Without </span>
            {term} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )

function findHref(terms: string[]): string {
  const query = terms.map((term) => (/\s/.test(term) ? `"${term}"` : term)).join(' ')
  return `/find?${new URLSearchParams({ q: query })}`
}

const Result: FC<{ result: FoundWork; work: WorkBlurb }> = ({ result, work }) => {
  const first = result.passages[0]
  const lang = work.fields.language ?? undefined
  return (
    <article class="blurb found">
      <Squares fields={work.fields} />
      <div class="blurb-body">
        <h3 class="blurb-title" lang={lang}>
          <a href={`/works/${work.id}`}>{work.fields.title}</a>
        </h3>
        <Byline fields={work.fields} />
        {result.passages.map((passage) => (
          <Passage passage={passage} workId={work.id} lang={lang} />
        ))}
        <p class="why">
          {result.why.replace(/\.$/, '')}
          {first !== undefined && (
            <>
              {' · '}
              <a href={passageHref(work.id, first)}>
                read from here<span class="sr">: {work.fields.title}</span>
              </a>
            </>
          )}
        </p>
      </div>
    </article>
  )
}

const Passage: FC<{ passage: FoundPassage; workId: string; lang?: string }> = ({ passage, workId, lang }) => (
  <blockquote class="passage" lang={lang}>
    <a href={passageHref(workId, passage)}>
      {markedPieces(passage).map(({ text, isMatch }) =>
        isMatch ? <mark>{text}</mark> : text.replace(/\n{2,}/g, '\n'),
      )}
    </a>
  </blockquote>
)

export function passageHref(
  workId: string,
  { chapter, block }: Pick<FoundPassage, 'chapter' | 'block'>,
): string {
  return `/works/${workId}/chapters/${chapter}#p${block}`
}

/** More of a passage than this is read in the story. */
const PASSAGE_CHARACTERS = 300
const BEFORE_FIRST_MATCH = 80

interface Piece {
  text: string
  isMatch: boolean
}

/** The part of a passage that holds most of its matches, cut at words, with the matches apart. */
export function markedPieces({ text, matches }: Pick<FoundPassage, 'text' | 'matches'>): Piece[] {
  const from = windowStart(text, densest(matches))
  const until = windowEnd(text, from)
  const pieces: Piece[] = from > 0 ? [{ text: '… ', isMatch: false }] : []
  let at = from
  for (const { start, end } of matches) {
    if (start < at || end > until) continue
    pieces.push(
      { text: text.slice(at, start), isMatch: false },
      { text: text.slice(start, end), isMatch: true },
    )
    at = end
  }
  pieces.push({ text: text.slice(at, until) + (until < text.length ? ' …' : ''), isMatch: false })
  return pieces.filter((piece) => piece.text !== '')
}

/** The match from which on most others are within reach. */
function densest(matches: { start: number; end: number }[]): number {
  const reach = PASSAGE_CHARACTERS - BEFORE_FIRST_MATCH
  const within = (from: number) =>
    matches.filter(({ start, end }) => start >= from && end <= from + reach).length
  let best = matches[0]?.start ?? 0
  for (const { start } of matches) if (within(start) > within(best)) best = start
  return best
}

function windowStart(text: string, firstMatch: number): number {
  if (text.length <= PASSAGE_CHARACTERS || firstMatch <= BEFORE_FIRST_MATCH) return 0
  const wanted = Math.min(firstMatch - BEFORE_FIRST_MATCH, text.length - PASSAGE_CHARACTERS)
  const space = text.slice(wanted).search(/\s/)
  return space === -1 || wanted + space + 1 > firstMatch ? wanted : wanted + space + 1
}

function windowEnd(text: string, from: number): number {
  if (text.length - from <= PASSAGE_CHARACTERS) return text.length
  const space = text.lastIndexOf(' ', from + PASSAGE_CHARACTERS)
  return space <= from ? from + PASSAGE_CHARACTERS : space
}

const NothingFound: FC<{ frame: Frame; found: FindResults; query: string }> = ({ frame, found, query }) => (
  <section class="empty">
    <h2>Nothing found</h2>
    {found.terms.length === 0 ? (
      <p>There is no word in “{query}” to look for.</p>
    ) : (
      <p>
        None of the {countOf(frame.counts.works, 'story', 'stories')} has these words. Fewer words find more;
        a name, or one odd word you are sure of, finds best. Words in “quotation marks” must stand just so.
      </p>
    )}
    {found.pendingWorks > 0 && (
      <p>
        {countOf(found.pendingWorks, 'story has', 'stories have')} not been looked through yet; ask again in a
        moment.
      </p>
    )}
    <p>
      <a href="/">All stories</a>
    </p>
  </section>
)
