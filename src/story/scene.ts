/** Scenes: the runs of a chapter between the writer's own breaks. */
import { topLevelBlocks } from './top-level-blocks.ts'

/**
 * The writer's own breaks plus one. A break at the very start or end of a chapter, or right after another, parts nothing.
 * @param html a chapter's allowed HTML.
 */
export function countScenes(html: string): number {
  let scenes = 1
  let open = false
  let broken = false
  for (const { tag } of topLevelBlocks(html)) {
    if (tag === 'hr') {
      broken = open
      continue
    }
    if (broken) scenes++
    broken = false
    open = true
  }
  return scenes
}
