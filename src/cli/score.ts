/** `fanfold score DIR`: how right recovery is, on a folder of cases with what each expects. */
import type { Command } from 'commander'
import { personsPath } from '../config.ts'
import { type FieldScore, type Miss, type Score, scoreFolder } from '../intake/score/score-folder.ts'
import { printJson, printLine } from './terminal.ts'

export function scoreCommand(program: Command): void {
  program
    .command('score')
    .description('Score recovery on a folder of cases: NAME.ext beside NAME.expected.json.')
    .argument('<dir>', 'the folder of cases')
    .option('--json', 'print JSON for programs')
    .option('--quiet', 'leave out the misses')
    .action(async (dir: string, options: { json?: boolean; quiet?: boolean }) => {
      const score = await scoreFolder(personsPath(dir))
      if (options.json) return printJson(score)
      if (!options.quiet) for (const miss of score.misses) await printLine(missLine(miss))
      await printTable(score)
    })
}

function missLine(miss: Miss): string {
  const evidence = miss.evidence
    .slice(0, 3)
    .map(
      ({ rule, confidence, chosen, value }) =>
        `${rule} ${confidence}${chosen ? ' chosen' : ''} ${short(value)}`,
    )
    .join('; ')
  return `${miss.case}: ${miss.field} ${miss.verdict}: expected ${short(miss.expected)}, found ${short(miss.found)}${evidence ? ` [${evidence}]` : ''}`
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}

async function printTable(score: Score): Promise<void> {
  await printLine(
    `\n${'field'.padEnd(18)}${['cases', 'right', 'wrong', 'missing', 'invented', 'extra', 'precision', 'recall', 'F1'].map((name) => name.padStart(10)).join('')}`,
  )
  for (const row of [...score.fields, score.all]) await printLine(tableRow(row))
  await printLine(
    `\n${score.cases} cases; ${score.refused.length} refused${score.refused.map((each) => `\n  ${each.case}: ${each.reason}`).join('')}`,
  )
}

function tableRow(row: FieldScore): string {
  const counts = [row.cases, row.right, row.wrong, row.missing, row.invented, row.extra].map((value) =>
    String(value).padStart(10),
  )
  const shares = [row.precision, row.recall, row.f1].map((value) => value.toFixed(3).padStart(10))
  return `${row.field.padEnd(18)}${counts.join('')}${shares.join('')}`
}
