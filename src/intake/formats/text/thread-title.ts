/** A thread's title: "Title (Naruto)", "[Worm] Title". Where nothing else is in the brackets, it is the fandom. */
import { readTitleLine } from '../../recover/title-line.ts'

/** @returns null where no fandom stands in brackets. */
export function threadTitle(title: string): { name: string; fandoms: string[] } | null {
  const line = readTitleLine(title)
  const behind = /^(.*\S)\s*[([]([^()[\]]{2,60})[)\]]$/.exec(line.title)
  // The fandom in front would be read as a list's name.
  const front = /^\[([^\]]{2,40})\]\s*(\S.*)$/.exec(title.trim())
  const before = front && [front[0], front[1], readTitleLine(front[2] as string).title]
  const [name, inside] = behind ? [behind[1], behind[2]] : before ? [before[2], before[1]] : []
  if (name === undefined || inside === undefined) return null
  const [first, ...others] = inside.split(/\s*(?:\/|\s[xX×]\s|,)\s*/)
  if (first === undefined || NO_FANDOM.test(first)) return null
  return { name, fandoms: [first, ...others.filter((each) => !NO_FANDOM.test(each))] }
}

/** Words a forum's titles have in brackets that name no fandom. */
const NO_FANDOM =
  /^\P{Lu}|\d|^(?:AU|Alt[- ]?Power|SI|OC|Complete|Completed|Finished|Dead|Hiatus|Quest|Original|Oneshot|One-shot|Story Only|NSFW|Rated|Rewrite|Redux|Thread|Crossover|X-?over|Fix-?fic|Peggy Sue|CYOA|Crack|Snippets?|Discussion|Cross-?posted)\b/u
