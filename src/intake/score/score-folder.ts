/** Scores recovery on a folder of cases: `NAME.ext`, or a folder `NAME`, beside `NAME.expected.json`. */
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Evidence, emptyFields, type FieldName } from '../../story/field.ts'
import type { RecoveredWork } from '../../story/work.ts'
import { recoverPaths } from '../recover-paths.ts'
import { compareWork, type Finding, folded, type Verdict } from './compare.ts'
import { type ExpectedWork, expectedCase } from './expected.ts'

export interface Miss extends Finding {
  case: string
  evidence: Evidence[]
}

export interface FieldScore {
  field: string
  /** Values the cases expect. */
  cases: number
  right: number
  wrong: number
  missing: number
  invented: number
  /** Entries found beyond those listed: shown, and counted against nothing. */
  extra: number
  precision: number
  recall: number
  f1: number
}

export interface Score {
  cases: number
  fields: FieldScore[]
  all: FieldScore
  misses: Miss[]
  refused: { case: string; code: string; reason: string }[]
}

const SUFFIX = '.expected.json'

/** Stands for a work that was not found, so that each of its fields counts as missing. */
const NO_WORK: RecoveredWork = {
  fields: emptyFields(),
  evidence: {},
  relationshipsResolved: [],
  chapters: [],
  sources: [],
  diagnostics: [],
  looks: [],
}

/** @param folder with case files. @throws when a case's expectation is not of the schema, naming the case. */
export async function scoreFolder(folder: string): Promise<Score> {
  const names = (await readdir(folder)).sort()
  const misses: Miss[] = []
  const refused: Score['refused'] = []
  const findings: Finding[] = []
  let cases = 0
  for (const name of names.filter((each) => each.endsWith(SUFFIX))) {
    const stem = name.slice(0, -SUFFIX.length)
    const file = names.find(
      (each) => each === stem || (each.startsWith(`${stem}.`) && !each.endsWith(SUFFIX)),
    )
    if (file === undefined)
      throw new Error(`${name} has no case file "${stem}.…" or folder "${stem}" beside it.`)
    cases++
    const expected = expectedCase.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')))
    if (!expected.success)
      throw new Error(
        `${name}: ${expected.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
      )
    const result = await recoverCase(folder, file)
    if ('code' in result) refused.push({ case: file, code: result.code, reason: result.reason })
    for (const { finding, work } of compareCase(expected.data.works, 'code' in result ? [] : result.works)) {
      findings.push(finding)
      if (finding.verdict !== 'right') {
        misses.push({ case: file, ...finding, evidence: work?.evidence[finding.field as FieldName] ?? [] })
      }
    }
  }
  const fields = [...new Set(findings.map((finding) => finding.field))].sort()
  return {
    cases,
    fields: fields.map((field) =>
      tally(
        field,
        findings.filter((finding) => finding.field === field),
      ),
    ),
    all: tally('all', findings),
    misses,
    refused,
  }
}

/** A case's name without the number it is ordered by is what the reader is given. */
async function recoverCase(
  folder: string,
  name: string,
): Promise<{ works: RecoveredWork[] } | { code: string; reason: string }> {
  const path = { absolutePath: resolve(folder, name), name: name.replace(/^\d+-/, '') }
  const { works, refused } = await recoverPaths([path])
  const [first] = refused
  return works.length === 0 && first !== undefined ? first : { works }
}

function compareCase(
  expected: ExpectedWork[],
  works: RecoveredWork[],
): { finding: Finding; work?: RecoveredWork }[] {
  const left = [...works]
  const results: { finding: Finding; work?: RecoveredWork }[] = expected.map((_, index) => ({
    finding: {
      field: 'works',
      verdict: index < works.length ? 'right' : ('missing' as Verdict),
      expected: expected.length,
      found: works.length,
    },
  }))
  for (let over = expected.length; over < works.length; over++) {
    results.push({
      finding: { field: 'works', verdict: 'invented', expected: expected.length, found: works.length },
    })
  }
  for (const wanted of expected) {
    const index = Math.max(
      0,
      left.findIndex((work) => wanted.title != null && folded(work.fields.title) === folded(wanted.title)),
    )
    const [work] = left.splice(index, 1)
    for (const finding of compareWork(wanted, work ?? NO_WORK)) results.push({ finding, work })
  }
  return results
}

function tally(field: string, findings: Finding[]): FieldScore {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length
  const [right, wrong, missing, invented, extra] = (
    ['right', 'wrong', 'missing', 'invented', 'extra'] as const
  ).map(count) as [number, number, number, number, number]
  const precision = share(right, right + wrong + invented)
  const recall = share(right, right + wrong + missing)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return {
    field,
    cases: right + wrong + missing,
    right,
    wrong,
    missing,
    invented,
    extra,
    precision,
    recall,
    f1,
  }
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
