/** Works read in one go, put together as an import would: parts of one work, and the same story in several files. */
import { dirname } from 'node:path'
import { joinDuplicates } from '../intake/duplicates/join-duplicates.ts'
import { joinWorkParts } from '../intake/parts/join-work-parts.ts'
import type { RecoveredWork, SourceRef } from '../story/work.ts'
import type { FoundFile } from './find-files.ts'

export interface ReadWork {
  work: RecoveredWork
  file: FoundFile
  /** Of the bytes it was read from. */
  sha256: string
}

export interface JoinedWork {
  work: RecoveredWork
  /** Of all it was read from. */
  sha256s: string[]
  /** Parts its text is put together from; 1 for a work that stands in one file. */
  parts: number
  /** How often the story was there; its best text counts, and the file that has it stands first. */
  forms: number
  /** Which of those given it begins with. */
  first: number
}

/** @returns the works in the order of the first of what each was read from. */
export function joinRead(read: readonly ReadWork[]): JoinedWork[] {
  const origin = new Map<SourceRef, number>()
  for (const [at, { work }] of read.entries()) for (const source of work.sources) origin.set(source, at)
  const whole = joinWorkParts(read.map(({ work, file }) => ({ work, folder: folderOf(file) })))
  const wholeOf = new Map<SourceRef, number>()
  for (const [at, { sources }] of whole.entries()) for (const source of sources) wholeOf.set(source, at)
  const told = joinDuplicates(whole).map((work): JoinedWork => {
    const origins = distinct(work.sources.map((source) => origin.get(source) as number))
    const wholes = distinct(work.sources.map((source) => wholeOf.get(source) as number))
    const shown = whole[wholes[0] as number] as RecoveredWork
    return {
      work,
      sha256s: distinct(origins.map((at) => (read[at] as ReadWork).sha256)),
      parts: distinct(shown.sources.map((source) => origin.get(source) as number)).length,
      forms: wholes.length,
      first: Math.min(...origins),
    }
  })
  return told.sort((a, b) => a.first - b.first)
}

/** What a container holds stands in a folder of its name. */
function folderOf({ absolutePath }: FoundFile): string {
  return dirname(absolutePath).replace(/(?:\.[A-Za-z0-9]{1,5})?!$/, '')
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}
