/** One large JSON object written piece by piece, so that memory does not grow with the hoard. */
import { print } from './terminal.ts'

/** Writes `{"works":[…],"refused":[…],"skipped":[…]}` while the works come in. */
export class ReportStream {
  #comma = ''
  #open = false
  #last: Promise<void> = Promise.resolve()

  work(json: unknown): void {
    this.#write(`${this.#open ? '' : '{"works":['}${this.#comma}\n${JSON.stringify(json)}`)
    this.#open = true
    this.#comma = ','
  }

  /** Closes the object; resolves when all of it is written. */
  async end(refused: unknown[], skipped: unknown[]): Promise<void> {
    const start = this.#open ? '' : '{"works":['
    this.#write(
      `${start}\n],\n"refused":${JSON.stringify(refused)},\n"skipped":${JSON.stringify(skipped)}}\n`,
    )
    await this.#last
  }

  #write(text: string): void {
    this.#last = this.#last.then(() => print(text))
  }
}
