/** Where two texts differ: the words only one of them has, in the paragraphs they stand in. */
import type { Child, FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import { Layout } from '../components/layout.tsx'
import type { Frame } from '../web.ts'
import { count, countOf } from '../words/numbers.ts'
import type { DifferencePiece, DifferenceRow, TextDifferences } from '../words/text-differences.ts'

interface DifferencesProps {
  frame: Frame
  work: WorkDetail
  /** What the texts are called: the one shown, and the other. */
  names: [string, string]
  /** undefined where they are too far apart to be laid side by side. */
  differences: TextDifferences | undefined
  /** What can be done with the other text. */
  deeds: Child
}

export const DifferencesPage: FC<DifferencesProps> = ({ frame, work, names, differences, deeds }) => (
  <Layout frame={frame} title={`Where two texts of ${work.fields.title} differ`} page="differences narrow">
    <header class="page-head">
      <h1>
        <a href={`/works/${work.id}`}>{work.fields.title}</a>
      </h1>
      <p class="list-said">{differences === undefined ? 'Two texts' : sumOf(differences)}</p>
    </header>
    <ul class="difference-names">
      <li>
        <del>Struck through</del> only in {names[0]}
      </li>
      <li>
        <ins>Underlined</ins> only in {names[1]}
      </li>
    </ul>
    {deeds}
    {differences === undefined ? (
      <p class="page-lead">
        These two are too far apart to be laid side by side. Read one after the other to see what they share.
      </p>
    ) : (
      <div class="difference-text" lang={work.fields.language ?? undefined}>
        {differences.rows.map((row) => (
          <Row row={row} />
        ))}
        {differences.leftOut > 0 && (
          <p class="difference-same">
            There is more below this; these are the first places where they differ.
          </p>
        )}
      </div>
    )}
  </Layout>
)

function sumOf({ differing }: TextDifferences): string {
  return differing === 0
    ? 'Nothing but signs and line ends differs'
    : `${countOf(differing, 'paragraph differs', 'paragraphs differ')}`
}

const Row: FC<{ row: DifferenceRow }> = ({ row }) =>
  'same' in row ? (
    <p class="difference-same">
      {row.same === 1 ? 'One paragraph is the same' : `${count(row.same)} paragraphs are the same`}
    </p>
  ) : (
    <p>{row.pieces.map(piece)}</p>
  )

/** The space behind the last word is not marked. */
function piece({ text, in: where }: DifferencePiece): Child {
  if (where === 'both') return text
  const words = text.trimEnd()
  return (
    <>
      {where === 'first' ? <del>{words}</del> : <ins>{words}</ins>}
      {words !== text && ' '}
    </>
  )
}
