/** Files that lie about among stories and are none: skipped, not refused. */
import { looksLikeHtml } from './formats/text/markup.ts'
import { extensionOf } from './stem.ts'

const NAMES: Record<string, string> = {
  '.ds_store': 'a note of the Finder',
  'thumbs.db': 'thumbnails of Windows',
  'desktop.ini': 'folder settings of Windows',
  'imagelist.js': 'a program of the old archive',
  'robots.txt': 'a note to search engines',
  'sitemap.xml': 'a note to search engines',
  'favicon.ico': 'a picture',
  '.gitignore': 'a settings file',
  '.gitattributes': 'a settings file',
}

const EXTENSIONS: [string, string][] = [
  ['a picture', 'jpg jpeg jpe jfif png gif bmp webp svg ico tif tiff heic avif psd xcf'],
  ['a style sheet', 'css scss less'],
  [
    'a program',
    'js mjs php php3 php4 php5 phtml asp aspx cgi pl py rb exe dll bat cmd sh msi dmg apk class jar swf',
  ],
  ['a font', 'ttf otf woff woff2 eot'],
  [
    'sound or film',
    'mp3 m4a m4b ogg oga opus wav flac wma aac mid midi mp4 m4v mkv avi mov wmv webm flv rm ram',
  ],
  ['a playlist', 'm3u m3u8 pls xspf'],
  ['a link to a page', 'url webloc lnk desktop'],
  ['a backup copy', 'bak tmp temp old~ part crdownload download'],
  ['a settings file', 'ini cfg conf htaccess htpasswd log1 lock'],
]
const REASONS = new Map(
  EXTENSIONS.flatMap(([reason, list]) =>
    list.split(' ').map((name): [string, string] => [`.${name}`, reason]),
  ),
)
/** A saved page keeps its pictures and programs in a folder of its own name. */
const PAGE_FOLDER = /(?:^|\/)[^/]+(?:_files|_fichiers|_archivos|_ficheiros|-Dateien|_bestanden|\.files)\//i
const INDEX_NAME =
  /^(?:index|default|main|home|menu|nav|header|footer|toc|contents|sidebar|blank|top|left|frame)\d?\.(?:s?html?|php\d?)$/i
const SAMPLE = 200_000
const README =
  /^(?:read[ _-]?me|lies[ _-]?mich|lisez[ _-]?moi)\b[^/]{0,20}\.(?:txt|md|html?|rtf|doc)$|^readme$/i
/** A longer one may be a story called so. */
const README_BYTES = 2_000

/**
 * @param path below the folder given, with `/`. @param bytes the file's, where they are at hand: then empty files and
 * an archive's index pages are known as well.
 * @returns why the file is no story ('a picture'), null where it may be one.
 */
export function furnitureReason(path: string, bytes?: Uint8Array): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const lower = name.toLowerCase()
  if (NAMES[lower]) return NAMES[lower]
  if (name.startsWith('._') || /(?:^|\/)__MACOSX\//.test(path)) return 'a shadow file of a Mac'
  if (name.startsWith('~$') || name.startsWith('.~lock.')) return 'a lock of a word processor'
  if (name.endsWith('~')) return 'a backup copy'
  if (PAGE_FOLDER.test(path)) return 'part of a saved page'
  const extension = extensionOf(path)
  // The Automated Archive's list of its stories is written as a program.
  const reason = lower === 'archive_db.pl' ? undefined : REASONS.get(extension)
  if (reason && !(bytes && extension.startsWith('.php') && isSavedPage(bytes))) return reason
  if (bytes?.length === 0) return 'an empty file'
  if (bytes && README.test(name) && isShortNote(bytes)) return 'a note that came with the files'
  return bytes && INDEX_NAME.test(name) && isIndexPage(bytes) ? 'an index of the old archive' : null
}

/** Short, and none of its lines is a story's header: "read me" may be a title as well. */
function isShortNote(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, README_BYTES + 1)).toString('latin1')
  return text.length <= README_BYTES && !/^\W{0,6}(?:title|author|rating|fandom|pairing|by)\b\W/im.test(text)
}

/** A page that was saved from a program keeps the program's name: `viewstory.php.html`, or plain `viewstory.php`. */
function isSavedPage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  return !start.includes('<?php') && looksLikeHtml(start)
}

/** Mostly links, and nowhere a stretch of prose. */
function isIndexPage(bytes: Uint8Array): boolean {
  const page = Buffer.from(bytes.subarray(0, SAMPLE))
    .toString('latin1')
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
  if (/^\s*<\?php/.test(page) || /<frameset\b/i.test(page)) return true
  let links = 0
  let inLinks = 0
  const rest = page.replace(/<a\b[^>]*>([\s\S]*?)<\/a>/gi, (_, words: string) => {
    links++
    inLinks += lengthOf(words)
    return '\n'
  })
  const runs = rest.split(/<\/?(?:p|div|td|tr|li|br|h\d|table|center|hr)\b[^>]*>|\n\s*\n/i).map(lengthOf)
  const outside = runs.reduce((sum, length) => sum + length, 0)
  return links >= 4 && inLinks * 1.5 >= outside && Math.max(0, ...runs) < 500
}

/** Letters of a piece of a page without its tags. */
function lengthOf(markup: string): number {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim().length
}
