/**
 * Open Doors' list "authors with stories": what is known of each story, a row for each of its writers, and no text.
 * The texts may lie beside it, in files called by the story's number or title.
 */
import type { OpenDoorsStory } from './story.ts'
import { NO_STORY } from './story.ts'

export type ListRow = Record<string, string>

/** Column names in lower case. */
export function isStoryList(columns: readonly string[]): boolean {
  return columns.includes('story id') && columns.includes('title')
}

/** Stories in their order; one of two writers stands in two rows. */
export function storiesInList(rows: readonly ListRow[]): OpenDoorsStory[] {
  const stories = new Map<string, OpenDoorsStory>()
  for (const row of rows) {
    const id = row['story id']?.trim() ?? ''
    if (id === '') continue
    const creator = row.creator?.trim() ?? ''
    const known = stories.get(id)
    if (known !== undefined) {
      if (creator !== '' && !known.authors.includes(creator)) known.authors.push(creator)
      known.leftOut ??= reasonIn(row)
      continue
    }
    stories.set(id, {
      ...NO_STORY,
      id,
      title: row.title ?? '',
      summary: row.summary || null,
      authors: creator === '' ? [] : [creator],
      leftOut: reasonIn(row),
    })
  }
  return [...stories.values()]
}

function reasonIn(row: ListRow): string | null {
  const said = `${row['import status'] ?? ''} ${row['notes (if any)'] ?? ''}`
  return /\b(?:do not import|dni|to delete|opted? out)\b/i.test(said) ? 'marked "do not import"' : null
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** The story's files among all beside the list: `12.txt`, `12/1.html`, `The Keepers Lamp.txt`; in natural order. */
export class TextsBeside {
  private readonly byName = new Map<string, string[]>()

  add(path: string): void {
    const parts = path.split('/')
    const file = parts.at(-1) as string
    if (!/\.(?:txt|html?|text)$/i.test(file)) return
    for (const name of new Set([plain(file.replace(/\.\w+$/, '')), plain(parts.at(-2) ?? '')])) {
      const known = this.byName.get(name)
      if (known === undefined) this.byName.set(name, [path])
      else known.push(path)
    }
  }

  of({ id, title }: OpenDoorsStory): string[] {
    const found = this.byName.get(plain(id)) ?? this.byName.get(plain(title)) ?? []
    return [...found].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  }
}
