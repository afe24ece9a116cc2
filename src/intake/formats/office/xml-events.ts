/** XML as a stream of tags and text, under the prefixes this folder's readers know, whatever the file calls them. */
import { SaxesParser } from 'saxes'

export type Attributes = Readonly<Record<string, string>>

export interface XmlEvents {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(text: string): void
}

/** Namespaces → the prefixes usual for them. */
const PREFIXES: readonly [RegExp, string | null][] = [
  [/wordprocessingml\/(?:2006\/)?main$|\/word\/2003\/wordml$/, 'w'],
  [/markup-compatibility\/2006$/, 'mc'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
  [/^urn:schemas-microsoft-com:office:office$/, 'o'],
  [/drawingml\/(?:2006\/)?main$/, 'a'],
  [
    /^urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1\.0$|^http:\/\/www\.w3\.org\/1999\/XSL\/Format$/,
    'fo',
  ],
  [/^urn:oasis:names:tc:opendocument:xmlns:drawing:1\.0$|^http:\/\/openoffice\.org\/2000\/drawing$/, 'draw'],
  [/^urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1\.0$|^http:\/\/www\.w3\.org\/2000\/svg$/, 'svg'],
  [/^urn:oasis:names:tc:opendocument:xmlns:([\w-]+):1\.0$|^http:\/\/openoffice\.org\/2000\/([\w-]+)$/, null],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/$/, 'dc'],
]

/**
 * Goes through a file from its beginning. What is not well formed is passed over as far as it can be: a file that
 * was cut off gives what it has. Entities it declares itself are not expanded. Never throws of itself.
 */
export function walkXml(source: string, events: XmlEvents): void {
  const prefixes = new Map<string, string>()
  const names = new Map<string, string>()
  const known = (name: string): string => {
    let canonical = names.get(name)
    if (canonical === undefined) {
      const colon = name.indexOf(':')
      const prefix = colon === -1 ? '' : name.slice(0, colon)
      const renamed = prefixes.get(prefix)
      canonical = renamed === undefined ? name : `${renamed}:${name.slice(colon + 1)}`
      names.set(name, canonical)
    }
    return canonical
  }
  const parser = new SaxesParser({})
  parser.on('error', () => {})
  parser.on('opentag', ({ name, attributes }) => {
    noteNamespaces(attributes, prefixes, names)
    const said: Record<string, string> = {}
    for (const key of Object.keys(attributes))
      said[key.includes(':') ? known(key) : key] = attributes[key] as string
    events.open(known(name), said)
  })
  parser.on('closetag', ({ name }) => events.close(known(name)))
  parser.on('text', (text) => events.text(text))
  parser.on('cdata', (text) => events.text(text))
  parser.write(source.replace(/^\ufeff?\s+(?=<)/, ''))
  parser.close()
}

function noteNamespaces(
  attributes: Attributes,
  prefixes: Map<string, string>,
  names: Map<string, string>,
): void {
  for (const key of Object.keys(attributes)) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
    const uri = attributes[key] as string
    for (const [pattern, fixed] of PREFIXES) {
      const match = pattern.exec(uri)
      const prefix = match === null ? undefined : (fixed ?? match[1] ?? match[2])
      if (prefix === undefined) continue
      prefixes.set(key.slice(6), prefix)
      names.clear()
      break
    }
  }
}

/** Whether a property that is on by being there is on: `<w:b/>`, `<w:b w:val="0"/>`. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off|none)$/i.test(value)
}
