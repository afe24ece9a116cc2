/** Whether a story is finished, in the words of sites and writers. */
import type { Status } from '../../../story/field.ts'

const TABLE: [RegExp, Status][] = [
  [
    /(?<![\p{L}\d])(?:abandoned|discontinued|dead|hiatus|orphaned|on hold|pausiert|abgebrochen|interrotta|cancelled|canceled|unfinished and will stay|en pause|abandonné|abandonada)(?![\p{L}\d])|заморожен|заброшен/iu,
    'abandoned',
  ],
  [
    /(?<![\p{L}\d])(?:wip|work[- ]in[- ]progress|in[- ]progress|in[- ]process|incomplete|not (?:yet )?(?:complete|completed|finished)|unfinished|ongoing|on-going|tbc|to be continued|en cours|in arbeit|in corso|em andamento|en progreso|en proceso|unvollständig|not done|still being written|noch nicht (?:abgeschlossen|fertig)|pågående|kesken)(?![\p{L}\d])|в процессе|в работе|не завершен|не закончен/iu,
    'in-progress',
  ],
  [
    /(?<![\p{L}\d])(?:complete|completed|finished|done|one[- ]?shot|standalone|stand[- ]alone|fin|fini|terminée?|terminad[oa]|abgeschlossen|fertiggestellt|fertig|completa|completo|conclu[ií]da|conclusa|vollständig|valmis|voltooid|befejezett)(?![\p{L}\d])|заверш[её]н|законч/iu,
    'complete',
  ],
]
const YES = /^\s*(?:yes|yep|yup|y|ja|oui|sí|si|sim|sì|да|igen|true|1(?=\s*$)|x(?=\s*$)|✓|✔)(?![\p{L}\d])/iu
const NO = /^\s*(?:no|nope|n|nein|non|não|нет|nem|false|0(?=\s*$)|not yet)(?![\p{L}\d])/iu

/** "this is not abandoned", "never dead" */
const NOT_OVER =
  /\b(?:not|never|isn['’]t|no longer|wo?n['’]t be)\s+(?:(?:be|being|been|going to be|yet|quite)\s+)?(?:abandoned|dead|discontinued|orphaned|on (?:hiatus|hold)|cancell?ed)\b/gi

/** @param label decides what "Yes" and "No" mean: `Complete: Yes`, `WIP: Yes`. */
export function readStatus(value: string, label: string): Status | null {
  const isWip = /wip|progress/i.test(label)
  if (/^\s*(?:да|нет)(?!\p{L})/iu.test(value))
    return /^\s*да/iu.test(value) === isWip ? 'in-progress' : 'complete'
  if (YES.test(value)) return isWip ? 'in-progress' : 'complete'
  if (NO.test(value)) return isWip ? 'complete' : 'in-progress'
  if (isOneShot(value)) return 'complete'
  const said = value.replace(NOT_OVER, ' ongoing ')
  for (const [pattern, status] of TABLE) if (pattern.test(said)) return status
  return statusOfParts(value)
}

/** "One-shot … may be continued" is complete. */
function isOneShot(value: string): boolean {
  return /\bone[- ]?shot\b|\bstand[- ]?alone\b/i.test(value)
}

/** `3/3` complete, `3/?` and `3/5` in progress; null where the value is no such pair. */
export function statusOfParts(value: string): Status | null {
  const match = /^\D{0,12}(\d{1,4})\s*(?:\/|of|von|sur|di|de)\s*(\d{1,4}|\?+|x|tbd)(?![\d/])/i.exec(value)
  if (!match) return null
  return match[1] === match[2] || Number(match[1]) > Number(match[2]) ? 'complete' : 'in-progress'
}
