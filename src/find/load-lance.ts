/** Loads LanceDB at its first use: it takes a tenth of a second. */
import { availableParallelism } from 'node:os'

export function loadLance() {
  // It leaves two cores for input and output, which on a machine of two means that it works on one.
  process.env.LANCE_CPU_THREADS ??= String(availableParallelism())
  // Else it warns of them on standard error, and nobody here asks for them.
  process.env.LANCE_INCLUDE_VECTOR_CENTROIDS ??= 'false'
  return import('@lancedb/lancedb')
}
