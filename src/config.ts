/** Where things are, settled once from the command line and the environment. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { packageRoot } from './entry-points.ts'

export const DEFAULT_PORT = 4114
export const DEFAULT_HOST = '127.0.0.1'

/** Scripts of package.json that take a person's paths. */
const NPM_SCRIPTS = ['start', 'fanfold', 'score', 'score:find']

/** npm runs a script in the package's folder and says in INIT_CWD where the person stood. */
export function personsFolder(env: NodeJS.ProcessEnv = process.env): string {
  const byNpm = NPM_SCRIPTS.includes(env.npm_lifecycle_event ?? '')
  return byNpm && env.INIT_CWD ? env.INIT_CWD : process.cwd()
}

/** A path a person typed, made absolute from where they stand. */
export function personsPath(path: string): string {
  return resolve(personsFolder(), path)
}

/** The library to use: the one named, else `./library` of a checkout, else the platform's data folder. */
export function libraryFolder(named: string | undefined): string {
  if (named !== undefined) return personsPath(named)
  const root = packageRoot()
  return isCheckout(root) ? join(root, 'library') : join(dataFolder(), 'fanfold')
}

function isCheckout(root: string): boolean {
  return existsSync(join(root, 'src', 'cli', 'main.ts'))
}

function dataFolder(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share')
}

/** True where only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
