/** Programs from outside that tests hold our files against: present or not, and said by name when not. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const known = new Map<string, boolean>()

/**
 * Whether a program can be started. Where it cannot, its tests are skipped by name; in continuous integration,
 * which installs them all, a skip is a failure.
 * @param what the name people know it by. @param file a file of it that must be there too.
 * @throws when it is missing and CI is set.
 */
export function isInstalled(program: string, what = program, file?: string): boolean {
  let there = known.get(what)
  if (there === undefined) {
    there =
      spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined &&
      (file === undefined || existsSync(file))
    known.set(what, there)
    if (!there)
      process.stderr.write(
        `skipped: ${what} is not installed, so the tests that hold files against it did not run\n`,
      )
  }
  if (!there && process.env.CI)
    throw new Error(`${what} is not installed; continuous integration must not skip its tests.`)
  return there
}
