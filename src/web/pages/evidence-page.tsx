/** What a story was made of: the source, with what every part of it became and why. */
import type { FC } from 'hono/jsx'
import type { WorkDetail } from '../../archive/archive.ts'
import { EvidenceList, Legend } from '../components/evidence-list.tsx'
import { EvidenceSource } from '../components/evidence-source.tsx'
import { Layout } from '../components/layout.tsx'
import type { Frame } from '../web.ts'
import { evidenceHref } from '../words/evidence-words.ts'
import { folded } from '../words/folds.ts'
import type { SourceMap } from '../words/source-map.ts'

interface EvidenceProps {
  frame: Frame
  work: WorkDetail
  /** null where the source could not be read. */
  map: SourceMap | null
  path: string
  isPlain: boolean
  /** From which block on more is shown than usual. */
  open: number | null
}

export const EvidencePage: FC<EvidenceProps> = (props) => {
  const { frame, work, map, path } = props
  return (
    <Layout frame={frame} title={`Where ${work.fields.title} comes from`} page="evidence-page">
      <header class="page-head">
        <h1>
          <a href={`/works/${work.id}`}>{work.fields.title}</a>
        </h1>
        <p class="list-said">
          what it was made of ·{' '}
          <a href={`/works/${work.id}/correct?${new URLSearchParams({ source: path })}`}>correct it</a> ·{' '}
          <a href={`/works/${work.id}/borders`}>move its borders</a>
        </p>
      </header>
      <SourceTabs work={work} path={path} />
      {map === null ? (
        <p class="empty">
          The source {path} cannot be shown. The story stands as it was read from it; “fanfold doctor” tells
          whether the file is still whole.
        </p>
      ) : (
        <div class="evidence-columns">
          <div>
            <Legend map={map} />
            <EvidenceSource
              shown={folded(map.blocks, props.open)}
              path={path}
              isPlain={props.isPlain}
              openHref={(first) => `${evidenceHref(work.id, path, first)}#b${first}`}
            />
          </div>
          <aside class="evidence-side" aria-label="Every value and why">
            <EvidenceList placed={map.placed} work={work} path={path} />
          </aside>
        </div>
      )}
    </Layout>
  )
}

const SourceTabs: FC<{ work: WorkDetail; path: string }> = ({ work, path }) => {
  const paths = [...new Set(work.sources.map((source) => source.path))]
  if (paths.length < 2) return null
  return (
    <nav class="source-tabs" aria-label="Sources">
      {paths.map((each) => (
        <a href={evidenceHref(work.id, each)} aria-current={each === path ? 'page' : undefined}>
          {each}
        </a>
      ))}
    </nav>
  )
}
