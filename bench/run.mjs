// `npm run bench`: every figure as a ratio against a named peer, in one run on this machine.
// `npm run bench -- import epub` runs those alone.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
const wanted = process.argv.slice(2)
const scripts = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.mjs'))
  .map((name) => name.replace('.bench.mjs', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))

if (scripts.length === 0)
  console.log(
    `There is no such figure. They are: ${readdirSync(folder)
      .filter((name) => name.endsWith('.bench.mjs'))
      .map((name) => name.replace('.bench.mjs', ''))
      .join(', ')}`,
  )
for (const name of scripts) {
  console.log(`\n── ${name}`)
  const { run } = await import(pathToFileURL(join(folder, `${name}.bench.mjs`)).href)
  await run()
}
process.exit(0)
