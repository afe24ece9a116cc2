/** Something imperfect in what came in: returned beside the result, never thrown. */
import type { Span } from './field.ts'

export interface Diagnostic {
  /** `room/what`, listed in docs/diagnostics.md; a code is never reused for another meaning. */
  rule: string
  /** `look`: a person had better look at it; `info`: worth knowing. */
  severity: 'look' | 'info'
  /** The source's path. */
  source: string
  span: Span | null
  /** One sentence for people: what is so. */
  text: string
  /** What can be done about it. */
  hint?: string
}
