/** File names with a number alone: "Title 1.txt", "Title 2.txt". The text decides, or else a person. */
import type { Numbered, PartMember } from './part-member.ts'

/** A name this short is a program's and tells nothing: s0001, ch2, f3. */
const LEAST_NAME = 3

/**
 * Bare numbers the text bears out: most of those after the first say "Part 2" or follow one that ends in "To be
 * continued".
 */
export function confirmedByText(all: readonly Numbered[], bare: readonly Numbered[]): Numbered[] {
  if (bare.length === 0) return []
  const isNamedBare = ({ member }: Numbered) => member.facts.name.sign?.by === 'bare'
  const goesOn = new Set(all.filter(({ member }) => member.facts.goesOn).map(({ last }) => last))
  const later = all.filter((part) => isNamedBare(part) && part.number > 1)
  const confirmed = later.filter((part) => part.isSure || goesOn.has(part.number - 1))
  const isBorneOut = confirmed.length > 0 && confirmed.length * 2 >= later.length
  return isBorneOut ? bare.map((part) => ({ ...part, isSure: true })) : []
}

/** Numbered one after the other from the first on, in one folder, and named with a word: worth asking about. */
export function offerOf(
  members: readonly PartMember[],
  numbers: ReadonlyMap<PartMember, Numbered | null>,
): Numbered[] {
  const found = members.flatMap((member) => {
    const part = numbers.get(member)
    const name = member.facts.name.title ?? ''
    return part && name.replace(/[^\p{L}]/gu, '').length >= LEAST_NAME ? [part] : []
  })
  const own = [...new Set(found.map(({ number }) => number))].sort((a, b) => a - b)
  const runs = own.every((number, index) => index === 0 || number === (own[index - 1] as number) + 1)
  return own.length > 1 && (own[0] as number) <= 1 && runs ? found : []
}
