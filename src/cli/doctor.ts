/** `fanfold doctor`: says what is not well in a library, and mends what can be derived again. */
import type { Command } from 'commander'
import { examineLibrary, repairLibrary } from '../jobs/examine-library.ts'
import { answer, type CommonOptions, endWith, useLibrary, withJson, withLibrary } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { counted, paint, printLine, tell } from './terminal.ts'

export function doctorCommand(program: Command): void {
  withJson(withLibrary(program.command('doctor')))
    .description(
      'Check the library: every source there and whole, every story with its source, the index up to date.',
    )
    .option('--repair', 'build again what is derived')
    .action((options: CommonOptions & { repair?: boolean }) =>
      useLibrary(options, async (library) => {
        if (options.repair) await repairLibrary(library, (text) => void tell(text))
        const problems = await examineLibrary(library)
        if (problems.length > 0) endWith(EXIT.someRefused)
        await answer(options, { well: problems.length === 0, problems }, async () => {
          if (problems.length === 0) return printLine('All is well.')
          for (const problem of problems) await printLine(`${paint('red', problem.code)}  ${problem.text}`)
          const repairable = problems.filter((problem) => problem.repairable).length
          if (repairable > 0 && !options.repair)
            await printLine(
              `"fanfold doctor --repair" can mend ${counted(repairable, 'of these', 'of these')}.`,
            )
        })
      }),
    )
}
