/**
 * `ARCHIVE_DB.pl` of the Automated Archive: a Perl hash, `%FILES = ( 12 => { Title => '…', … }, … );`. It was written
 * by scripts that forgot to escape quotes, so a value ends where what follows can only be the next field or the end.
 */

export interface ArchiveRecord {
  id: string
  /** By field name in lower case, as written. */
  fields: Map<string, string>
}

const ENTRY = /(?:^|[\s,(}])['"]?(\d+)['"]?\s*(?:=>|,)\s*\{/g
const FIELD = /\s*,?\s*['"]?([A-Za-z]\w*)['"]?\s*(?:=>|,)\s*/y
const BARE = /[^,}\r\n]*/y
const ENDS: Record<string, RegExp> = {
  "'": /'(?=\s*,?\s*(?:['"]?[A-Za-z]\w*['"]?\s*=>|\}|$))/g,
  '"': /"(?=\s*,?\s*(?:['"]?[A-Za-z]\w*['"]?\s*=>|\}|$))/g,
}

/** @param text decoded. @returns [] where it is no such file. Never throws; time grows with the text. */
export function readArchiveDb(text: string): ArchiveRecord[] {
  const start = /%FILES\s*=\s*\(/.exec(text)
  if (start === null) return []
  const records: ArchiveRecord[] = []
  ENTRY.lastIndex = start.index + start[0].length
  for (let entry = ENTRY.exec(text); entry !== null; entry = ENTRY.exec(text)) {
    const { fields, end } = readFields(text, ENTRY.lastIndex)
    if (fields.size > 0) records.push({ id: entry[1] as string, fields })
    ENTRY.lastIndex = Math.max(end, ENTRY.lastIndex)
  }
  return records
}

function readFields(text: string, from: number): { fields: Map<string, string>; end: number } {
  const fields = new Map<string, string>()
  let at = from
  while (true) {
    FIELD.lastIndex = at
    const field = FIELD.exec(text)
    if (field === null) return { fields, end: at }
    const value = valueAt(text, FIELD.lastIndex)
    fields.set((field[1] as string).toLowerCase(), value.text)
    at = value.end
  }
}

function valueAt(text: string, at: number): { text: string; end: number } {
  const quote = text[at] as string
  const ends = ENDS[quote]
  if (ends === undefined) {
    BARE.lastIndex = at
    const bare = (BARE.exec(text)?.[0] ?? '').trim()
    return { text: bare === 'undef' ? '' : bare, end: BARE.lastIndex }
  }
  ends.lastIndex = at + 1
  const end = ends.exec(text)?.index ?? text.length
  return { text: text.slice(at + 1, end).replace(/\\(['"\\@$])/g, '$1'), end: end + 1 }
}
