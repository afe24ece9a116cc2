/**
 * What an archive's category is: a fandom, a pairing, slash or het, a genre. eFiction calls all of them categories; the
 * name, what stands above it and the archive's cast tell.
 */
import type { Category } from '../../../story/field.ts'
import { categoryOf } from '../../recover/vocabulary/categories.ts'
import { isGenre } from '../../recover/vocabulary/genres.ts'
import { relationshipOf } from '../../recover/vocabulary/relationships.ts'
import { lineOfValue } from '../sql/archive-value.ts'
import type { Row } from '../sql/dump-tables.ts'
import type { EfictionSite } from './site.ts'

export type CategoryKind =
  | { is: 'fandom'; name: string }
  | { is: 'relationship'; name: string; value: string }
  | { is: 'category'; name: string; value: Category }
  | { is: 'tag'; name: string }
  /** It groups others, or says nothing: "TV Shows", "Other". */
  | { is: 'group'; name: string }

export interface ReadCategory {
  kind: CategoryKind
  /** What stands above it, nearest first. */
  above: CategoryKind[]
}

const MEDIUM =
  /^(?:anime|manga|books?|literature|novels?|cartoons?|animation|comics?|(?:video |computer )?games?|movies?|films?|tv|tv shows?|television|tv series|television series|theat(?:er|re)|musicals?|plays?|music|bands?|celebrities|actors?|radio|web ?series|fandoms?|rpf|rps|real people|sports?|series|shows?)$/i
const NOTHING =
  /^(?:misc\.?|miscellaneous|others?|uncategori[sz]ed|general fiction|all stories|stories|fan ?fiction|archive|none)$/i
const SECTION =
  /^(?:cross-?overs?|x-?overs?|challenges?(?: (?:responses?|fics?|stories))?|contests?|drabbles?|poetry|poems?|round robins?|vignettes?|one-?shots?|song ?fics?|missing scenes?|episode (?:tags?|related|fics?)|alternate universes?|aus?|works? in progress|wips?|art|humou?r|essays?|virtual seasons?|season \w+)$/i
const COUPLES = /\b(?:pairings?|ships?|couples?|romances?|relationships?|slash|het|femm?e?slash)\b/i
const PADDING =
  /\s*\b(?:pairings?|couples?|stories|fics?|fan ?fics?|fan ?fiction|fiction|relationships?|romance)\b\s*/gi

export class CategoryKinds {
  private readonly rows = new Map<string, Row>()
  private readonly names = new Set<string>()
  private readonly pairShare: number
  private readonly hasSlash: boolean

  constructor({ tables, site }: EfictionSite) {
    for (const row of tables.all('select catid, parentcatid, category from categories where site = ?', site))
      this.rows.set(row.catid ?? '', row)
    for (const row of tables.all('select charname from characters where site = ? limit 20000', site))
      for (const word of wordsOf(lineOfValue(row.charname))) this.names.add(word)
    const names = [...this.rows.values()].map((row) => lineOfValue(row.category))
    this.pairShare = names.filter((name) => isPair(name)).length / Math.max(1, names.length)
    this.hasSlash = names.some((name) => ['m/m', 'f/m', 'f/f'].includes(categoryWord(name) ?? ''))
  }

  /** Of no category at all that it has is a fandom: then the archive is about one alone. */
  get holdsFandoms(): boolean {
    return [...this.rows.keys()].some((id) => this.read(id)?.kind.is === 'fandom')
  }

  /** @param entry an id, or a name where the archive holds names. @returns undefined for an id that has no row. */
  read(entry: string): ReadCategory | undefined {
    const row = this.rows.get(entry)
    if (row === undefined) {
      return /^-?\d+$/.test(entry) ? undefined : { kind: this.kindOf(lineOfValue(entry), []), above: [] }
    }
    const names = [row, ...this.ancestors(row)].map((each) => lineOfValue(each.category))
    const above = names.slice(1).map((name, index) => this.kindOf(name, names.slice(index + 2)))
    return { kind: this.kindOf(names[0] as string, names.slice(1)), above }
  }

  private ancestors(row: Row): Row[] {
    const found: Row[] = []
    for (let at: Row | undefined = row; at !== undefined && found.length < 8; ) {
      at = this.rows.get(at.parentcatid ?? '')
      if (at !== undefined && at !== row && !found.includes(at)) found.push(at)
      else at = undefined
    }
    return found
  }

  private kindOf(name: string, above: readonly string[]): CategoryKind {
    const category = categoryWord(name)
    if (category !== undefined && (category !== 'gen' || !/^general$/i.test(name) || this.hasSlash))
      return { is: 'category', name, value: category }
    const isMedium = name.split(/\s*(?:[/&,]|\band\b)\s*/).every((part) => MEDIUM.test(part))
    if (isMedium || NOTHING.test(name) || name === '') return { is: 'group', name }
    const pair = relationshipOf(name, false)
    if (pair !== null && this.isPairing(name, above)) return { is: 'relationship', name, value: pair.value }
    if (SECTION.test(name) || isGenre(name)) return { is: 'tag', name }
    // Below couples stand couples, even those whose names are no pair: "Other Slash Pairing" was told above.
    return COUPLES.test(name) ? { is: 'tag', name } : { is: 'fandom', name }
  }

  private isPairing(name: string, above: readonly string[]): boolean {
    if (above.some((each) => COUPLES.test(each) || categoryWord(each) !== undefined)) return true
    const sides = name.split(/\s*[/&×]\s*|\s+x\s+/)
    if (sides.length > 1 && sides.every((side) => wordsOf(side).some((word) => this.names.has(word))))
      return true
    return !name.includes('&') && this.pairShare >= 0.4
  }
}

const isPair = (name: string) => relationshipOf(name, false)?.value.includes('/') === true
const wordsOf = (name: string) => name.toLowerCase().match(/[\p{L}\p{N}'’-]{2,}/gu) ?? []

/** "Slash", "Het Pairings", "Gen Stories", "Other Slash Pairing". */
export function categoryWord(name: string): Category | undefined {
  const bare = name.replace(PADDING, ' ').trim()
  const whole = categoryOf(bare) ?? (/^general$/i.test(bare) ? 'gen' : undefined)
  if (whole !== undefined && !/^others?$/i.test(bare)) return whole
  if (isPair(name)) return undefined
  if (/\bfem(?:me)?-?slash\b/i.test(name)) return 'f/f'
  if (/\bslash\b/i.test(name)) return 'm/m'
  if (/\bhet\b/i.test(name)) return 'f/m'
  return /\b(?:three|more)somes?\b/i.test(name) ? 'multi' : undefined
}
