/** What the archive put above and below each story: lines that stand at the same end of many of its files. */
import type { Block, SourceDocument } from '../../document.ts'

const REACH = 12
/** In so many of the files looked at, and in three at least. */
const SHARE = 0.6
const LEAST = 3
const ALWAYS =
  /^(?:this (?:story|page) (?:is |was )?archived (?:at|by|on)\b|archived (?:at|by|on)\b|please (?:post|send) (?:a |your )?(?:comments?|feedback)\b|(?:go )?back to (?:the )?(?:archive|index|stories|main)\b|return to (?:the )?(?:archive|index|stories|main)\b|end (?:of )?(?:story|file)\.?$)/i

export class PageFrame {
  private readonly above = new Map<string, number>()
  private readonly below = new Map<string, number>()
  private files = 0

  /** One of the archive's story files, as an example. */
  learn({ blocks }: SourceDocument): void {
    this.files++
    count(this.above, blocks.slice(0, REACH))
    count(this.below, blocks.slice(-REACH))
  }

  /** Marks the frame's blocks, so that neither header nor story is looked for in them. */
  markIn({ blocks }: SourceDocument): void {
    const last = blocks.length - REACH
    blocks.forEach((block, at) => {
      const isFrame =
        (at < REACH && this.isCommon(this.above, block)) || (at >= last && this.isCommon(this.below, block))
      if (isFrame || ((at < REACH || at >= last) && ALWAYS.test(block.text.trim()))) block.role = 'furniture'
    })
  }

  private isCommon(counts: Map<string, number>, { kind, text }: Block): boolean {
    if (kind === 'break') return false
    const seen = counts.get(keyOf(text)) ?? 0
    return seen >= LEAST && seen >= this.files * SHARE
  }
}

const keyOf = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()

function count(counts: Map<string, number>, blocks: readonly Block[]): void {
  const seen = new Set(blocks.filter(({ text }) => text.trim() !== '').map(({ text }) => keyOf(text)))
  for (const key of seen) counts.set(key, (counts.get(key) ?? 0) + 1)
}
