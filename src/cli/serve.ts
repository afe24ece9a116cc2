/** `fanfold serve`: the pages alone, without looking at any folder. */
import { type Command, InvalidArgumentError } from 'commander'
import { purgeOld } from '../archive/purge-old.ts'
import { DEFAULT_HOST, DEFAULT_PORT } from '../config.ts'
import { type CommonOptions, useLibrary, withLibrary } from './command.ts'
import { openBrowser, type ServeOptions, serveLibrary, untilInterrupted } from './serve-library.ts'
import { paintError, tell } from './terminal.ts'

export interface ServeCommandOptions extends CommonOptions, ServeOptions {
  browser: boolean
}

export function serveCommand(program: Command): void {
  withAddress(withLibrary(program.command('serve')))
    .description('Serve the library to a browser.')
    .action((options: ServeCommandOptions) =>
      useLibrary(options, async (library) => {
        const served = await serveLibrary(library, options)
        await tellAddress(served.url, options)
        const interrupted = untilInterrupted()
        // A library that may only be read is served all the same.
        await purgeOld(library.archive, new Date()).catch(() => undefined)
        await interrupted
        await served.close()
      }),
    )
}

/** Adds `--port`, `--host` and `--no-browser`. */
export function withAddress(command: Command): Command {
  return command
    .option('--port <n>', `the port to listen on (default: ${DEFAULT_PORT})`, portNumber)
    .option('--host <address>', `the address to listen on (default: ${DEFAULT_HOST}, this machine alone)`)
    .option('--no-browser', 'do not open the browser')
}

export async function tellAddress(url: string, options: ServeCommandOptions): Promise<void> {
  await tell(`${paintError('bold', 'Fanfold')} is at ${paintError('cyan', url)}  (Ctrl-C ends it)`)
  if (options.browser) openBrowser(url)
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return port
}
