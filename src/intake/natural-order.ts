/** The order people give names: 2 before 10, without case. */

const COLLATOR = new Intl.Collator('en', { numeric: true })

export function naturalOrder(a: string, b: string): number {
  return COLLATOR.compare(a, b)
}
