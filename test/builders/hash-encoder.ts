/** An encoder without a model: a text's vector follows from its hash alone. */
import { createHash } from 'node:crypto'
import { type Encoder, unit } from '../../src/find/meaning/encoder.ts'

export function hashEncoder(dimensions: number): Encoder {
  return {
    encode: async (texts) => texts.map((text) => vectorOf(text, dimensions)),
    close: async () => undefined,
  }
}

export function vectorOf(text: string, dimensions: number): Float32Array {
  const bytes = createHash('sha512').update(text).digest()
  return unit(
    Float32Array.from({ length: dimensions }, (_, at) => (bytes[at % bytes.length] as number) - 127.5),
  )
}
