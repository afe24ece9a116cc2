/** The encoding a page says it is in: `<meta charset>`, `http-equiv`, or its XML declaration. */

const SNIFFED_BYTES = 4_096
const META = /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i
const XML = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]+)["']/i

/** @returns the name as written, undefined where nothing is said in the first 4,096 bytes. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, SNIFFED_BYTES)).toString('latin1')
  return (XML.exec(head) ?? META.exec(head))?.[1]
}
