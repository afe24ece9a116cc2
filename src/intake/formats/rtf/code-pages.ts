/** Bytes of an RTF file's text, in the code page of the document or of the font they are set in. */
import iconv from 'iconv-lite'

/** `\fcharset` → code page; 0 is Windows' own Western one, 1 the document's. */
const OF_CHARSET: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
}

const NAMES: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'cp949',
  950: 'big5',
  1361: 'cp949',
  10000: 'macintosh',
  10007: 'maccyrillic',
  20866: 'koi8-r',
  28592: 'iso-8859-2',
  54936: 'gb18030',
  65001: 'utf-8',
}

/** @returns undefined where the charset names none, or signs (2). */
export function codePageOfCharset(charset: number): number | undefined {
  return OF_CHARSET[charset]
}

export function encodingName(codePage: number): string {
  const name =
    NAMES[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : `cp${codePage}`)
  return iconv.encodingExists(name) ? name : 'windows-1252'
}

/**
 * @param bytes as latin-1. @param isRaw they stood in the file as they are, where only ASCII belongs: programs that
 * do so mostly write UTF-8.
 */
export function decodeRun(bytes: string, codePage: number, isRaw: boolean): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  if (isRaw) {
    const text = buffer.toString('utf8')
    if (!text.includes('\ufffd')) return text
  }
  const name = encodingName(codePage)
  const text = iconv.decode(buffer, name)
  // What the code page leaves undefined keeps its number.
  return name === 'windows-1252' ? text.replace(/\ufffd/g, '') : text
}
