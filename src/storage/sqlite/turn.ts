/** One connection, taken in turns: what is asked while a transaction is open waits for its end. */
export class Turn {
  #last: Promise<void> = Promise.resolve()
  #end: (() => void) | undefined

  async take(): Promise<void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    this.#end = resolve
  }

  give(): void {
    const end = this.#end
    this.#end = undefined
    end?.()
  }
}
