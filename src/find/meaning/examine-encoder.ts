/** Whether the encoder a library is read with is whole and can be used. */
import type { Problem } from '../../archive/archive.ts'
import { problem } from '../index-problems.ts'
import { chosenModel } from './chosen-model.ts'
import { openEncoder } from './encoder.ts'
import { damagedFiles, type EncoderModel } from './model.ts'

export interface ExaminedEncoder {
  /** Undefined where stories are found by words alone, or the choice cannot be read. */
  model: EncoderModel | undefined
  problems: Problem[]
}

const TRIED = 'The lamp was lit.'

/** Reads the encoder's files whole, and encodes a sentence with it: a second's work. Never throws. */
export async function examineEncoder(libraryDir: string): Promise<ExaminedEncoder> {
  let model: EncoderModel | undefined
  try {
    model = chosenModel(libraryDir)
  } catch (error) {
    return { model, problems: [problem('doctor/encoder-unusable', (error as Error).message, false)] }
  }
  if (model === undefined) return { model, problems: [] }
  const damaged = damagedFiles(model).map((path) =>
    problem(
      'doctor/encoder-damaged',
      `${path} is missing, or is not the file the sentence encoder "${model.name}" was described with. Get it again.`,
      false,
    ),
  )
  return { model, problems: damaged.length > 0 ? damaged : await tryOut(model) }
}

async function tryOut(model: EncoderModel): Promise<Problem[]> {
  try {
    const encoder = await openEncoder(model)
    try {
      const [vector] = await encoder.encode([TRIED], 'passage')
      if (vector?.length === model.dimensions && vector.every(Number.isFinite)) return []
      throw new Error('it makes no numbers of a sentence')
    } finally {
      await encoder.close()
    }
  } catch (error) {
    const [why] = (error as Error).message.split('\n')
    return [
      problem(
        'doctor/encoder-unusable',
        `The sentence encoder "${model.name}" in ${model.folder} cannot be used: ${why}.`,
        false,
      ),
    ]
  }
}
