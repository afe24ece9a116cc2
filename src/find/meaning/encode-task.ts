/** What the encoding thread is asked and answers. Plain values, since they cross threads. */
import type { TextKind } from './encoder.ts'
import type { EncoderModel } from './model.ts'

export interface EncodeStart {
  model: EncoderModel
}

export interface EncodeTask {
  id: number
  texts: readonly string[]
  kind: TextKind
}

export type EncodeAnswer = { id: number; vectors: Float32Array[] } | { id: number; error: string }
