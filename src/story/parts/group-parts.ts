/** Which sources are parts of one work. Pure; time grows with their number, for only those that share a name are compared. */
import { confirmedByText, offerOf } from './bare-numbers.ts'
import { authorKeys, type Numbered, numbered, type PartMember, partKey } from './part-member.ts'

export interface PlacedPart extends Numbered {
  /** Earlier posts of the same part: their text gives way. */
  doubles: PartMember[]
}

export interface PartGroup {
  /** By number; a prologue first, an epilogue last. */
  parts: PlacedPart[]
}

export interface Grouping {
  /** Two parts or more each, of two works or more. */
  joins: PartGroup[]
  /** Numbers alone suggest it: for a person to decide. */
  offers: PartGroup[]
}

/** Larger heaps of bare numbers are a program's names and no parts. */
const MOST_OFFERED = 60

/** @param members in the order they came in: of two posts of one part the later counts. */
export function groupParts(members: readonly PartMember[]): Grouping {
  const numbers = new Map(members.map((member) => [member, member.isApart ? null : numbered(member)]))
  const joined = new Groups()
  const offers: Numbered[][] = []
  for (const { kind, key, found } of bucketsOf(members)) {
    for (const own of kind === 'title' ? byCompany(found) : byAuthor(found)) {
      const fitting = withoutOtherTitles(own, key)
      const sure = sureParts(fitting, numbers, kind)
      if (sure.length > 1) joined.add(sure)
      else if (kind === 'name') offers.push(offerOf(fitting, numbers))
    }
  }
  const joins = joined.all().map(placed).filter(isOfSeveral)
  const taken = new Set(joins.flatMap(({ parts }) => parts.map(({ member }) => member)))
  return {
    joins,
    offers: offers
      .map((each) => placed(each.filter(({ member }) => !taken.has(member))))
      .filter((group) => isOfSeveral(group) && group.parts.length <= MOST_OFFERED),
  }
}

interface Bucket {
  kind: 'title' | 'name' | 'folder'
  /** The name that is shared; '' for files that have nothing but a number and their folder. */
  key: string
  found: PartMember[]
}

/** By the work's title, by the name of files in one folder, and files of one folder that are only numbered. */
function bucketsOf(members: readonly PartMember[]): Bucket[] {
  const buckets = new Map<string, Bucket>()
  for (const member of members) {
    for (const { kind, key, at } of keysOf(member)) {
      const bucket = buckets.get(at)
      if (bucket === undefined) buckets.set(at, { kind, key, found: [member] })
      else if (bucket.found.at(-1) !== member) bucket.found.push(member)
    }
  }
  return [...buckets.values()].filter(({ found }) => found.length > 1)
}

/** What a member can be found by; the archive keeps these beside it. */
export function keysOf({
  facts,
  folder,
}: Pick<PartMember, 'facts' | 'folder'>): { kind: Bucket['kind']; key: string; at: string }[] {
  const { title, name, thread } = facts
  const keys: { kind: Bucket['kind']; key: string; at: string }[] = []
  for (const words of [title, name.title]) {
    if (words === null) continue
    const key = partKey(words)
    if (key !== '') keys.push({ kind: 'title', key, at: `title ${key}` })
  }
  const shared = name.title === null ? '' : partKey(name.title)
  if (shared !== '' && thread === null)
    keys.push({ kind: 'name', key: shared, at: `name ${folder} ${shared}` })
  if (shared === '' && name.sign !== null) keys.push({ kind: 'folder', key: '', at: `folder ${folder}` })
  return keys
}

/** Of one title: by author where it is known, and otherwise by folder or list. */
function byCompany(members: readonly PartMember[]): PartMember[][] {
  const places = new Map<string, PartMember[][]>()
  const groups: PartMember[][] = []
  for (const group of byAuthor(members.filter((member) => authorKeys(member).length > 0))) {
    groups.push(group)
    for (const place of new Set(group.map(placeOf))) places.set(place, [...(places.get(place) ?? []), group])
  }
  for (const member of members) {
    if (authorKeys(member).length > 0) continue
    const at = places.get(placeOf(member)) ?? []
    if (at.length === 1) at[0]?.push(member)
    else if (at.length === 0) {
      const group = [member]
      groups.push(group)
      places.set(placeOf(member), [group])
    }
  }
  return groups.map(inOrder)
}

const placeOf = ({ facts, folder }: PartMember) =>
  facts.thread === null ? `in ${folder}` : `on ${facts.thread}`

