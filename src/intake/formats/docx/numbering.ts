/** Automatic numbers: "Chapter 3" that stands nowhere in the text, because Word counts it. */
import { inFormat } from '../office/number-formats.ts'
import { walkXml } from '../office/xml-events.ts'

interface Level {
  format: string
  /** `Chapter %1:` */
  text: string
  start: number
}

export interface Numbering {
  /** Counts a paragraph. @returns its label; '' for a bullet or a list that is not known. */
  next(list: string, level: number): string
  isBullet(list: string, level: number): boolean
}

const MAX_LEVELS = 9

export function readNumbering(source: string): Numbering {
  const { abstracts, lists } = parse(source)
  const counts = new Map<string, number[]>()
  const levelOf = (list: string, level: number) => abstracts.get(lists.get(list) ?? '')?.[level]
  return {
    isBullet: (list, level) => (levelOf(list, level)?.format ?? 'bullet') === 'bullet',
    next(list, level) {
      const own = levelOf(list, level)
      if (own === undefined || level >= MAX_LEVELS) return ''
      const abstract = lists.get(list) as string
      const numbers = counts.get(abstract) ?? []
      counts.set(abstract, numbers)
      numbers[level] = (numbers[level] ?? own.start - 1) + 1
      numbers.length = level + 1
      if (own.format === 'bullet' || own.format === 'none') return ''
      return own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const of = Number(digit) - 1
        return inFormat(numbers[of] ?? 1, levelOf(list, of)?.format ?? 'decimal')
      })
    },
  }
}

function parse(source: string): { abstracts: Map<string, Level[]>; lists: Map<string, string> } {
  const abstracts = new Map<string, Level[]>()
  const lists = new Map<string, string>()
  let levels: Level[] = []
  let level: Level | undefined
  let list = ''
  walkXml(source, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') {
        levels = []
        abstracts.set(attributes['w:abstractNumId'] ?? '', levels)
      } else if (name === 'w:num') list = attributes['w:numId'] ?? ''
      else if (name === 'w:abstractNumId') lists.set(list, value)
      else if (name === 'w:lvl') {
        level = { format: 'decimal', text: '', start: 1 }
        const at = Number(attributes['w:ilvl'])
        if (at >= 0 && at < MAX_LEVELS) levels[at] = level
      } else if (level !== undefined && name === 'w:start') level.start = Number(value) || 0
      else if (level !== undefined && name === 'w:numFmt') level.format = value
      else if (level !== undefined && name === 'w:lvlText') level.text = value
    },
    close(name) {
      if (name === 'w:lvl') level = undefined
    },
    text() {},
  })
  return { abstracts, lists }
}
