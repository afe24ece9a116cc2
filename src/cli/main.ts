/** The command line: one file a command, put together here. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { packageRoot } from '../entry-points.ts'
import { backupCommand } from './backup.ts'
import { endWith, tellFailure } from './command.ts'
import { doctorCommand } from './doctor.ts'
import { EXIT } from './exit-codes.ts'
import { exportCommand } from './export.ts'
import { findCommand } from './find.ts'
import { importCommand } from './import.ts'
import { joinCommand } from './join.ts'
import { listCommand } from './list.ts'
import { modelCommand } from './model.ts'
import { neverCommand } from './never.ts'
import { openCommand } from './open.ts'
import { partCommand } from './part.ts'
import { reindexCommand } from './reindex.ts'
import { removeCommand } from './remove.ts'
import { restoreCommand } from './restore.ts'
import { scoreCommand } from './score.ts'
import { scoreFindCommand } from './score-find.ts'
import { searchesCommand } from './searches.ts'
import { serveCommand } from './serve.ts'
import { showCommand } from './show.ts'
import { tagsCommand } from './tags.ts'
import { undoCommand } from './undo.ts'

const COMMANDS = [
  openCommand,
  importCommand,
  serveCommand,
  listCommand,
  showCommand,
  findCommand,
  tagsCommand,
  neverCommand,
  searchesCommand,
  exportCommand,
  joinCommand,
  partCommand,
  removeCommand,
  undoCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  reindexCommand,
  modelCommand,
  scoreCommand,
  scoreFindCommand,
]

function makeProgram(): Command {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
  const program = new Command('fanfold')
    .description('A home for fan fiction: open a folder of saved stories and read them.')
    .version(version)
    .showHelpAfterError('Say --help after any command to see how it is used.')
  program.exitOverride()
  for (const add of COMMANDS) add(program)
  for (const command of program.commands) command.exitOverride()
  return program
}

// A reader of our output that goes away (`| head`) ends the command without a fuss.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
})

try {
  await makeProgram().parseAsync()
} catch (error) {
  if (error instanceof CommanderError) endWith(error.exitCode === 0 ? EXIT.done : EXIT.usage)
  else await tellFailure(error)
}
// The search engine's native threads would keep the process alive after the last word is said.
process.exit(process.exitCode)
