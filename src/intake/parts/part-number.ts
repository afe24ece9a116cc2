/** Numbers of parts as file names, headings and subjects write them. */
import { EPILOGUE } from '../../story/part.ts'

/** Words that name a part of one work. Books and volumes are works of a series more often, and are not among them. */
export const PART_WORD =
  'chapters?|chapitres?|chap|chpt|chp|ch|parts?|pt|kapitel|kap|teil|capítulo|capitulo|capitolo|cap|parte|partie|глава|часть|episode|ep|installment|section|act|hoofdstuk|deel|rozdział'

/** As in "chapter 2a", "part two", "pt IV"; no letters right behind. */
export const PART_NUMBER =
  '\\d{1,4}(?:\\.\\d)?[a-h]?(?![\\p{L}\\d])|[ivxl]{1,7}(?![\\p{L}\\d])|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?(?!\\p{L})|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|un|deux|trois|quatre|cinq|uno|dos|tres|cuatro|cinco)(?!\\p{L})'

const NAMED: Record<string, number> = {
  prologue: 0,
  prolog: 0,
  prólogo: 0,
  prologo: 0,
  пролог: 0,
  epilogue: EPILOGUE,
  epilog: EPILOGUE,
  epílogo: EPILOGUE,
  epilogo: EPILOGUE,
  эпилог: EPILOGUE,
}

/** "Prologue" is 0, "Epilogue" the last; null for any other word. */
export function namedPart(word: string): number | null {
  return NAMED[word.toLowerCase()] ?? null
}
