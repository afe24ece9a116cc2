/** What a source says of itself as one part of a work that stands in several. Pure facts; grouping decides in company. */

/** An epilogue stands after every numbered part. */
export const EPILOGUE = 100_000

export interface PartSign {
  /** 0 for a prologue, {@link EPILOGUE} for an epilogue; `2b` is 2.02. */
  number: number
  /** The last number, where the source holds several parts. */
  last: number | null
  /** How many there are, where it says. */
  of: number | null
  /** "2/5" or "2 of 5"; a chapter or part word with a number; a number alone. */
  by: 'of' | 'word' | 'bare'
}

export interface PartFacts {
  /** The work's title without its number, as the text gives it; null where it gives none. */
  title: string | null
  /** The title was labelled, or stood in a known program's markers or a subject line. */
  titleIsSure: boolean
  /** What the file's name says: the title in it, its number, and the chapter's own title. */
  name: { title: string | null; sign: PartSign | null; chapterTitle: string | null }
  /** What the text says: a subject line, the header, the chapter headings, the end mark. */
  text: (PartSign & { where: 'subject' | 'page' | 'header' | 'heading' | 'end' }) | null
  /** It ends in "To be continued" or the like. */
  goesOn: boolean
  /** Of mail: the list or thread; parts of one work share it. */
  thread: string | null
}

/** What a format reader knows of a document as a part: a mail's subject, a page that shows one chapter of many. */
export interface DocumentPart {
  /** The work's title without its number. */
  title: string | null
  number: number | null
  of: number | null
  where: 'subject' | 'page'
  /** Parts of one work share it: the newsgroup or list, a story's number on its site. */
  thread: string | null
}
