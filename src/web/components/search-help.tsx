/** How a search is typed: every part of the language with an example that can be tried. */
import type { FC } from 'hono/jsx'
import { findHref } from '../forms/find-address.ts'

const PARTS: [examples: string[], means: string][] = [
  [['he gives him his own heart'], 'what happens, in any words: each helps, and none has to be there'],
  [['"own heart"'], 'exactly these words, in a row'],
  [['-death', '-"the end"'], 'stories without this word, or without these words'],
  [
    ['heart OR tag:angst', '(fandom:x OR fandom:y) -(a OR b)'],
    'one of these is enough; brackets hold together',
  ],
  [
    ['fandom:torchwood', 'character:"Toshiko Sato"', 'relationship:Jack/Ianto', 'by:someone'],
    'names; a part of one will do',
  ],
  [['character:=Tosh'], 'exactly this name, and no other that may be the same'],
  [['tag:angst', '-tag:"major character death"'], 'any tag, of whatever kind'],
  [
    ['rating:teen', 'category:gen', 'warning:none', 'status:complete', 'language:german'],
    'what kind of story',
  ],
  [['crossover:no', 'look:yes'], 'crossovers or not; those that need a look or not'],
  [['words:1000-5000', 'words:>10k', 'chapters:1'], 'how long'],
  [['updated:>2010', 'published:2004..2006', 'added:2024-05'], 'from when, by year, month or day'],
  [
    ['heart in:title', 'title:lamp', 'summary:rescue', 'notes:beta', 'source:geocities'],
    'words in one place alone',
  ],
]

export const SearchHelp: FC = () => (
  <dl class="search-help">
    {PARTS.map(([examples, means]) => (
      <>
        <dt>
          {examples.map((example) => (
            <a href={findHref({ query: example, page: 1, showHidden: false })}>
              <code>{example}</code>
            </a>
          ))}
        </dt>
        <dd>{means}</dd>
      </>
    ))}
  </dl>
)
