/** Which encoder a library is read with: the one named in the surroundings, else the operator's choice for the library, else Fanfold's own. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type EncoderModel, readModel } from './model.ts'

const CHOICE = 'encoder.txt'
/** Finding by words alone: for machines too weak to read for meaning. */
export const NO_MODEL = 'none'

/**
 * @returns undefined where stories are to be found by words alone.
 * @throws ArchiveError `model/unusable`.
 */
export function chosenModel(libraryDir: string): EncoderModel | undefined {
  const choice = modelChoice(libraryDir)
  return choice === NO_MODEL ? undefined : readModel(choice)
}

/** A model folder, `none`, or undefined for the one that comes with Fanfold. */
export function modelChoice(libraryDir: string): string | undefined {
  const named = process.env.FANFOLD_MODEL
  if (named) return named === NO_MODEL ? named : resolve(named)
  const kept = join(libraryDir, CHOICE)
  return existsSync(kept) ? readFileSync(kept, 'utf8').trim() || undefined : undefined
}

/**
 * Keeps the choice with the library; undefined goes back to Fanfold's own.
 * @throws ArchiveError `model/unusable`, and nothing is changed.
 */
export function chooseModel(libraryDir: string, choice: string | undefined): void {
  const kept = join(libraryDir, CHOICE)
  if (choice === undefined) {
    rmSync(kept, { force: true })
    return
  }
  const told = choice === NO_MODEL ? choice : readModel(choice).folder
  mkdirSync(libraryDir, { recursive: true })
  writeFileSync(kept, `${told}\n`)
}
