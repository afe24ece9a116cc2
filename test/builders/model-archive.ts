/** The archive once more, as plain values: what it should answer after any sequence of deeds. */

export interface ModelWork {
  id: number
  isThere: boolean
  title: string
  tags: string[]
  corrections: { title?: string; tags?: string[] }
  chapters: string[]
}

type Deed = { before: Map<number, ModelWork | undefined>; files: Map<string, string | undefined> }

export class ModelArchive {
  works = new Map<number, ModelWork>()
  /** Content by path, as last imported. */
  files = new Map<string, string>()
  /** What is read from each content. */
  read = new Map<string, { tags: string[]; chapters: string[] }>()
  /** Works that were split or joined: the model does not follow their files any further. */
  tangled = new Set<number>()
  #workOf = new Map<string, number>()
  #deeds: Deed[] = []
  #nextId = 1

  live(): ModelWork[] {
    return [...this.works.values()].filter((work) => work.isThere)
  }

  workOf(path: string): ModelWork | undefined {
    const id = this.#workOf.get(path)
    return id === undefined ? undefined : this.works.get(id)
  }

  /** A file comes in, new or changed. A removed work comes back only when its file is named. */
  import(file: { path: string; content: string; tags: string[]; chapters: string[]; named: boolean }): void {
    const { path, content, tags, chapters } = file
    const known = this.workOf(path)
    if (known !== undefined && !known.isThere && this.files.has(path) && !file.named) return
    if (known?.isThere && this.files.get(path) === content) return
    const deed = this.#begin()
    this.#touchFile(deed, path, content)
    // After its import was taken back the same bytes bring the work back; others are another story.
    if (known === undefined || (deed.files.get(path) === undefined && known.title !== content)) {
      const id = this.#add(deed, { title: content, tags, chapters, corrections: {} })
      this.#workOf.set(path, id)
    } else {
      this.#touch(deed, known.id)
      Object.assign(known, { isThere: true, title: content, tags, chapters })
    }
  }

  correct(id: number, corrections: ModelWork['corrections']): void {
    const work = this.works.get(id) as ModelWork
    work.corrections = { ...work.corrections, ...corrections }
  }

  remove(id: number): void {
    const deed = this.#begin()
    this.#touch(deed, id)
    ;(this.works.get(id) as ModelWork).isThere = false
  }

  split(id: number): void {
    const deed = this.#begin()
    this.#touch(deed, id)
    const work = this.works.get(id) as ModelWork
    const [first, ...rest] = work.chapters as [string, ...string[]]
    const { tags, corrections } = work
    const title = `${titleOf(work)} (2)`
    const added = this.#add(deed, { title, tags, chapters: rest, corrections: { ...corrections, title } })
    work.chapters = [first]
    this.tangled.add(id).add(added)
  }

  join(first: number, second: number): void {
    const deed = this.#begin()
    this.#touch(deed, first)
    this.#touch(deed, second)
    const [a, b] = [this.works.get(first) as ModelWork, this.works.get(second) as ModelWork]
    a.chapters = [...a.chapters, ...b.chapters]
    b.isThere = false
    this.tangled.add(first).add(second)
  }

  undo(): boolean {
    const deed = this.#deeds.pop()
    if (deed === undefined) return false
    for (const [id, before] of deed.before) {
      const now = this.works.get(id) as ModelWork
      if (before === undefined) now.isThere = false
      else this.works.set(id, { ...before, corrections: now.corrections })
    }
    for (const [path, content] of deed.files) {
      if (content === undefined) this.files.delete(path)
      else this.files.set(path, content)
    }
    return true
  }

  #begin(): Deed {
    const deed: Deed = { before: new Map(), files: new Map() }
    this.#deeds.push(deed)
    return deed
  }

  #add(deed: Deed, work: Omit<ModelWork, 'id' | 'isThere'>): number {
    const id = this.#nextId++
    deed.before.set(id, undefined)
    this.works.set(id, { ...work, id, isThere: true })
    return id
  }

  #touch(deed: Deed, id: number): void {
    deed.before.set(id, { ...(this.works.get(id) as ModelWork) })
  }

  #touchFile(deed: Deed, path: string, content: string): void {
    deed.files.set(path, this.files.get(path))
    this.files.set(path, content)
  }
}

export function titleOf(work: ModelWork): string {
  return work.corrections.title ?? work.title
}

export function tagsOf(work: ModelWork): string[] {
  return work.corrections.tags ?? work.tags
}
