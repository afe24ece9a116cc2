/** What commands print: results on standard output, all else on standard error. */
import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Writes to standard output and waits until it is taken. A reader that went away (`| head`) is no error. */
export function print(text: string): Promise<void> {
  return write(process.stdout, text)
}

/** Writes a line to standard error: progress, warnings, what a program need not read. */
export function tell(text = ''): Promise<void> {
  return write(process.stderr, `${text}\n`)
}

export function printLine(text = ''): Promise<void> {
  return print(`${text}\n`)
}

export function printJson(value: unknown): Promise<void> {
  return print(`${JSON.stringify(value, null, 2)}\n`)
}

/** Colours text for standard output; plain under NO_COLOR and where the output is no terminal. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

/** The same for standard error. */
export function paintError(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stderr })
}

export const number = (value: number): string => value.toLocaleString('en-GB')

/** '1 story', '3 stories'. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error)
      else resolve()
    })
  })
}
