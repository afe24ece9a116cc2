/** What every kind of page has in common. One file a family; ./families.ts lists them in the order they are asked. */
import type { Draft } from './draft.ts'
import type { Page } from './page.ts'

export interface HtmlFamily {
  /** `ao3-download`, `livejournal` … */
  id: string
  /** Whether the page was made by this program or site, by marks no other leaves. */
  recognise(page: Page): boolean
  /** Puts down the page's fields, blocks and, where they are certain, chapters. Nothing at all where there is no story. */
  read(page: Page, draft: Draft): void
}

/** A chapter title as its writer gave it; null where it is a number alone, or the program's own "Chapter 3". */
export function chapterTitle(heading: string, workTitle?: string): string | null {
  const bare = heading
    .replace(/\s+/g, ' ')
    .trim()
    .replace(
      /^(?:chapter|chap\.?|ch\.?|part|kapitel|teil|chapitre|partie|capítulo|parte|capitolo|глава|часть|розділ|rozdział|hoofdstuk|kapitola)\s*(?:\d+|[ivxlc]+(?![a-z]))\s*(?:[:.–—-]\s*|$)/i,
      '',
    )
    .replace(/^\d{1,4}\s*[.)]\s+|^\d{1,4}\s*[.):]?$/, '')
    .replace(/\s*\((?:new|chapter error)\)$/i, '')
    .trim()
  const again =
    /^(?:chapter|part|kapitel|teil|chapitre|partie|capítulo|parte|capitolo|глава|часть|розділ|rozdział|hoofdstuk|kapitola)\s*\d+$/i.test(
      bare,
    )
  return bare === '' || again || bare === workTitle ? null : bare
}
