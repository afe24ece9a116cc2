/** A story's own page: what it is, what is known of it and how, its chapters, what to take away. */
import type { Child, FC } from 'hono/jsx'
import type { PartOffer, ReadingPlace, WorkDetail, WorkPart, WorkSource } from '../../archive/archive.ts'
import type { WorkOffer, WorkVersion } from '../../archive/versions.ts'
import { Byline, commas, facetLink } from '../components/blurb.tsx'
import { Layout } from '../components/layout.tsx'
import { PartOffers, Parts } from '../components/parts.tsx'
import { Note, Prose } from '../components/prose.tsx'
import { SceneList } from '../components/reading-frame.tsx'
import type { SceneHead } from '../components/story-html.ts'
import { Offers, Versions } from '../components/versions.tsx'
import { WhereFrom } from '../components/where-from.tsx'
import { likeHref } from '../forms/find-address.ts'
import { facetHref } from '../forms/library-query.ts'
import type { Frame } from '../web.ts'
import { dateLabel, dayLabel } from '../words/dates.ts'
import {
  CATEGORY_LABELS,
  languageLabel,
  RATING_LABELS,
  STATUS_LABELS,
  warningLabel,
} from '../words/labels.ts'
import { count, countOf, fileSize, listed, readingTime } from '../words/numbers.ts'
import { chaptersLabel, lookLabel, scenesLabel, seriesLabel, wordsLabel } from '../words/work-words.ts'
import { chapterName } from './chapter-page.tsx'

interface WorkProps {
  frame: Frame
  work: WorkDetail
  place: ReadingPlace | undefined
  /** Of the only chapter; [] where there are several. */
  scenes: SceneHead[]
  /** The text shown first; [] where there is but one. */
  versions: WorkVersion[]
  /** Stories that may be the same. */
  offers: WorkOffer[]
  /** The files it was put together from; [] where it was not. */
  parts: WorkPart[]
  /** Stories that may be parts of one with it. */
  partOffers: PartOffer[]
}

export const WorkPage: FC<WorkProps> = ({ frame, work, place, scenes, ...told }) => {
  const { fields } = work
  const { versions, offers, parts, partOffers } = told
  return (
    <Layout frame={frame} title={fields.title} page="work">
      <article class="work-main">
        <h1 lang={fields.language ?? undefined}>{fields.title}</h1>
        <Byline fields={fields} />
        {fields.summary !== null && <Prose html={fields.summary} lang={fields.language} className="lead" />}
        <ReadButtons work={work} place={place} />
        {work.needsALook && (
          <p class="look-fact">
            <a href={`/works/${work.id}/correct`}>Needs a look: {lookLabel(work.looks)}</a>
          </p>
        )}
        <FieldList work={work} />
        <Offers work={work} offers={offers} />
        <PartOffers offers={partOffers} />
        <Versions work={work} versions={versions} />
        {work.chapters > 1 && <ChapterList work={work} place={place} />}
        <Parts work={work} parts={parts} />
        <WorkNotes work={work} />
        {fields.disclaimer !== null && (
          <Note label="Disclaimer" html={fields.disclaimer} lang={fields.language} />
        )}
      </article>
      <div class="work-side">
        <TakeIt work={work} />
        <WhereFrom work={work} />
        {scenes.length > 1 && (
          <section>
            <h2>Scenes</h2>
            <SceneList scenes={scenes} base={`/works/${work.id}/chapters/1`} />
          </section>
        )}
      </div>
    </Layout>
  )
}

/** Longer than this, the rest of a note is read where the story is. */
const NOTE_CHARACTERS = 900

/** What is said at the end may give the end away, so it opens only when asked. */
const WorkNotes: FC<{ work: WorkDetail }> = ({ work: { id, fields, chapters } }) => (
  <>
    {fields.notesBefore !== null && (
      <div class={fields.notesBefore.length > NOTE_CHARACTERS ? 'clamped' : undefined}>
        <Note label="Author’s note" html={fields.notesBefore} lang={fields.language} />
        {fields.notesBefore.length > NOTE_CHARACTERS && (
          <p class="note-more">
            <a href={`/works/${id}/chapters/1`}>All of it stands before the story</a>
          </p>
        )}
      </div>
    )}
    {fields.notesAfter !== null && (
      <details class="note">
        <summary>Author’s note at the end of {chapters === 1 ? 'the story' : 'the last chapter'}</summary>
        <Prose html={fields.notesAfter} lang={fields.language} />
      </details>
    )}
  </>
)

const ReadButtons: FC<Pick<WorkProps, 'work' | 'place'>> = ({ work, place }) => (
  <p class="buttons">
    {place === undefined || place.fraction >= 1 ? (
      <a class="button main" href={`/works/${work.id}/chapters/1`}>
        Read · {readingTime(work.words)}
      </a>
    ) : (
      <a class="button main" href={`/works/${work.id}/chapters/${place.chapter}#p${place.block}`}>
        Continue · {readingTime(work.words * (1 - place.fraction))} left
      </a>
    )}
    {place !== undefined && (
      <a class="button" href={`/works/${work.id}/chapters/1`}>
        From the beginning
      </a>
    )}
    {work.chapters > 1 && (
      <a class="button" href={`/works/${work.id}/read`}>
        All on one page
      </a>
    )}
    <a class="button" href={likeHref({ workId: work.id })}>
      More like this
    </a>
  </p>
)

