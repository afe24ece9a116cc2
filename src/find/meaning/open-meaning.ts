/** The meaning vectors a library can be asked with now: those of the encoder in use, or of the one before it while the new one still reads. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Archive } from '../../archive/archive.ts'
import { chosenModel, modelChoice } from './chosen-model.ts'
import type { Encoder } from './encoder.ts'
import { MeaningReader } from './meaning-reader.ts'
import {
  hasVectors,
  type MeaningTables,
  meaningFolder,
  openMeaningTables,
  otherModels,
} from './meaning-tables.ts'
import { type EncoderModel, readModel } from './model.ts'
import { openEncoderThread } from './open-encoder-thread.ts'
import { usualQuestionOf } from './usual-question.ts'

export interface OpenMeaning {
  model: EncoderModel
  reader: MeaningReader
  encoder: Encoder
}

export interface MeaningDoor {
  /** @returns undefined where nothing is read for meaning yet, or the encoder cannot be used. */
  open(): Promise<OpenMeaning | undefined>
  /** Works not yet read for meaning. */
  unread(): Promise<number>
  /** Closes what is open: the next question opens it anew. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Which encoder a folder of vectors belongs to: while another one takes over, this one still answers. */
const ENCODER_FILE = 'encoder.json'

export function rememberEncoder(folder: string, model: EncoderModel): void {
  writeFileSync(join(folder, ENCODER_FILE), `${JSON.stringify({ folder: model.folder })}\n`)
}

export function openMeaningDoor(
  libraryDir: string,
  archive: Pick<Archive, 'meaningProgress' | 'generation'>,
): MeaningDoor {
  let opened: { id: string; tables: MeaningTables; open: OpenMeaning } | undefined
  const waiting = new Map<string, { generation: string; works: number }>()
  const encoders = new Map<string, Encoder>()

  const ownModel = modelWatcher(libraryDir)
  const unreadBy = async ({ id }: EncoderModel): Promise<number> => {
    const generation = await archive.generation()
    const known = waiting.get(id)
    if (known?.generation === generation) return known.works
    const { worksWaiting } = await archive.meaningProgress(id)
    waiting.set(id, { generation, works: worksWaiting })
    return worksWaiting
  }
  const unread = async (): Promise<number> => {
    const own = ownModel()
    return own ? unreadBy(own) : 0
  }
  const reset = async () => {
    opened?.tables.close()
    opened = undefined
  }
  /** The one that has read most; of two that have read as much the one in use. */
  const usable = async (): Promise<EncoderModel | undefined> => {
    const own = ownModel()
    if (own === undefined) return undefined
    let best = hasVectors(meaningFolder(libraryDir, own)) ? own : undefined
    for (const id of otherModels(libraryDir, own)) {
      const other = modelBefore(libraryDir, id)
      if (other && (best === undefined || (await unreadBy(other)) < (await unreadBy(best)))) best = other
    }
    return best
  }
  const encoderOf = (of: EncoderModel): Encoder => {
    const known = encoders.get(of.id)
    if (known) return known
    const encoder = openEncoderThread(of)
    encoders.set(of.id, encoder)
    return encoder
  }
  return {
    unread,
    reset,
    async open() {
      const of = await usable()
      if (of === undefined) {
        await reset()
        return undefined
      }
      if (opened?.id !== of.id) {
        await reset()
        const tables = await openMeaningTables(meaningFolder(libraryDir, of))
        const encoder = encoderOf(of)
        const usual = await usualQuestionOf({ model: of, folder: tables.folder, encoder })
        const open = { model: of, reader: new MeaningReader(tables, of.dimensions, usual), encoder }
        opened = { id: of.id, tables, open }
      }
      return opened.open
    },
    async close() {
      await reset()
      await Promise.all([...encoders.values()].map((encoder) => encoder.close()))
    },
  }
}

/** The model in use, read anew where another was chosen; where it cannot be used, words alone answer. */
function modelWatcher(libraryDir: string): () => EncoderModel | undefined {
  let known: { choice: string | undefined; model: EncoderModel | undefined } | undefined
  return () => {
    const choice = modelChoice(libraryDir)
    if (known === undefined || known.choice !== choice) {
      try {
        known = { choice, model: chosenModel(libraryDir) }
      } catch {
        known = { choice, model: undefined }
      }
    }
    return known.model
  }
}

/** An encoder that was in use before; undefined where its own files are gone. */
function modelBefore(libraryDir: string, id: string): EncoderModel | undefined {
  const at = join(libraryDir, 'meaning', id)
  try {
    const { folder } = JSON.parse(readFileSync(join(at, ENCODER_FILE), 'utf8')) as { folder: string }
    const found = readModel(folder)
    return found.id === id && hasVectors(at) ? found : undefined
  } catch {
    return undefined
  }
}
