/** A bar in the terminal, on standard error; it stands once there is something to show, and leaves nothing behind. */
import { SingleBar } from 'cli-progress'

export interface ProgressBar {
  /** @param payload what the format names besides `{bar}`, `{value}` and `{total}`. */
  show(total: number, value: number, payload: Record<string, string>): void
  end(): void
}

/** @param format as cli-progress reads it. */
export function progressBar(format: string): ProgressBar {
  const bar = new SingleBar({
    format,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  })
  let started = false
  return {
    show(total, value, payload) {
      if (!started) bar.start(total, value, payload)
      started = true
      bar.update(value, payload)
    },
    end() {
      if (started) bar.stop()
    },
  }
}
