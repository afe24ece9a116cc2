/** `fanfold tags …`: the library's tags, their other names, and what stands under what. */
import { type Command, InvalidArgumentError } from 'commander'
import type { Library } from '../app.ts'
import { LINKED_FIELDS, type LinkedField, type TagLink, type TagLinkKind } from '../archive/tags/tag-deeds.ts'
import type { FacetView } from '../find/facets/filter.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, paint, printLine, tell } from './terminal.ts'

const FOUND_MAX = 100
const FIELD_HELP = `one of ${LINKED_FIELDS.join(', ')}`

export function tagsCommand(program: Command): void {
  const tags = program.command('tags').description('Find tags, and say which are one or stand under another.')
  addReading(tags)
  addSaying(tags)
  for (const command of tags.commands) withJson(withLibrary(command)).exitOverride()
}

function addReading(tags: Command): void {
  tags
    .command('find')
    .description('Find tags by how any of their words begins.')
    .argument('<words...>', 'the beginning of a name')
    .action((words: string[], options: CommonOptions) =>
      withView(options, async (view) => {
        const found = view.suggest(words.join(' '), { limit: FOUND_MAX, kinds: LINKED_FIELDS })
        const json = found.map(({ kind, text, count, typed }) => ({
          ...{ field: kind, name: text, works: count },
          ...(typed !== undefined && { typed }),
        }))
        await answer(options, { tags: json }, async () => {
          for (const { kind, text, count, typed } of found)
            await printLine(tagLine(kind, text, count, typed === undefined ? '' : ` (also ${typed})`))
          if (found.length === 0) await tell('No tag has a word that begins so.')
        })
      }),
    )
  tags
    .command('alike')
    .description('Names that may be the same as this one.')
    .argument('<field>', FIELD_HELP, linkedField)
    .argument('<name>', 'the tag')
    .action((field: LinkedField, name: string, options: CommonOptions) =>
      withView(options, async (view) => {
        const alike = view.alike(field, name)
        await answer(
          options,
          { alike: alike.map(({ value, count }) => ({ name: value, works: count })) },
          async () => {
            for (const { value, count } of alike) await printLine(tagLine(field, value, count))
            if (alike.length === 0) await tell('No other name is like it.')
          },
        )
      }),
    )
  tags
    .command('links')
    .description('All that was said of tags.')
    .action((options: CommonOptions) =>
      useLibrary(options, async ({ archive }) => {
        const links = await archive.tagLinks()
        const json = links.map(({ kind, field, name, target }) => ({ kind, field, name, target }))
        await answer(options, { links: json }, async () => {
          for (const link of links) await printLine(linkLine(link))
          if (links.length === 0) await tell('Nothing yet: "fanfold tags same" says that two tags are one.')
        })
      }),
    )
}

function addSaying(tags: Command): void {
  tags
    .command('same')
    .description('Say that a tag is another name of one: they are counted and found together.')
    .argument('<field>', FIELD_HELP, linkedField)
    .argument('<name>', 'the other name')
    .argument('<canonical>', 'the tag it stands for')
    .action((field: LinkedField, name: string, canonical: string, options: CommonOptions) =>
      said(options, `"${name}" is another name of "${canonical}".`, ({ archive }) =>
        archive.makeSynonym({ field, name }, canonical),
      ),
    )
  tags
    .command('under')
    .description('Say that a tag stands under a wider one: who asks for that finds this too.')
    .argument('<field>', FIELD_HELP, linkedField)
    .argument('<name>', 'the tag')
    .argument('<wider>', 'the one above it')
    .action((field: LinkedField, name: string, wider: string, options: CommonOptions) =>
      said(options, `"${name}" stands under "${wider}".`, ({ archive }) =>
        archive.putUnder({ field, name }, wider),
      ),
    )
  tags
    .command('apart')
    .description('Say that a tag stands for itself, though another is written almost like it.')
    .argument('<field>', FIELD_HELP, linkedField)
    .argument('<name>', 'the tag')
    .action((field: LinkedField, name: string, options: CommonOptions) =>
      said(options, `"${name}" stands for itself.`, ({ archive }) => archive.keepTagApart({ field, name })),
    )
  tags
    .command('unlink')
    .description('Take back what was said of a tag.')
    .argument('<kind>', 'same, under or apart', linkKind)
    .argument('<field>', FIELD_HELP, linkedField)
    .argument('<name>', 'the tag')
    .argument('[other]', 'the other tag, where it stands under several')
    .action(
      (
        kind: TagLinkKind,
        field: LinkedField,
        name: string,
        other: string | undefined,
        options: CommonOptions,
      ) =>
        said(options, `Taken back for "${name}".`, ({ archive }) =>
          archive.unlinkTag({ field, name }, kind, other),
        ),
    )
}

function withView(options: CommonOptions, deed: (view: FacetView) => Promise<void>): Promise<void> {
  return useLibrary(options, async (library) => deed(await (await library.facets()).now()))
}

function said(
  options: CommonOptions,
  text: string,
  deed: (library: Library) => Promise<void>,
): Promise<void> {
  return useLibrary(options, async (library) => {
    await deed(library)
    await answer(options, { done: true }, () => printLine(text))
  })
}

function tagLine(field: string, name: string, works: number, more = ''): string {
  return `${paint('bold', name)}${more}  ${paint('dim', `${field}, ${counted(works, 'story', 'stories')}`)}`
}

const LINK_WORDS = { synonym: 'is another name of', parent: 'stands under', apart: 'stands for itself' }

function linkLine({ kind, field, name, target }: TagLink): string {
  const rest = kind === 'apart' ? '' : ` ${paint('bold', target)}`
  return `${paint('bold', name)} ${LINK_WORDS[kind]}${rest}  ${paint('dim', field)}`
}

function linkedField(text: string): LinkedField {
  const field = LINKED_FIELDS.find((each) => each === text.toLowerCase())
  if (field === undefined) throw new InvalidArgumentError(`It must be ${FIELD_HELP}.`)
  return field
}

const KINDS: Record<string, TagLinkKind> = { same: 'synonym', under: 'parent', apart: 'apart' }

function linkKind(text: string): TagLinkKind {
  const kind = KINDS[text.toLowerCase()]
  if (kind === undefined) throw new InvalidArgumentError('It must be same, under or apart.')
  return kind
}
