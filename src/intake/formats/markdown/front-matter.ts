/** What stands at the very top of a Markdown file, for programs: YAML between `---`, TOML between `+++`. */
import { parse } from 'yaml'
import { labelOfLine } from '../../recover/labels.ts'

export interface FrontMatter {
  /** `Label: value`, a field a line, in the words headers are written in. */
  lines: string[]
  /** Where the text begins behind it. */
  end: number
}

const YAML = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/
const TOML = /^\+\+\+[ \t]*\n([\s\S]{0,20000}?)\n\+\+\+[ \t]*(?:\n|$)/
const KEYED = /^[\w"' -]{1,40}:(?:\s|$)/m

/** @param text decoded, line ends "\n". @returns undefined where there is none. Never throws. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const yaml = YAML.exec(text)
  if (yaml !== null && KEYED.test(yaml[1] as string))
    return { lines: linesOf(parseYaml(yaml[1] as string)), end: yaml[0].length }
  const toml = TOML.exec(text)
  return toml === null ? undefined : { lines: linesOf(parseToml(toml[1] as string)), end: toml[0].length }
}

function parseYaml(source: string): Record<string, unknown> {
  try {
    const value: unknown = parse(source, { maxAliasCount: 50, logLevel: 'error', uniqueKeys: false })
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // A colon in an unquoted title is the usual reason: then every line is taken for itself.
  }
  return Object.fromEntries(
    [...source.matchAll(/^([\w -]{1,40}):[ \t]*(.*)$/gm)].map(([, key, value]) => [
      key,
      value?.replace(/^(["'])(.*)\1$/, '$2'),
    ]),
  )
}

/** Of TOML only what front matter uses: `key = "value"`, `key = ["a", "b"]`, numbers. */
function parseToml(source: string): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [, key, value] of source.matchAll(/^([\w-]{1,40})[ \t]*=[ \t]*(.+)$/gm)) {
    try {
      values[key as string] = JSON.parse((value as string).replace(/'([^']*)'/g, '"$1"'))
    } catch {
      values[key as string] = value
    }
  }
  return values
}

/** Keys as programs shorten them → the words labels are written in. */
const LABELS: Readonly<Record<string, string>> = {
  wordcount: 'Word count',
  words: 'Words',
  lang: 'Language',
  ships: 'Pairing',
  ship: 'Pairing',
  description: 'Summary',
  abstract: 'Summary',
  updated: 'Updated',
  published: 'Published',
  keywords: 'Tags',
}

function linesOf(values: Record<string, unknown>): string[] {
  const lines: string[] = []
  for (const [key, value] of Object.entries(values).slice(0, 100)) {
    const plain = key.replace(/[_-]+/g, ' ').trim().toLowerCase()
    const label = LABELS[plain] ?? plain.charAt(0).toUpperCase() + plain.slice(1)
    const said = textOf(value)
      .replace(/[ \t]+/g, ' ')
      .trim()
    if (said !== '' && labelOfLine(`${label}: x`) !== null) lines.push(`${label}: ${said}`)
  }
  return lines
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    const entries = value.map(textOf).filter((entry) => entry !== '')
    return entries.join(entries.some((entry) => entry.includes(',')) ? '; ' : ', ')
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined
  return typeof name === 'string' ? name : ''
}
