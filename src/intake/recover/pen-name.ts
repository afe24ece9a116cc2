/** "Ink & Quill" as one name: where the mail comes from inkandquill@…, its by-line names one writer and not two. */
import type { Candidate } from './candidate.ts'

const ADDRESSES: ReadonlySet<string> = new Set(['mail/from', 'mail/address'])

/** @returns the candidates, with two names that are the two halves of the sender's address as one. */
export function withPenNames(candidates: Candidate[]): Candidate[] {
  const senders = candidates
    .filter(({ field, rule }) => field === 'authors' && ADDRESSES.has(rule))
    .map(({ value }) => keyOf(String(value)))
  if (senders.length === 0) return candidates
  return candidates.flatMap((candidate, at) => {
    if (isPair(candidates[at - 1], candidate, senders)) return []
    const next = candidates[at + 1]
    return next && isPair(candidate, next, senders)
      ? [{ ...candidate, value: `${candidate.value} & ${next.value}` }]
      : [candidate]
  })
}

function isPair(first: Candidate | undefined, second: Candidate, senders: string[]): boolean {
  if (first?.field !== 'authors' || second.field !== 'authors' || first.rule !== second.rule) return false
  return senders.includes(keyOf(`${first.value} and ${second.value}`))
}

function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[&+]/g, 'and')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
