/** The words people read for the values the archive keeps. */
import type { Category, Rating, Status } from './field.ts'

export const RATING_WORDS: Record<Rating, string> = {
  'not-rated': 'Not Rated',
  general: 'General Audiences',
  teen: 'Teen And Up Audiences',
  mature: 'Mature',
  explicit: 'Explicit',
}

export const STATUS_WORDS: Record<Status, string> = {
  complete: 'Complete',
  'in-progress': 'In progress',
  abandoned: 'Abandoned',
}

export const CATEGORY_WORDS: Record<Category, string> = {
  gen: 'Gen',
  'f/m': 'F/M',
  'm/m': 'M/M',
  'f/f': 'F/F',
  multi: 'Multi',
  other: 'Other',
}

const WARNING_WORDS: Record<string, string> = {
  'none-apply': 'No Archive Warnings Apply',
  'chose-not': 'Creator Chose Not To Use Archive Warnings',
  'graphic-violence': 'Graphic Depictions Of Violence',
  'major-character-death': 'Major Character Death',
  'non-con': 'Rape/Non-Con',
  underage: 'Underage',
}

/** A warning with an id in AO3's words; any other as its writer put it. */
export function warningWords(warning: string): string {
  return WARNING_WORDS[warning] ?? warning
}

/** The language's own name: 'en' → 'English', 'de' → 'Deutsch'. The tag itself where it is not known. */
export function languageWords(tag: string): string {
  try {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
  } catch {
    return tag
  }
}
