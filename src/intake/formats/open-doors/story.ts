/** A story as Open Doors keeps one while an archive moves, whatever file it stands in. */

export interface OpenDoorsStory {
  id: string
  title: string
  /** As they stand: HTML, entities. */
  summary: string | null
  notes: string | null
  rating: string | null
  date: string | null
  updated: string | null
  languageCode: string | null
  url: string | null
  /** Comma lists. */
  fandoms: string | null
  warnings: string | null
  characters: string | null
  relationships: string | null
  categories: string | null
  tags: string | null
  authors: string[]
  /** Why it is left out: its writer or the committee said so. */
  leftOut: string | null
  /** Tags kept in a table of their own. */
  ownTags: OpenDoorsTag[]
  chapters: OpenDoorsChapter[]
}

export interface OpenDoorsTag {
  name: string
  /** `fandom`, `Character`, `genres` … */
  type: string
}

export interface OpenDoorsChapter {
  title: string | null
  text: string | null
  notes: string | null
  /** Where its text stood: an address or a file's name. */
  url: string | null
}

export const NO_STORY: OpenDoorsStory = {
  id: '',
  title: '',
  summary: null,
  notes: null,
  rating: null,
  date: null,
  updated: null,
  languageCode: null,
  url: null,
  fandoms: null,
  warnings: null,
  characters: null,
  relationships: null,
  categories: null,
  tags: null,
  authors: [],
  leftOut: null,
  ownTags: [],
  chapters: [],
}

/** Said of a writer or a story: anything but an empty value, 0 and "no". */
export function isSaid(value: unknown): boolean {
  return !(
    value === null ||
    value === undefined ||
    value === false ||
    /^(?:0|no|false|)$/i.test(String(value).trim())
  )
}