const FieldList: FC<{ work: WorkDetail }> = ({ work }) => {
  const { fields } = work
  const rows: [label: string, value: Child | null][] = [
    [
      'Rating',
      fields.rating === 'not-rated' ? null : labelled('rating', fields.rating, RATING_LABELS[fields.rating]),
    ],
    [
      'Warnings',
      listOrNull(fields.warnings.map((value) => labelled('warnings', value, warningLabel(value)))),
    ],
    [
      'Category',
      listOrNull(fields.categories.map((value) => labelled('categories', value, CATEGORY_LABELS[value]))),
    ],
    ['Relationships', relationships(work)],
    ['Characters', listOrNull(fields.characters.map((name) => facetLink('characters', name)))],
    ['Tags', listOrNull(fields.tags.map((name) => facetLink('tags', name)))],
    ['Series', listOrNull(fields.series.map((part) => labelled('series', part.name, seriesLabel(part))))],
    [
      'Language',
      fields.language === null ? null : labelled('language', fields.language, languageLabel(fields.language)),
    ],
    [
      'Status',
      fields.status === null ? null : labelled('status', fields.status, STATUS_LABELS[fields.status]),
    ],
    ['For', fields.giftedTo.length === 0 ? null : listed(fields.giftedTo)],
    ['Length', lengthWords(work)],
    ['Dates', datesWords(work)],
  ]
  return (
    <dl class="field-list">
      {rows.map(([label, value]) =>
        value === null ? null : (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ),
      )}
    </dl>
  )
}

function labelled(field: Parameters<typeof facetHref>[0], value: string, label: string): Child {
  return (
    <a class="tag" href={facetHref(field, value)}>
      {label}
    </a>
  )
}

function listOrNull(parts: Child[]): Child | null {
  return parts.length === 0 ? null : commas(parts)
}

/** As the writer put them; with the names they stand for where that is known. */
function relationships({ fields, relationshipsResolved }: WorkDetail): Child | null {
  if (fields.relationships.length === 0) return null
  const fuller = relationshipsResolved.filter((name) => !fields.relationships.includes(name))
  return (
    <>
      {commas(fields.relationships.map((name) => facetLink('relationships', name)))}
      {fuller.length > 0 && <span class="soft"> · that is {listed(fuller)}</span>}
    </>
  )
}

function lengthWords(work: WorkDetail): Child {
  const chapters = work.chapters === 1 ? chaptersLabel(work) : `${chaptersLabel(work)}, ${scenesLabel(work)}`
  return (
    <>
      {wordsLabel(work)} <span class="soft">· {chapters}</span>
    </>
  )
}

function datesWords({ fields, addedAt }: WorkDetail): string {
  const parts = [
    fields.published === null ? '' : `published ${dateLabel(fields.published)}`,
    fields.updated === null || fields.updated === fields.published
      ? ''
      : `updated ${dateLabel(fields.updated)}`,
    `added ${dayLabel(addedAt)}`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

const ChapterList: FC<Pick<WorkProps, 'work' | 'place'>> = ({ work, place }) => (
  <section class="chapters">
    <h2>Chapters</h2>
    <ol>
      {work.chapterHeads.map((head) => (
        <li>
          <a href={`/works/${work.id}/chapters/${head.number}`}>{chapterName(work, head)}</a>
          <span class="soft">
            {head.number === place?.chapter && 'you are here · '}
            {countOf(head.words, 'word', 'words')}
          </span>
        </li>
      ))}
    </ol>
  </section>
)

/** Of a member, the member's own bytes. */
function originalHref(work: WorkDetail, { sha256, member }: WorkSource): string {
  return `/works/${work.id}/original/${member?.sha256 ?? sha256}`
}

const TakeIt: FC<{ work: WorkDetail }> = ({ work }) => (
  <section>
    <h2>Take it with you</h2>
    <ul class="take">
      {(['epub', 'html', 'txt'] as const).map((format) => (
        <li>
          <a class="button" href={`/works/${work.id}/download.${format}`} download>
            {{ epub: 'EPUB', html: 'HTML', txt: 'Text' }[format]}
          </a>
        </li>
      ))}
      {work.sources.length === 1 && (
        <li>
          <a class="button" href={originalHref(work, work.sources[0] as WorkSource)} download>
            Original
          </a>
        </li>
      )}
    </ul>
    {work.sources.length > 1 && (
      <details class="originals">
        <summary>{count(work.sources.length)} originals</summary>
        <ul>
          {work.sources.map((source) => (
            <li>
              <a href={originalHref(work, source)} download>
                {source.path}
              </a>{' '}
              <span class="soft">{fileSize(source.sizeBytes)}</span>
            </li>
          ))}
        </ul>
      </details>
    )}
    {work.sources.length === 1 && (
      <p class="soft small">
        {work.sources[0]?.path}, {fileSize(work.sources[0]?.sizeBytes ?? 0)}, kept as it came in
      </p>
    )}
  </section>
)
