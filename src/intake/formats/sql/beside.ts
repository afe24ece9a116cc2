/** Which files stand beside a container, asked by name; each folder is listed once. */
import { posix } from 'node:path'
import type { ContainerFile } from '../container.ts'

export class Beside {
  private readonly folders = new Map<string, Map<string, string>>()
  private readonly file: ContainerFile

  constructor(file: ContainerFile) {
    this.file = file
  }

  /** The first of these paths that is there, as it is spelt on disk. */
  async first(paths: readonly string[]): Promise<string | undefined> {
    for (const path of paths) {
      const found = await this.find(path)
      if (found !== undefined) return found
    }
    return undefined
  }

  private async find(path: string): Promise<string | undefined> {
    if (this.file.listBeside === undefined)
      return (await this.file.beside(path)) === undefined ? undefined : path
    const folder = posix.dirname(path)
    const below = folder === '.' ? '' : `${folder}/`
    const name = (await this.namesIn(below)).get(posix.basename(path).toLowerCase())
    return name === undefined ? undefined : below + name
  }

  private async namesIn(folder: string): Promise<Map<string, string>> {
    let names = this.folders.get(folder)
    if (names === undefined) {
      const listed = (await this.file.listBeside?.(folder)) ?? []
      names = new Map(listed.filter((name) => !name.endsWith('/')).map((name) => [name.toLowerCase(), name]))
      this.folders.set(folder, names)
    }
    return names
  }

  /** Every file below the container's folder, folder by folder. */
  async *all(depth = 3, folder = ''): AsyncGenerator<string> {
    const names = (await this.file.listBeside?.(folder)) ?? []
    for (const name of names) if (!name.endsWith('/')) yield folder + name
    if (depth === 0) return
    for (const name of names) if (name.endsWith('/')) yield* this.all(depth - 1, folder + name)
  }
}
