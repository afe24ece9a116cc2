/** Searches that are kept by name, so that they can be run, linked to and followed. */

/** A positive whole number in decimal. Never reused. */
export type SearchId = string

export const SEARCH_NAME_CHARACTERS_MAX = 200
export const SEARCH_QUERY_CHARACTERS_MAX = 8000
export const SEARCHES_MAX = 2000

export interface KeptSearch {
  id: SearchId
  name: string
  /** In the query language (find/query/parse-query.ts), as typed, white space made single spaces. */
  query: string
  /** ISO instant. */
  keptAt: string
}

export interface SearchDeeds {
  /** By name. */
  searches(): Promise<KeptSearch[]>
  getSearch(id: SearchId): Promise<KeptSearch | undefined>
  /** The one that has this query, where it is kept. */
  searchOf(query: string): Promise<KeptSearch | undefined>
  /**
   * A query is kept once: keeping it again under another name renames it.
   * @param search.name '' takes the query's own words.
   * @throws ArchiveError `searches/no-query`, `searches/too-long`, `searches/too-many`.
   */
  keepSearch(search: { name: string; query: string }): Promise<KeptSearch>
  /** @throws ArchiveError `searches/none`, `searches/no-name`, `searches/too-long`. */
  renameSearch(id: SearchId, name: string): Promise<void>
  /** It can be called back for 30 days. @throws ArchiveError `searches/none`. */
  removeSearch(id: SearchId): Promise<void>
  /** One that was removed is there again. @throws ArchiveError `searches/none`; `searches/kept-again` where its query was kept anew since. */
  restoreSearch(id: SearchId): Promise<void>
  /** A UUID made with the library, and the same for ever: what comes from it is told apart from other libraries' by it. */
  libraryId(): Promise<string>
}
