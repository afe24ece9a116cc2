/** What a command's exit code says. */
export const EXIT = {
  done: 0,
  /** Some files were refused; or, for doctor, something is not well. */
  someRefused: 1,
  usage: 2,
  libraryUnusable: 3,
} as const
