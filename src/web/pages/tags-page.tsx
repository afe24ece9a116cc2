/** All tags: found by any of their words; what is linked; what may be one. */
import type { FC } from 'hono/jsx'
import type { FacetCount } from '../../archive/archive.ts'
import type { LinkedField, TagLink } from '../../archive/tags/tag-deeds.ts'
import type { Suggestion } from '../../find/facets/filter.ts'
import { tagHref } from '../components/chosen.tsx'
import { Layout } from '../components/layout.tsx'
import { TagDeedButton } from '../components/tag-deed-button.tsx'
import type { Frame } from '../web.ts'
import { FACET_LABELS, facetValueLabel } from '../words/labels.ts'
import { countOf } from '../words/numbers.ts'

export interface AlikePair {
  field: LinkedField
  less: FacetCount
  more: FacetCount
}

interface TagsProps {
  frame: Frame
  q: string
  /** null where nothing was asked. */
  found: Suggestion[] | null
  links: TagLink[]
  alike: AlikePair[]
}

export const TagsPage: FC<TagsProps> = ({ frame, q, found, links, alike }) => (
  <Layout frame={frame} title="Tags" page="tags narrow" islands={['suggest']}>
    <header class="page-head">
      <h1>Tags</h1>
    </header>
    <p class="page-lead">
      Two names of one thing can be counted and found as one, and a narrower tag can stand under a wider one.
      The stories keep their tags as they were written.
    </p>
    <search>
      <form action="/tags" method="get" class="tags-search">
        <label for="tags-q" class="sr">
          Any word of a tag, character, fandom, creator or series
        </label>
        <input
          type="text"
          inputmode="search"
          autocomplete="off"
          id="tags-q"
          name="q"
          value={q}
          maxlength={300}
          placeholder="Any word of a tag or name"
          data-suggest="values"
          data-suggest-kinds="fandoms,relationships,characters,tags,authors,series,warnings"
        />
        <button type="submit" class="button main">
          Find
        </button>
      </form>
    </search>
    {found !== null && <Found q={q} found={found} />}
    {found === null && alike.length > 0 && <Alike pairs={alike} />}
    {found === null && <Linked links={links} />}
  </Layout>
)

const Found: FC<{ q: string; found: Suggestion[] }> = ({ q, found }) =>
  found.length === 0 ? (
    <p class="empty">
      No tag has a word that begins with “{q}”. <a href="/tags">All that is linked</a>
    </p>
  ) : (
    <ul class="tag-list" aria-label="Found">
      {found.map(({ kind, text, typed, count: works }) => (
        <li class="tag-line-wide">
          <a href={kind === 'title' ? '/tags' : tagHref(kind, text)}>
            {kind === 'title' ? text : facetValueLabel(kind, text)}
          </a>
          {typed !== undefined && <span class="soft">also {typed}</span>}
          <span class="soft">
            {kind === 'title' ? '' : FACET_LABELS[kind].toLowerCase()} · {countOf(works, 'story', 'stories')}
          </span>
        </li>
      ))}
    </ul>
  )

const Alike: FC<{ pairs: AlikePair[] }> = ({ pairs }) => (
  <section aria-labelledby="alike">
    <h2 id="alike">Perhaps one and the same</h2>
    <ul class="tag-list">
      {pairs.map(({ field, less, more }) => (
        <li class="tag-line-wide">
          <span>
            <a href={tagHref(field, less.value)}>{less.value}</a> <span class="soft">({less.count})</span>
            {' and '}
            <a href={tagHref(field, more.value)}>{more.value}</a> <span class="soft">({more.count})</span>
          </span>
          <TagDeedButton
            field={field}
            name={less.value}
            other={more.value}
            deed="synonym"
            back="tags"
            text="They are one"
          />
        </li>
      ))}
    </ul>
  </section>
)

const Linked: FC<{ links: TagLink[] }> = ({ links }) => (
  <section aria-labelledby="linked">
    <h2 id="linked">Linked</h2>
    {links.length === 0 ? (
      <p class="soft">
        Nothing yet. Find a tag above: its page lets you say what else it is called, and what it stands under.
      </p>
    ) : (
      <ul class="tag-list">
        {links.map((link) => (
          <LinkLine link={link} back="tags" />
        ))}
      </ul>
    )}
  </section>
)

const LINK_WORDS = { synonym: 'is another name of', parent: 'stands under', apart: 'stands for itself' }

/** What was said of a tag, with a button that takes it back. */
export const LinkLine: FC<{ link: TagLink; back?: 'tags' }> = ({ link, back }) => (
  <li class="tag-line-wide">
    <span>
      <a href={tagHref(link.field, link.name)}>{link.name}</a> {LINK_WORDS[link.kind]}
      {link.kind !== 'apart' && (
        <>
          {' '}
          <a href={tagHref(link.field, link.target)}>{link.target}</a>
        </>
      )}
    </span>
    <TagDeedButton
      field={link.field}
      name={link.name}
      other={link.kind === 'apart' ? undefined : link.target}
      deed={`no-${link.kind}`}
      back={back}
      text="Take it back"
    />
  </li>
)
