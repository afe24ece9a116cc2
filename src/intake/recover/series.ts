/** Series: name and number apart. */
import type { SeriesPart } from '../../story/field.ts'
import { cleanTitle } from './title-line.ts'
import { anyNumber } from './vocabulary/numbers.ts'

const NONE =
  /^\s*(?:none|no|n\/?a|not? (?:part of )?(?:a )?series|stand-?alone|one-?shot|-+|nope|keine?|aucune?|nessuna?|нет|season .{0,20}|s\d+(?:e\d+)?)\s*[.!]?\s*$/i
const NUMBER = String.raw`(\d{1,3}(?:\.\d)?|[IVX]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))`
const KIND =
  '(?:part|story|book|number|no\\.?|chapter|instal?lment|episode|vol(?:ume)?|fic|entry|teil|tome|parte|часть)'

const FORMS: { pattern: RegExp; name: number; position: number | null }[] = [
  {
    pattern: new RegExp(
      `^(?:this is )?(?:the )?${KIND}\\s*#?${NUMBER}(?:\\s*(?:of|/)\\s*(?:\\d+|\\?))?\\s+(?:of|in)\\s+(.+?)(?:\\s+(?:series|verse|arc|universe))?$`,
      'i',
    ),
    name: 2,
    position: 1,
  },
  {
    pattern: new RegExp(
      `^(?:this is )?(?:the\\s+)?${NUMBER}\\s+(?:${KIND}\\s+)?(?:of|in)\\s+(.+?)(?:\\s+(?:series|verse|arc|universe))?$`,
      'i',
    ),
    name: 2,
    position: 1,
  },
  { pattern: /^(.+?)\s*\[(\d+(?:\.\d+)?)\]$/, name: 1, position: 2 },
  {
    pattern: new RegExp(
      `^(.+?)[\\s,:(–—-]+(?:${KIND}\\s*#?|#)\\s*${NUMBER}(?:\\s*(?:of|/)\\s*(?:\\d+|\\?))?\\)?$`,
      'i',
    ),
    name: 1,
    position: 2,
  },
  { pattern: /^(.+?)[\s,:(–—-]+(\d{1,3})\s*(?:\/|of)\s*(?:\d{1,3}|\?)\)?$/i, name: 1, position: 2 },
  { pattern: /^(.+?)\s*\((\d{1,3})\)$/, name: 1, position: 2 },
  { pattern: /^(.+?),\s*(\d{1,3})$/, name: 1, position: 2 },
  {
    pattern:
      /^(?:a\s+|the\s+)?(?:sequel|prequel|companion(?: piece)?|follow-?up|coda|epilogue)\s+(?:to|of|for)\s+(.+)$/i,
    name: 1,
    position: null,
  },
  {
    pattern: /^(?:part of|set in|belongs to)\s+(.+?)(?:\s+(?:series|verse|arc|universe))?$/i,
    name: 1,
    position: null,
  },
]

/** @returns the series named in a value, [] for "none". Several are parted by `;` or a line end, or by commas between "Part n of". */
export function readSeries(value: string): SeriesPart[] {
  if (NONE.test(value)) return []
  const pieces = value
    .split(/\s*[;\n]\s*|,\s+(?=part \d+ of|(?:a |the )?(?:sequel|prequel) (?:to|of) )/i)
    .filter((piece) => piece.trim() !== '')
  return pieces
    .map((piece) => readOne(piece.trim().replace(/(?<=\p{Ll}{2})\.$/u, '')))
    .filter((part) => part.name !== '')
}

/** "part 2 of the Long Road series": its small article is the sentence's; a capital "The" is the name's. */
const ARTICLE = /^the\s+/

function readOne(text: string): SeriesPart {
  for (const { pattern, name, position } of FORMS) {
    const match = pattern.exec(text)
    if (!match) continue
    const found = cleanTitle((match[name] as string).replace(ARTICLE, ''))
    if (found === '' || /^(?:a|the|my)?\s*series$/i.test(found)) continue
    return { name: found, position: position === null ? null : anyNumber(match[position] as string) }
  }
  return {
    name: cleanTitle(text.replace(/^the\s+(.+?)\s+series$/i, '$1').replace(/\s+series$/i, '')),
    position: null,
  }
}
