/** Stories read in one go, the same ones joined: for reading without a library. In one, the archive's index is asked. */

import { uniteStory } from '../../story/united-story.ts'
import type { RecoveredWork } from '../../story/work.ts'
import { betterText, type WeighedText } from './best-text.ts'
import { CandidateIndex } from './candidates.ts'
import { type ComparedStory, comparedStory, compareStories } from './compare-stories.ts'
import { newerText } from './newer-text.ts'
import { signatureOf } from './signature.ts'

interface Group {
  work: RecoveredWork
  story: ComparedStory
}

/**
 * @returns the works in the order of their first source. Of those joined the best text counts (of revisions the newer),
 * its sources come first, and the fields are united.
 */
export function joinDuplicates(works: readonly RecoveredWork[]): RecoveredWork[] {
  const groups: Group[] = []
  const index = new CandidateIndex<Group>()
  for (const work of works) {
    const story = comparedStory(htmlOf(work), work.fields)
    const signature = signatureOf(story.words)
    const found = index
      .find(signature)
      .map((group) => ({ group, kind: compareStories(group.story, story).kind }))
    const twin = found.find(({ kind }) => kind === 'same') ?? found.find(({ kind }) => kind === 'revision')
    if (twin === undefined) groups.push({ work, story })
    else joinInto(twin.group, { work, story }, twin.kind === 'revision')
    index.add(twin?.group ?? (groups.at(-1) as Group), signature)
  }
  return groups.map(({ work }) => work)
}

function joinInto(group: Group, other: Group, isRevision: boolean): void {
  const [first, second] = [weighed(group), weighed(other)]
  const { better } = isRevision ? newerText(first, second) : betterText(first, second)
  const [shown, behind] = better === 'first' ? [group, other] : [other, group]
  const told = uniteStory(shown.work, [behind.work])
  group.work = { ...shown.work, ...told, sources: [...shown.work.sources, ...behind.work.sources] }
  group.story = shown.story
}

function weighed({ work, story }: Group): WeighedText {
  const { fields, evidence } = work
  return { chapters: htmlOf(work), words: story.words.words.length, fields, evidence }
}

const htmlOf = ({ chapters }: RecoveredWork) => chapters.map(({ html }) => html)
