/** A chapter's allowed HTML made ready to read: every block gets an address, breaks become real breaks. */
import type { Chapter, InferredBreak } from '../../story/chapter.ts'
import { blockText, escapeHtml } from '../../story/plain-text.ts'
import { topLevelBlocks } from '../../story/top-level-blocks.ts'

type Story = Pick<Chapter, 'html' | 'inferredBreaks'>

/**
 * @param prefix of the ids: '' gives `p0`, `p1` …; a page of several chapters needs one each (`c2-`).
 * @returns HTML; the input is allowed HTML, in which nothing carries an id.
 */
export function storyHtml({ html, inferredBreaks }: Story, prefix = ''): string {
  const inferred = new Map(inferredBreaks.map((inferredBreak) => [inferredBreak.block, inferredBreak]))
  let story = ''
  topLevelBlocks(html).forEach(({ tag, start, end }, index) => {
    const before = inferred.get(index)
    if (before !== undefined) story += inferredBreakHtml(before)
    story += `<${tag} id="${prefix}p${index}"${html.slice(start + 1 + tag.length, end)}`
  })
  return story
}

function inferredBreakHtml({ reason }: InferredBreak): string {
  const said = escapeHtml(reason).replace(/"/g, '&quot;')
  return `<div class="inferred" role="separator" aria-label="Scene break, inferred: ${said}" title="inferred: ${said}"></div>`
}

export interface SceneHead {
  /** Index of the block it begins with. */
  block: number
  /** Its first words. */
  words: string
  isInferred: boolean
}

const HEAD_CHARACTERS = 48

/** The scenes of a chapter, inferred ones among them, each by its first words. */
export function sceneHeads({ html, inferredBreaks }: Story): SceneHead[] {
  const inferred = new Set(inferredBreaks.map(({ block }) => block))
  const heads: SceneHead[] = []
  let isNew = true
  topLevelBlocks(html).forEach(({ tag, start, end }, block) => {
    if (tag === 'hr') {
      isNew = true
    } else if (isNew || inferred.has(block)) {
      heads.push({ block, words: firstWords(blockText(html.slice(start, end))), isInferred: !isNew })
      isNew = false
    }
  })
  return heads
}

/** The beginning of a text, cut at a word. */
export function firstWords(text: string, characters = HEAD_CHARACTERS): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= characters) return line
  const space = line.lastIndexOf(' ', characters)
  return `${line.slice(0, space > characters / 2 ? space : characters).replace(/[\s,;:—–-]+$/, '')}…`
}