/** Those of one author together; those of none go with the only author there is. */
function byAuthor(members: readonly PartMember[]): PartMember[][] {
  const groups = new Map<string, PartMember[]>()
  const unknown: PartMember[] = []
  for (const member of members) {
    const keys = authorKeys(member)
    if (keys.length === 0) unknown.push(member)
    else {
      const at = keys.find((key) => groups.has(key)) ?? (keys[0] as string)
      const group = groups.get(at) ?? []
      for (const key of keys) if (!groups.has(key)) groups.set(key, group)
      group.push(member)
    }
  }
  const known = [...new Set(groups.values())]
  if (unknown.length === 0) return known
  const [only] = known
  if (known.length === 1 && only !== undefined) return [inOrder([...only, ...unknown])]
  return [...known, unknown]
}

function inOrder(group: readonly PartMember[]): PartMember[] {
  return [...group].sort((a, b) => a.id - b.id)
}

/**
 * Files named alike whose headers give titles of their own are works of a series. A header in one of them alone, or the
 * same in several, is the work's.
 */
function withoutOtherTitles(members: readonly PartMember[], shared: string): PartMember[] {
  const titles = new Map<string, number>()
  for (const member of members) {
    const key = sureTitle(member)
    if (key !== null) titles.set(key, (titles.get(key) ?? 0) + 1)
  }
  if (titles.size < 2) return [...members]
  const [most] = [...titles].sort((a, b) => b[1] - a[1])[0] as [string, number]
  const anchor = titles.has(shared) ? shared : (titles.get(most) as number) > 1 ? most : null
  return members.filter((member) => sureTitle(member) === null || sureTitle(member) === anchor)
}

function sureTitle({ facts }: PartMember): string | null {
  return facts.title !== null && facts.titleIsSure ? partKey(facts.title) : null
}

/** The numbered ones, with the one that has no number as their first where that is missing. */
function sureParts(
  members: readonly PartMember[],
  numbers: ReadonlyMap<PartMember, Numbered | null>,
  kind: Bucket['kind'],
): Numbered[] {
  const all = members.flatMap((member) => numbers.get(member) ?? [])
  const bare = all.filter(({ isSure }) => !isSure)
  const sure = [
    ...all.filter(({ isSure }) => isSure),
    ...(kind === 'title' ? [] : confirmedByText(all, bare)),
  ]
  if (!sure.some(({ number, of }) => number > 1 || (of ?? 0) > 1)) return []
  const heads = members.filter((member) => isHead(member))
  const [head] = heads
  if (head !== undefined && heads.length === 1 && !sure.some(({ number }) => number <= 1)) {
    sure.push({ member: head, number: 1, last: 1, of: null, isSure: true })
  }
  return new Set(sure.map(({ number }) => number)).size > 1 ? sure : []
}

/** Nothing numbers it, and nothing denies that it is the first: "Title.txt" beside "Title - Chapter 2.txt". */
function isHead({ facts, isApart }: PartMember): boolean {
  return isApart !== true && facts.text === null && facts.name.sign === null
}

/** Groups that share a member are one. */
class Groups {
  #of = new Map<PartMember, Numbered[]>()

  add(parts: readonly Numbered[]): void {
    const all = new Map<PartMember, Numbered>()
    const known = new Set(parts.flatMap(({ member }) => this.#of.get(member) ?? []))
    for (const part of [...known, ...parts]) if (!all.has(part.member)) all.set(part.member, part)
    const group = [...all.values()]
    for (const { member } of group) this.#of.set(member, group)
  }

  all(): Numbered[][] {
    return [...new Set(this.#of.values())]
  }
}

/** In order, each number once. What holds several of the others' numbers is a copy of the whole, and stays by itself. */
function placed(found: readonly Numbered[]): PartGroup {
  const single = found.filter((part) => !holdsOthers(part, found))
  const byNumber = new Map<number, PlacedPart>()
  for (const part of single) {
    const before = byNumber.get(part.number)
    const doubles = before === undefined ? [] : [...before.doubles, before.member]
    byNumber.set(part.number, { ...part, of: part.of ?? before?.of ?? null, doubles })
  }
  return { parts: [...byNumber.values()].sort((a, b) => a.number - b.number) }
}

function holdsOthers(part: Numbered, all: readonly Numbered[]): boolean {
  if (part.last === part.number) return false
  return all.some(
    (other) =>
      other.member !== part.member &&
      other.number <= part.last &&
      other.last >= part.number &&
      (other.number !== part.number || other.last < part.last),
  )
}

function isOfSeveral({ parts }: PartGroup): boolean {
  return new Set(parts.map(({ member }) => member.work)).size > 1
}
