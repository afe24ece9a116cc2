/** `fanfold never …`: what a reader never wants to be shown, wherever stories are listed. */
import { type Command, InvalidArgumentError } from 'commander'
import { FACET_FIELDS, type FacetField } from '../archive/archive.ts'
import type { StandingFilters } from '../archive/tags/tag-deeds.ts'
import { RATINGS, type Rating } from '../story/field.ts'
import { neverAfter } from '../web/forms/never-form.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, printLine } from './terminal.ts'

const FIELDS = ['any', ...FACET_FIELDS] as const
const FIELD_HELP = `where: ${FIELDS.join(', ')}`

interface NeverOptions extends CommonOptions {
  field: FacetField | 'any'
}

export function neverCommand(program: Command): void {
  const never = program.command('never').description('What you never want to be shown: list it, add, remove.')
  never
    .command('list')
    .description('What is never shown, and how many stories that holds back.')
    .action((options: CommonOptions) => change(options, (filters) => filters))
  for (const deed of ['add', 'remove'] as const)
    never
      .command(deed)
      .description(deed === 'add' ? 'Never show stories that have this.' : 'Show them again.')
      .argument('<value>', 'a tag, character, fandom, creator, warning …')
      .option('--field <field>', FIELD_HELP, neverField, 'any')
      .action((value: string, options: NeverOptions) =>
        change(options, (filters) => neverAfter(filters, { deed, field: options.field, value })),
      )
  never
    .command('rating')
    .description('Never show stories of higher ratings than this.')
    .argument('<rating>', `${RATINGS.slice(1).join(', ')} or all`, highestRating)
    .action((rating: Rating | '', options: CommonOptions) =>
      change(options, (filters) => neverAfter(filters, { deed: 'rating', rating })),
    )
  for (const command of never.commands) withJson(withLibrary(command)).exitOverride()
}

function change(options: CommonOptions, deed: (filters: StandingFilters) => StandingFilters): Promise<void> {
  return useLibrary(options, async (library) => {
    const before = await library.archive.standing()
    const after = deed(before)
    if (after !== before) await library.archive.setStanding(after)
    const view = await (await library.facets()).now()
    const hidden = view.all.size - view.visible.size
    await answer(options, { ...after, hidden }, async () => {
      for (const { field, value } of after.never)
        await printLine(`never ${value}${field === 'any' ? '' : ` (${field})`}`)
      if (after.ratingUpTo !== null) await printLine(`never above ${after.ratingUpTo}`)
      await printLine(
        after.never.length === 0 && after.ratingUpTo === null
          ? 'Nothing is held back.'
          : `${counted(hidden, 'story is', 'stories are')} held back.`,
      )
    })
  })
}

function neverField(text: string): FacetField | 'any' {
  const field = FIELDS.find((each) => each === text.toLowerCase())
  if (field === undefined) throw new InvalidArgumentError(`It must be one of ${FIELDS.join(', ')}.`)
  return field
}

function highestRating(text: string): Rating | '' {
  if (text.toLowerCase() === 'all') return ''
  const rating = RATINGS.slice(1).find((each) => each === text.toLowerCase())
  if (rating === undefined)
    throw new InvalidArgumentError(`It must be one of ${RATINGS.slice(1).join(', ')}, or all.`)
  return rating
}
