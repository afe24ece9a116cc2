/** PDF → placed pieces of text and drawn rules, page by page. pdf.js (in unpdf's build for servers) reads the file. */
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { isBoldFont, isItalicFont } from './fonts.ts'

export interface Piece {
  text: string
  x: number
  /** Of its baseline, from the bottom of the page; points, as all lengths here. */
  y: number
  width: number
  size: number
  italic: boolean
  bold: boolean
}

/** A line drawn across the page. */
export interface Rule {
  x: number
  y: number
  width: number
}

export interface PdfPage {
  width: number
  height: number
  pieces: Piece[]
  rules: Rule[]
}

export interface OpenPdf {
  title: string
  author: string
  language: string
  pages: PdfPage[]
  /** Pages that could not be read. */
  lost: number
}

/** What cannot be opened, and why. */
export class PdfTrouble extends Error {
  override name = 'PdfTrouble'
  readonly kind: 'locked' | 'broken'
  constructor(kind: PdfTrouble['kind']) {
    super(kind)
    this.kind = kind
  }
}

const MAX_PAGES = 5_000
const MAX_PIECES = 4_000_000
const QUIET = 0

type Proxy = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Proxy['getPage']>>

/** @throws PdfTrouble. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const proxy = await open(bytes)
  try {
    return await readPages(proxy)
  } catch {
    throw new PdfTrouble('broken')
  } finally {
    await proxy.destroy().catch(() => undefined)
  }
}

/** The bytes are copied: pdf.js keeps what it is given for itself. */
async function open(bytes: Uint8Array): Promise<Proxy> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: QUIET,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
    })
  } catch (error) {
    throw new PdfTrouble(error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken')
  }
}

async function readPages(proxy: Proxy): Promise<OpenPdf> {
  const info = await infoOf(proxy)
  const pages: PdfPage[] = []
  let lost = 0
  let pieces = 0
  for (let number = 1; number <= Math.min(proxy.numPages, MAX_PAGES) && pieces < MAX_PIECES; number++) {
    try {
      const page = await proxy.getPage(number)
      const read = await readPage(page)
      pieces += read.pieces.length
      pages.push(read)
      page.cleanup()
    } catch {
      lost++
    }
  }
  return { ...info, pages, lost }
}

async function infoOf(proxy: Proxy): Promise<{ title: string; author: string; language: string }> {
  const said = await proxy.getMetadata().catch(() => undefined)
  const info: Record<string, unknown> = { ...said?.info }
  const text = (name: string) => (typeof info[name] === 'string' ? info[name].trim() : '')
  return { title: text('Title'), author: text('Author'), language: text('Language') }
}

async function readPage(page: Page): Promise<PdfPage> {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const content = await page.getTextContent()
  // The list of operations brings the fonts with it, whose names say what is italic.
  const rules = await rulesOf(page).catch(() => [])
  const fonts = new Map<string, { italic: boolean; bold: boolean }>()
  const pieces: Piece[] = []
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform as number[]
    // Text that runs up or down the page is a watermark or a margin note.
    if (Math.abs(b) > Math.abs(a)) continue
    const font = fonts.get(item.fontName) ?? fontOf(page, item.fontName)
    fonts.set(item.fontName, font)
    const slanted = Math.abs(c) > Math.abs(d) * 0.1 && Math.abs(b) < 0.001
    pieces.push({
      text: item.str,
      x: x - left,
      y: y - bottom,
      width: item.width,
      size: Math.hypot(c, d) || item.height || 1,
      italic: font.italic || slanted,
      bold: font.bold,
    })
  }
  return { width: right - left, height: top - bottom, pieces, rules }
}

function fontOf(page: Page, id: string): { italic: boolean; bold: boolean } {
  const known = page.commonObjs.has(id) ? (page.commonObjs.get(id) as { name?: unknown } | null) : null
  const name = typeof known?.name === 'string' ? known.name : ''
  return { italic: isItalicFont(name), bold: isBoldFont(name) }
}

const THIN = 3.5
const LEAST_WIDTH = 40

/** Thin long shapes: what a browser or a word processor makes of a rule. Their place follows the transforms round them. */
async function rulesOf(page: Page): Promise<Rule[]> {
  const { OPS } = await getResolvedPDFJS()
  const { fnArray, argsArray } = await page.getOperatorList()
  const rules: Rule[] = []
  const stack: Matrix[] = []
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  for (let at = 0; at < fnArray.length; at++) {
    const args: unknown = argsArray[at]
    if (fnArray[at] === OPS.save) stack.push(matrix)
    else if (fnArray[at] === OPS.restore) matrix = stack.pop() ?? matrix
    else if (fnArray[at] === OPS.transform && isNumbers(args, 6)) matrix = multiplied(matrix, args)
    else if (fnArray[at] === OPS.constructPath) {
      const box = Array.isArray(args) ? boxOf(args[2], matrix) : undefined
      if (box !== undefined && box.height <= THIN && box.width >= LEAST_WIDTH) rules.push(box)
    }
  }
  return rules
}

type Matrix = readonly [number, number, number, number, number, number]

function isNumbers(value: unknown, count: number): value is number[] {
  return (Array.isArray(value) || ArrayBuffer.isView(value)) && Array.from(value as number[]).length >= count
}

function multiplied([a, b, c, d, e, f]: Matrix, by: readonly number[]): Matrix {
  const [p = 1, q = 0, r = 0, s = 1, t = 0, u = 0] = by
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}

function boxOf(corners: unknown, [a, b, c, d, e, f]: Matrix): (Rule & { height: number }) | undefined {
  if (!isNumbers(corners, 4)) return undefined
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.from(corners)
  const xs = [a * x0 + c * y0 + e, a * x1 + c * y1 + e]
  const ys = [b * x0 + d * y0 + f, b * x1 + d * y1 + f]
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  const width = Math.max(...xs) - x
  return Number.isFinite(width) ? { x, y, width, height: Math.max(...ys) - y } : undefined
}
