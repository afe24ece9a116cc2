/** Footnotes and endnotes: numbered in the order of their marks in the text, and given at its end. */
export class NoteMarks {
  private readonly numbers = new Map<string, number>()
  private readonly notes = new Map<string, string>()

  /** Called where a note's mark stands. @param id the note's own, `footnote/3`. @returns `[1]`. */
  mark(id: string): string {
    const number = this.numbers.get(id) ?? this.numbers.size + 1
    this.numbers.set(id, number)
    return `[${number}]`
  }

  /** @param unsafeHtml the note's paragraphs. */
  put(id: string, unsafeHtml: string): void {
    this.notes.set(id, unsafeHtml)
  }

  /** The notes that have a mark, in the order of the marks, each with its own. A note without one is of no text. */
  html(): string {
    const parts: string[] = []
    for (const [id, number] of this.numbers) {
      const note = this.notes.get(id)
      if (note !== undefined)
        parts.push(
          note.replace(/^(?:<p>\s*<\/p>\s*)*(<p[^>]*>)?/, (_, open) => `${open ?? '<p>'}[${number}] `),
        )
    }
    return parts.join('')
  }
}
