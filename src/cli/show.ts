/** `fanfold show WORK`: one work with its fields, and where each comes from. */
import type { Command } from 'commander'
import type { PartOffer, WorkDetail, WorkPart } from '../archive/archive.ts'
import type { WorkVersion } from '../archive/versions.ts'
import { FIELD_NAMES, type FieldName } from '../story/field.ts'
import { fieldsJson, workJson } from '../story/work-json.ts'
import { versionAnswer } from '../web/api/story-answers.ts'
import { answer, type CommonOptions, requireWorks, useLibrary, withJson, withLibrary } from './command.ts'
import { number, paint, printLine } from './terminal.ts'

export function showCommand(program: Command): void {
  withJson(withLibrary(program.command('show')))
    .description('Show one story: every field and where it comes from.')
    .argument('<work>', 'its id, as "fanfold list" prints it')
    .action((id: string, options: CommonOptions) =>
      useLibrary(options, async (library) => {
        await requireWorks(library, [id])
        const work = (await library.archive.getWork(id)) as WorkDetail
        const chapters = options.json ? await library.archive.getChapters(id) : []
        const versions = await library.archive.versionsOf(id)
        const parts = await library.archive.partsOf(id)
        const offers = await library.archive.partOffers(id)
        const json = { id, ...workJson({ ...work, chapters }), versions: versions.map(versionAnswer), parts }
        await answer(options, json, async () => {
          await showPlain(work, versions)
          await showParts(id, parts, offers)
        })
      }),
    )
}

async function showPlain(work: WorkDetail, versions: WorkVersion[]): Promise<void> {
  const values = fieldsJson(work.fields) as Record<string, unknown>
  await printLine(paint('bold', work.fields.title))
  for (const field of FIELD_NAMES) {
    const value = values[field]
    if (field === 'title' || value === null || (Array.isArray(value) && value.length === 0)) continue
    await printLine(
      `  ${paint('dim', field.padEnd(14))} ${Array.isArray(value) ? value.join(', ') : String(value).replace(/\n+/g, ' ')}${whence(work, field)}`,
    )
  }
  await printLine(
    `  ${paint('dim', 'words'.padEnd(14))} ${number(work.words)} in ${work.chapters} chapters, ${work.scenes} scenes${work.scenesInferred > 0 ? ` (${work.scenesInferred} more suggested)` : ''}`,
  )
  for (const source of work.sources)
    await printLine(`  ${paint('dim', 'source'.padEnd(14))} ${source.absolutePath}`)
  for (const { id, isShown, words, why, best } of versions) {
    const said = isShown ? 'is shown' : [`${number(words)} words`, why, best && `shown instead: ${best}`]
    await printLine(`  ${paint('dim', `text ${id}`.padEnd(14))} ${[said].flat().filter(Boolean).join('; ')}`)
  }
  for (const { reason } of work.looks) await printLine(paint('yellow', `  needs a look: ${reason}`))
}

async function showParts(id: string, parts: WorkPart[], offers: PartOffer[]): Promise<void> {
  for (const { path, number: part, of, isDouble } of parts) {
    const name = part === null ? 'epilogue' : `part ${part}${of === null ? '' : ` of ${of}`}`
    await printLine(
      `  ${paint('dim', name.padEnd(14))} ${path}${isDouble ? ' (a later post of it is shown)' : ''}`,
    )
  }
  for (const { works } of offers) {
    const others = works.filter((work) => work.id !== id).map((work) => `${work.id} ${work.title}`)
    await printLine(paint('yellow', `  perhaps parts of one story, with ${others.join('; ')}`))
  }
}

function whence(work: WorkDetail, field: FieldName): string {
  const chosen = work.evidence[field]?.find((evidence) => evidence.chosen)
  if (chosen === undefined) return ''
  const place =
    chosen.from === 'person' ? 'said by you' : chosen.span === null ? chosen.rule : `line ${chosen.span.line}`
  return paint('dim', `  (${place})`)
}
