/** Allowed HTML as the XHTML that EPUB asks for. */
import { escapeHtml } from '../../story/plain-text.ts'

/** Characters XML 1.0 has no place for, lone surrogates among them. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
/** Elements of allowed HTML that HTML5 has dropped, and the class that takes their place. */
const DROPPED_ELEMENTS: Record<string, string> = { big: 'big', tt: 'mono', strike: 'struck' }

/** Text → XML text. */
export function escapeXml(text: string): string {
  return escapeHtml(text.replace(NOT_XML, '')).replace(/"/g, '&quot;')
}

/** Allowed HTML → the same as XHTML: void elements closed, old elements as spans with a class. */
export function toXhtml(html: string): string {
  return html
    .replace(NOT_XML, '')
    .replace(
      /<(hr|br|wbr|img)((?:\s[^>]*)?)>/g,
      (_, name: string, rest: string) => `<${name}${rest.replace(/\s*\/$/, '')}/>`,
    )
    .replace(/<(big|tt|strike)>/g, (_, name: string) => `<span class="${DROPPED_ELEMENTS[name]}">`)
    .replace(/<\/(big|tt|strike)>/g, '</span>')
    .replace(/&nbsp;/g, '\u00a0')
}

export interface XhtmlPage {
  title: string
  /** BCP-47. */
  language: string
  /** `epub:type` of the body's section, where there is one. */
  bodyType?: string
  body: string
}

/** A whole content document. */
export function xhtmlPage({ title, language, bodyType, body }: XhtmlPage): string {
  const type = bodyType === undefined ? '' : ` epub:type="${bodyType}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${escapeXml(language)}" xml:lang="${escapeXml(language)}">
<head>
<meta charset="UTF-8"/>
<title>${escapeXml(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body${type}>
${body}
</body>
</html>
`
}
