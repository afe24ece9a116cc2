/** What is counted in a chapter: once, where it is made, since it costs more than storing. */
import { plainText } from './plain-text.ts'
import { countScenes } from './scene.ts'
import { countWords } from './word-count.ts'

export interface ChapterCounts {
  words: number
  scenes: number
}

/** @param html a chapter's allowed HTML. */
export function countChapter(html: string): ChapterCounts {
  return { words: countWords(plainText(html)), scenes: countScenes(html) }
}
