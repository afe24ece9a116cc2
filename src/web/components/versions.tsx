/** The same story from several sources: which text is shown and why, and what may be the same story. */
import type { FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import type { WorkOffer, WorkVersion } from '../../archive/versions.ts'
import { countOf, numberWord } from '../words/numbers.ts'

interface VersionsProps {
  work: WorkDetail
  /** The text shown first; [] where there is but one. */
  versions: WorkVersion[]
}

export const Versions: FC<VersionsProps> = ({ work, versions }) => {
  const [shown, ...others] = versions
  if (shown === undefined || others.length === 0) return null
  return (
    <section class="versions" aria-labelledby="versions">
      <h2 id="versions">The same story from {numberWord(versions.length)} sources</h2>
      <ul>
        <li>
          <p class="version-name">{namesOf(shown)}</p>
          <p class="soft">
            This text is shown{whyShown(others)} · {countOf(shown.words, 'word', 'words')}
          </p>
        </li>
        {others.map((version) => (
          <OtherVersion work={work} version={version} />
        ))}
      </ul>
    </section>
  )
}

const OtherVersion: FC<{ work: WorkDetail; version: WorkVersion }> = ({ work, version }) => (
  <li>
    <p class="version-name">{namesOf(version)}</p>
    <p class="soft">
      {version.verdict === 'revision' ? 'Another form of it' : 'Nearly the same'} ·{' '}
      {countOf(version.words, 'word', 'words')}
      {version.why !== '' && ` · ${version.why}`}
    </p>
    <VersionDeeds work={work} version={version} withDifferences />
  </li>
)

interface VersionDeedsProps {
  work: Pick<WorkDetail, 'id'>
  version: WorkVersion
  withDifferences?: boolean
}

export const VersionDeeds: FC<VersionDeedsProps> = ({ work, version, withDifferences }) => (
  <form method="post" action={`/works/${work.id}/versions/${version.id}`} class="buttons">
    {withDifferences && (
      <a class="button small" href={`/works/${work.id}/versions/${version.id}`}>
        Where they differ<span class="sr"> from {namesOf(version)}</span>
      </a>
    )}
    <button type="submit" class="button small" name="deed" value="show">
      Use this text instead<span class="sr">: {namesOf(version)}</span>
    </button>
    <button type="submit" class="button small" name="deed" value="part">
      Part them<span class="sr">: {namesOf(version)}</span>
    </button>
  </form>
)

/** Of several versions each is kept for its own reason; that of the first says enough. */
function whyShown([first]: WorkVersion[]): string {
  return first === undefined || first.best === '' ? '' : `, since ${first.best}`
}

export function namesOf({ sources }: WorkVersion): string {
  const [first, ...others] = sources
  if (first === undefined) return 'a source that is not known'
  return others.length === 0 ? first.path : `${first.path} and ${countOf(others.length, 'other', 'others')}`
}

export const Offers: FC<{ work: WorkDetail; offers: WorkOffer[] }> = ({ work, offers }) =>
  offers.length === 0 ? null : (
    <section class="versions" aria-labelledby="offers">
      <h2 id="offers">Perhaps the same story</h2>
      <ul>
        {offers.map((offer) => (
          <li>
            <p class="version-name">
              <a href={`/works/${offer.id}`}>{offer.title}</a>
              {offer.authors.length > 0 && ` by ${offer.authors.join(', ')}`}
            </p>
            <p class="soft">
              {offer.path} · {countOf(offer.words, 'word', 'words')} · {offer.why}
            </p>
            <form method="post" action={`/works/${work.id}/offers/${offer.id}`} class="buttons">
              <a class="button small" href={`/works/${work.id}/offers/${offer.id}`}>
                Where they differ<span class="sr"> from {offer.title}</span>
              </a>
              <button type="submit" class="button small" name="deed" value="join">
                The same: join them<span class="sr">, with {offer.title}</span>
              </button>
              <button type="submit" class="button small" name="deed" value="apart">
                Not the same<span class="sr"> as {offer.title}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
