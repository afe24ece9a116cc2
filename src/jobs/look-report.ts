/** What files would become, written down line by line as it is found, so that it can be read before anything is stored. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { WorkId } from '../archive/archive.ts'
import { plainChapter } from '../story/plain-text.ts'
import { countWords } from '../story/word-count.ts'
import type { RecoveredWork } from '../story/work.ts'
import type { LookTotals } from './job-record.ts'

/** One story, refused or passed-over file of the report. */
export type LookLine =
  | {
      kind: 'work'
      /** The files it would be read from. */
      files: string[]
      title: string
      authors: string[]
      fandoms: string[]
      rating: string
      chapters: number
      words: number
      looks: string[]
      /** Stories of the library that were read from these very bytes. */
      known: WorkId[]
      /** What it is put together from, where that is more than one file; reports of an older Fanfold say nothing. */
      joined?: string[]
    }
  | { kind: 'refused'; file: string; reason: string; hint: string }
  | { kind: 'skipped'; file: string; reason: string }

export function lookLine(
  work: RecoveredWork,
  known: WorkId[],
  { parts, forms }: { parts: number; forms: number },
): LookLine {
  const { fields, chapters, sources, looks } = work
  return {
    kind: 'work',
    files: sources.map(({ path }) => path),
    title: fields.title,
    authors: fields.authors,
    fandoms: fields.fandoms,
    rating: fields.rating,
    chapters: chapters.length,
    words: chapters.reduce((sum, { html }) => sum + countWords(plainChapter(html).text), 0),
    looks: looks.map(({ reason }) => reason),
    known,
    joined: [
      ...(parts > 1 ? [`Its ${parts} parts are joined.`] : []),
      ...(forms > 1
        ? [`The same story is there ${forms} times; the text of ${sources[0]?.path} would be shown.`]
        : []),
    ],
  }
}

export interface LookReportWriter {
  add(line: LookLine): void
  totals(): LookTotals
  /** Puts the whole report in place; until then there is none. */
  finish(): Promise<void>
}

export function writeLookReport(path: string): LookReportWriter {
  const partial = `${path}.part`
  const stream = createWriteStream(partial)
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure = error
  })
  const totals: LookTotals = { files: 0, works: 0, words: 0, needALook: 0, known: 0, refused: 0, skipped: 0 }
  return {
    totals: () => totals,
    add(line) {
      addToTotals(totals, line)
      stream.write(`${JSON.stringify(line)}\n`)
    },
    async finish() {
      await new Promise<void>((resolve) => {
        stream.once('close', resolve)
        stream.end()
      })
      if (failure) throw failure
      await rename(partial, path)
    },
  }
}

export function addToTotals(totals: LookTotals, line: LookLine): void {
  if (line.kind !== 'work') {
    totals.files++
    totals[line.kind]++
    return
  }
  totals.files += line.files.length
  totals.works++
  totals.words += line.words
  if (line.looks.length > 0) totals.needALook++
  if (line.known.length > 0) totals.known++
}

export type LookKind = LookLine['kind'] | 'doubtful' | 'known'

/** @param query.kind only lines of this kind. @returns [] where there is no report. */
export async function readLookReport(
  path: string,
  query: { kind: LookKind | null; page: number; pageSize: number },
): Promise<{ lines: LookLine[]; total: number }> {
  const from = (query.page - 1) * query.pageSize
  const lines: LookLine[] = []
  let total = 0
  try {
    for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
      const line: LookLine = JSON.parse(text)
      if (query.kind !== null && !isOfKind(line, query.kind)) continue
      if (total >= from && lines.length < query.pageSize) lines.push(line)
      total++
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return { lines, total }
}

function isOfKind(line: LookLine, kind: LookKind): boolean {
  if (kind === 'doubtful') return line.kind === 'work' && line.looks.length > 0
  if (kind === 'known') return line.kind === 'work' && line.known.length > 0
  return line.kind === kind
}

export function removeLookReport(path: string): Promise<void> {
  return rm(path, { force: true })
}
