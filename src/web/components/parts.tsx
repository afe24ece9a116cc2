/** A story put together from parts, and stories that may be parts of one. */
import type { FC } from 'hono/jsx'
import type { PartOffer, WorkDetail, WorkPart } from '../../archive/archive.ts'
import { countOf } from '../words/numbers.ts'

export const Parts: FC<{ work: WorkDetail; parts: WorkPart[] }> = ({ work, parts }) =>
  parts.length < 2 ? null : (
    <section class="versions" aria-labelledby="parts">
      <h2 id="parts">Put together from {countOf(parts.length, 'part', 'parts')}</h2>
      <ul>
        {parts.map((part) => (
          <li>
            <p class="version-name">{part.path}</p>
            <p class="soft">
              {partName(part)}
              {part.isDouble && ' · a later post of it is shown'}
            </p>
          </li>
        ))}
      </ul>
      <form method="post" action={`/works/${work.id}/parts`} class="buttons">
        <button type="submit" class="button small" name="deed" value="part">
          Take them apart
        </button>
      </form>
    </section>
  )

function partName({ number, of }: WorkPart): string {
  if (number === null) return 'Epilogue'
  if (number === 0) return 'Prologue'
  const letter = String.fromCharCode(96 + Math.round((number % 1) * 100))
  const named = Number.isInteger(number) ? String(number) : `${Math.floor(number)}${letter}`
  return of === null ? `Part ${named}` : `Part ${named} of ${of}`
}

/** Numbers alone suggest it, so it is asked. */
export const PartOffers: FC<{ offers: PartOffer[] }> = ({ offers }) =>
  offers.length === 0 ? null : (
    <section class="versions" aria-labelledby="part-offers">
      <h2 id="part-offers">Perhaps parts of one story</h2>
      <ul>
        {offers.map(({ works }) => (
          <li>
            <p class="version-name">
              {works.map(({ id, title }, at) => (
                <>
                  {at > 0 && ', '}
                  <a href={`/works/${id}`}>{title}</a>
                </>
              ))}
            </p>
            <form method="post" action={`/works/${works[0]?.id}/parts`} class="buttons">
              {works.map(({ id }) => (
                <input type="hidden" name="ids" value={id} />
              ))}
              <button type="submit" class="button small" name="deed" value="join">
                One story: join them<span class="sr">, beginning with {works[0]?.title}</span>
              </button>
              <button type="submit" class="button small" name="deed" value="apart">
                Stories of their own<span class="sr">, {works[0]?.title} and the others</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
