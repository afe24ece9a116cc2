// `npm run fuzz -- [--minutes 10] [--format docx] [--seed 1] [--threads 2]`: breaks the case files of every reader and has them read.
// `npm run fuzz -- --format docx --file fuzz-findings/docx-1a2b3c4d.docx [--beside FOLDER]` reads one that was kept again,
// as if it lay in that folder: its .why.txt names the file it was made from.
// Not a part of `npm test`: what it finds becomes a test there.
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runFuzz, tryFile } from '../test/fuzz/run-fuzz.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    format: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: `${Date.now() % 1_000_000_000}` },
    threads: { type: 'string', default: `${Math.min(4, availableParallelism())}` },
    file: { type: 'string' },
    beside: { type: 'string' },
  },
})

if (values.file !== undefined) {
  const { file, beside, format } = values
  console.log(await tryFile({ path: file, target: format[0] ?? 'text', folder: beside }))
  process.exit(0)
}
console.log(`seed ${values.seed}`)
const findings = await runFuzz({
  minutes: Number(values.minutes),
  targets: values.format,
  seed: Number(values.seed),
  threads: Number(values.threads),
  outDir: join(dirname(dirname(fileURLToPath(import.meta.url))), 'fuzz-findings'),
})
for (const { target, what, file } of findings) console.log(`${target}: ${what.split('\n')[0]}\n  ${file}`)
process.exit(findings.length > 0 ? 1 : 0)
