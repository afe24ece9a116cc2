/** `fanfold model`: which sentence encoder finding by meaning uses, and how much it has read. */
import type { Command } from 'commander'
import { personsPath } from '../config.ts'
import { chooseModel, chosenModel, NO_MODEL } from '../find/meaning/chosen-model.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, number, printLine } from './terminal.ts'

export function modelCommand(program: Command): void {
  withJson(withLibrary(program.command('model')))
    .description('Say which sentence encoder finding by meaning uses, or choose another.')
    .argument('[choice]', 'a model folder; "own" for the one that comes with Fanfold; "none" for words alone')
    .action((choice: string | undefined, options: CommonOptions) =>
      useLibrary(options, async ({ archive, dir }) => {
        if (choice !== undefined) chooseModel(dir, folderOf(choice))
        const model = chosenModel(dir)
        if (model === undefined)
          return answer(options, { model: null }, () => printLine('Stories are found by their words alone.'))
        const { works, worksWaiting } = await archive.meaningProgress(model.id)
        const told = {
          model: model.name,
          folder: model.folder,
          languages: model.languages,
          works,
          worksWaiting,
        }
        await answer(options, told, async () => {
          await printLine(`${model.name}, in ${model.folder}`)
          await printLine(
            worksWaiting === 0
              ? `${counted(works, 'story', 'stories')} read for meaning`
              : `${number(works - worksWaiting)} of ${counted(works, 'story', 'stories')} read for meaning; "fanfold reindex" or a running Fanfold, started anew, reads the rest`,
          )
        })
      }),
    )
}

function folderOf(choice: string): string | undefined {
  if (choice === 'own') return undefined
  return choice === NO_MODEL ? choice : personsPath(choice)
}
