/** One tag: its stories, its other names, what it stands under, and what a person can say of it. */
import type { FC } from 'hono/jsx'
import type { FacetCount } from '../../archive/archive.ts'
import type { LinkedField, TagLink } from '../../archive/tags/tag-deeds.ts'
import { tagHref } from '../components/chosen.tsx'
import { Layout } from '../components/layout.tsx'
import { TagDeedButton } from '../components/tag-deed-button.tsx'
import { facetHref } from '../forms/library-query.ts'
import type { Frame } from '../web.ts'
import { FACET_LABELS, facetValueLabel } from '../words/labels.ts'
import { countOf } from '../words/numbers.ts'
import { LinkLine } from './tags-page.tsx'

interface Tag {
  field: LinkedField
  /** The canonical name. */
  name: string
  /** Stories that count for it, of those that are shown. */
  works: number
  /** All names that are counted as it. */
  names: string[]
}

interface TagProps {
  frame: Frame
  tag: Tag
  /** Of its field. */
  links: TagLink[]
  alike: FacetCount[]
  error: string | null
}

export const TagPage: FC<TagProps> = ({ frame, tag, links, alike, error }) => {
  const label = facetValueLabel(tag.field, tag.name)
  const isMine = ({ name, target }: TagLink) => tag.names.includes(name) || tag.names.includes(target)
  return (
    <Layout frame={frame} title={label} page="tags narrow" islands={['suggest']}>
      <header class="page-head">
        <p class="soft">
          <a href="/tags">Tags</a> · {FACET_LABELS[tag.field]}
        </p>
        <h1>{label}</h1>
      </header>
      {error !== null && (
        <p class="notice error" role="alert">
          {error}
        </p>
      )}
      <p class="tag-works">
        <a href={facetHref(tag.field, tag.name)}>{countOf(tag.works, 'story', 'stories')}</a>
      </p>
      <Names tag={tag} links={links} />
      {alike.length > 0 && <AlikeNames tag={tag} alike={alike} />}
      <Linked links={links.filter(isMine)} />
      <SayForm tag={tag} deed="synonym" label="It is another name of" button="Count them as one" />
      <SayForm tag={tag} deed="parent" label="It stands under the wider" button="Put it under" />
      <form method="post" action="/never" class="tag-never">
        <input type="hidden" name="field" value={tag.field} />
        <input type="hidden" name="value" value={tag.name} />
        <button type="submit" name="deed" value="add" class="link">
          Never show me this
        </button>
      </form>
    </Layout>
  )
}

/** Spellings of one name are one by themselves; a person can part them. */
const Names: FC<{ tag: Tag; links: TagLink[] }> = ({ tag, links }) => {
  const others = tag.names.filter((name) => name !== tag.name)
  if (others.length === 0) return null
  const said = new Set(links.filter(({ kind }) => kind === 'synonym').map(({ name }) => name))
  return (
    <section aria-labelledby="names">
      <h2 id="names">Counted with it</h2>
      <ul class="tag-list">
        {others.map((name) => (
          <li class="tag-line-wide">
            <span>{name}</span>
            {said.has(name) ? (
              <TagDeedButton
                field={tag.field}
                name={name}
                other={undefined}
                deed="no-synonym"
                text="Take it back"
              />
            ) : (
              <TagDeedButton field={tag.field} name={name} deed="apart" text="Keep it apart" />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const AlikeNames: FC<{ tag: Tag; alike: FacetCount[] }> = ({ tag, alike }) => (
  <section aria-labelledby="alike">
    <h2 id="alike">May be the same</h2>
    <ul class="tag-list">
      {alike.map(({ value, count }) => (
        <li class="tag-line-wide">
          <span>
            <a href={tagHref(tag.field, value)}>{value}</a>{' '}
            <span class="soft">{countOf(count, 'story', 'stories')}</span>
          </span>
          <TagDeedButton
            field={tag.field}
            name={value}
            other={tag.name}
            deed="synonym"
            text={`Count it as ${tag.name}`}
          />
        </li>
      ))}
    </ul>
  </section>
)

const Linked: FC<{ links: TagLink[] }> = ({ links }) => {
  const others = links.filter(({ kind }) => kind !== 'synonym')
  if (others.length === 0) return null
  return (
    <section aria-labelledby="linked">
      <h2 id="linked">Said of it</h2>
      <ul class="tag-list">
        {others.map((link) => (
          <LinkLine link={link} />
        ))}
      </ul>
    </section>
  )
}

interface SayProps {
  tag: Tag
  deed: 'synonym' | 'parent'
  label: string
  button: string
}

const SayForm: FC<SayProps> = ({ tag, deed, label, button }) => (
  <form method="post" action={`/tags/${tag.field}`} class="tag-say">
    <input type="hidden" name="name" value={tag.name} />
    <div>
      <label for={`tag-${deed}`}>{label}</label>
      <input
        type="text"
        id={`tag-${deed}`}
        name="other"
        required
        maxlength={300}
        autocomplete="off"
        data-suggest="values"
        data-suggest-kinds={tag.field}
      />
    </div>
    <button type="submit" name="deed" value={deed} class="button">
      {button}
    </button>
  </form>
)
