/** An archive kept by the Automated Archive scripts (1998 to 2006): `ARCHIVE_DB.pl` and the story files it names. */
import { readFile } from 'node:fs/promises'
import { RefusedFile } from '../../errors.ts'
import { decodePlainText, decodeText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import { type ArchiveRecord, readArchiveDb } from './automated-archive/archive-db.ts'
import { PageFrame } from './automated-archive/page-frame.ts'
import { fieldsOfRecord } from './automated-archive/record-fields.ts'
import type { ContainerFile, ContainerFormat, Member, MemberContent, OpenContainer } from './container.ts'
import { identityOf } from './efiction-dump/story-document.ts'
import type { FileHead } from './format.ts'
import { declaredCharset } from './html/declared-charset.ts'
import { htmlDocument } from './html.ts'
import { lineOfValue } from './sql/archive-value.ts'
import { Beside } from './sql/beside.ts'
import { noSuchStory } from './sql/no-such-story.ts'
import { looksLikeHtml } from './text/markup.ts'
import { textDocument } from './text.ts'

export const automatedArchive: ContainerFormat = {
  id: 'automated-archive',
  label: 'an Automated Archive',
  extensions: ['.pl'],
  takesBeside: true,
  recognise: ({ head }: FileHead) =>
    /%FILES\s*=\s*\(\s*(?:['"]?\d+['"]?\s*(?:=>|,)\s*\{|\)|$)/.test(Buffer.from(head).toString('latin1'))
      ? 0.98
      : 0,
  open: openArchive,
}

/** So many story files show what the archive puts round each. */
const EXAMPLES = 12

async function openArchive(file: ContainerFile): Promise<OpenContainer> {
  const records = readArchiveDb(decodeText(await readFile(file.absolutePath)).text)
  if (records.length === 0) {
    throw new RefusedFile(
      'read/no-stories',
      `${file.path} lists no stories.`,
      'Look for a fuller copy of it.',
    )
  }
  const archive = new Archive(file, records)
  return {
    members: () => archive.members(),
    read: (name) => archive.read(name),
    async close() {},
  }
}

class Archive {
  private readonly file: ContainerFile
  private readonly records: Map<string, ArchiveRecord>
  private readonly beside: Beside
  private frame: Promise<PageFrame> | undefined

  constructor(file: ContainerFile, records: ArchiveRecord[]) {
    this.file = file
    this.records = new Map(records.map((record) => [`story/${record.id}`, record]))
    this.beside = new Beside(file)
  }

  async *members(): AsyncGenerator<Member> {
    for (const [name, record] of this.records) {
      const path = await this.beside.first(placesOf(record))
      yield { name, sizeBytes: 1, ...(path !== undefined && { takes: [path] }) }
    }
  }

  async read(name: string): Promise<MemberContent> {
    const record = this.records.get(name)
    if (record === undefined) throw noSuchStory(this.file.path, name)
    const title = lineOfValue(record.fields.get('title')) || name
    const document = await this.documentOf(record, `${this.file.path}!/${name}`)
    if (document === undefined) {
      const address = addressOf(record)
      if (address !== undefined) return { kind: 'skipped', reason: `"${title}" is only a link to ${address}` }
      throw noFile(this.file.path, title, placesOf(record)[0])
    }
    this.frame ??= this.learnFrame()
    ;(await this.frame).markIn(document)
    document.stem = title
    document.known.unshift(...fieldsOfRecord(record))
    return { kind: 'documents', documents: [document], identity: identityOf(document) }
  }

  private async learnFrame(): Promise<PageFrame> {
    const frame = new PageFrame()
    const step = Math.max(1, Math.floor(this.records.size / EXAMPLES))
    let at = 0
    for (const [name, record] of this.records) {
      const document =
        at++ % step === 0 ? await this.documentOf(record, name).catch(() => undefined) : undefined
      if (document !== undefined) frame.learn(document)
    }
    return frame
  }

  private async documentOf(record: ArchiveRecord, path: string): Promise<SourceDocument | undefined> {
    const place = await this.beside.first(placesOf(record))
    const bytes = place === undefined ? undefined : await this.file.beside(place)
    if (bytes === undefined) return undefined
    const decoded = decodeText(bytes, declaredCharset(bytes))
    const document = looksLikeHtml(decoded.text)
      ? htmlDocument(path, decoded)
      : textDocument(path, decodePlainText(bytes))
    return { ...document, format: 'automated-archive' }
  }
}

/** Where a record's story may stand: in `archive/`, under its location and type. */
function placesOf({ fields }: ArchiveRecord): string[] {
  const location = (fields.get('location') ?? '').replace(/^\/+/, '')
  const local = [fields.get('locationurl'), fields.get('storyurl')].flatMap((url) =>
    url && !/^\w+:\/\//.test(url) ? [url.replace(/^\/+/, '')] : [],
  )
  const type = (fields.get('filetype') ?? '').replace(/^\./, '')
  const ends = [...new Set([type, 'html', 'htm', 'txt'])].filter((end) => end !== '').map((end) => `.${end}`)
  const names = location === '' ? local : [...ends.map((end) => location + end), location, ...local]
  return names
    .filter((name) => !name.split('/').includes('..'))
    .flatMap((name) => [`archive/${name}`, name, `stories/${name}`])
}

function addressOf({ fields }: ArchiveRecord): string | undefined {
  const urls = [fields.get('locationurl'), fields.get('storyurl'), fields.get('location')]
  return urls.find((url) => url !== undefined && /^https?:\/\//i.test(url))
}

function noFile(path: string, title: string, place: string | undefined): RefusedFile {
  const where = place === undefined ? 'and no place where it stands' : `: ${place} is not there`
  return new RefusedFile(
    'read/no-text',
    `"${title}" (${path}) has no text${where}.`,
    "Put the archive's folder of stories beside this file and look through the folder again.",
  )
}
