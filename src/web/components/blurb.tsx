/** A story in a list. */
import { raw } from 'hono/html'
import type { Child, FC } from 'hono/jsx'
import type { FacetField, WorkBlurb } from '../../archive/archive.ts'
import type { WorkFields } from '../../story/field.ts'
import { facetHref } from '../forms/library-query.ts'
import { dateLabel, dayLabel } from '../words/dates.ts'
import { languageLabel } from '../words/labels.ts'
import { count, listed } from '../words/numbers.ts'
import { chaptersLabel, lookLabel, seriesLabel, wordsLabel } from '../words/work-words.ts'
import { Squares } from './squares.tsx'

/** A blurb is not the place for forty tags. */
const TAGS_SHOWN = 12

/** @param props.children what the list it stands in has to say of it. */
export const Blurb: FC<{ work: WorkBlurb; children?: Child }> = ({ work, children }) => (
  <article class="blurb">
    <Squares fields={work.fields} />
    <div class="blurb-body">
      <h3 class="blurb-title" lang={work.fields.language ?? undefined}>
        <a href={`/works/${work.id}`}>{work.fields.title}</a>
      </h3>
      <Byline fields={work.fields} />
      <TagLine work={work} />
      {work.fields.summary !== null && (
        <div class="summary prose" lang={work.fields.language ?? undefined}>
          {raw(work.fields.summary)}
        </div>
      )}
      <BlurbFacts work={work} />
      {children}
    </div>
  </article>
)

/** by whom · of what fandom · how long · for whom. */
export const Byline: FC<{ fields: WorkFields; words?: string }> = ({ fields, words }) => (
  <p class="byline">
    {fields.authors.length === 0 ? (
      'creator not known'
    ) : (
      <>by {commas(fields.authors.map((name) => facetLink('authors', name)))}</>
    )}
    {fields.fandoms.length > 0 && (
      <> · {commas(fields.fandoms.map((name) => facetLink('fandoms', name, 'quiet')))}</>
    )}
    {words !== undefined && ` · ${words}`}
    {fields.giftedTo.length > 0 && <> · for {listed(fields.giftedTo)}</>}
  </p>
)

const TagLine: FC<{ work: WorkBlurb }> = ({ work: { id, fields } }) => {
  const left = TAGS_SHOWN - fields.relationships.length
  const characters = fields.characters.slice(0, Math.max(0, left))
  const tags = fields.tags.slice(0, Math.max(0, left - characters.length))
  const groups = [
    fields.relationships.map((name) => facetLink('relationships', name, 'strong')),
    characters.map((name) => facetLink('characters', name)),
    tags.map((name) => facetLink('tags', name)),
  ].filter((group) => group.length > 0)
  const hidden = fields.characters.length + fields.tags.length - characters.length - tags.length
  if (groups.length === 0) return null
  return (
    <p class="tag-line">
      {groups.map((group, index) => (
        <>
          {index > 0 && ' · '}
          {commas(group)}
        </>
      ))}
      {hidden > 0 && (
        <>
          {' · '}
          <a href={`/works/${id}`}>{count(hidden)} more</a>
        </>
      )}
    </p>
  )
}

const BlurbFacts: FC<{ work: WorkBlurb }> = ({ work }) => (
  <ul class="facts">
    {work.fields.language !== null && <li>{languageLabel(work.fields.language)}</li>}
    {work.fields.series.slice(0, 2).map((part) => (
      <li>
        <a href={facetHref('series', part.name)}>{seriesLabel(part)}</a>
      </li>
    ))}
    <li>{wordsLabel(work)}</li>
    <li>{chaptersLabel(work)}</li>
    <li>{dateFact(work)}</li>
    {work.needsALook && <LookFact work={work} />}
  </ul>
)

export const LookFact: FC<{ work: WorkBlurb }> = ({ work }) => (
  <li class="look-fact">
    <a href={`/works/${work.id}/correct`}>Needs a look: {lookLabel(work.looks)}</a>
  </li>
)

/** The writer's dates before ours. */
function dateFact({ fields, addedAt }: WorkBlurb): string {
  if (fields.updated !== null && fields.updated !== fields.published)
    return `updated ${dateLabel(fields.updated)}`
  if (fields.published !== null) return `published ${dateLabel(fields.published)}`
  return `added ${dayLabel(addedAt)}`
}

/** A link to all works with this value. */
export function facetLink(field: FacetField, value: string, className?: string): Child {
  return (
    <a href={facetHref(field, value)} class={className ?? 'tag'}>
      {value}
    </a>
  )
}

/** Parts with commas between. */
export function commas(parts: Child[]): Child {
  return parts.map((part, index) => (
    <>
      {index > 0 && ', '}
      {part}
    </>
  ))
}
