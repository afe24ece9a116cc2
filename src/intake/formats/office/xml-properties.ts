/** `docProps/core.xml` and OpenDocument's `meta.xml`: what the program kept about the file. */
import type { Properties } from './office-document.ts'
import { walkXml } from './xml-events.ts'

const FIELDS: Readonly<Record<string, keyof Properties>> = {
  'dc:title': 'title',
  // The first to work on it, where it is named, before the last.
  'meta:initial-creator': 'creator',
  'dc:creator': 'creator',
  'o:Title': 'title',
  'o:Author': 'creator',
  'cp:keywords': 'keywords',
  'meta:keyword': 'keywords',
  'dc:language': 'language',
}

export function readProperties(source: string): Properties {
  const found: Properties = {}
  let field: keyof Properties | undefined
  let text = ''
  walkXml(source, {
    open(name) {
      field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
      text = ''
    },
    close(name) {
      const said = text.trim()
      const isFirst = field !== undefined && (found[field] ?? '') === ''
      if (field !== undefined && said !== '') {
        if (isFirst || name === 'meta:initial-creator') found[field] = said
        else if (field === 'keywords') found[field] = `${found[field]}; ${said}`
      }
      field = undefined
    },
    text(more) {
      if (field !== undefined && text.length < 1_000) text += more
    },
  })
  return found
}
