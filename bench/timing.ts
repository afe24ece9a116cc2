/** Times of many questions, as percentiles. */

export interface Times {
  p50: number
  p95: number
}

export async function timeEach(queries: string[], ask: (query: string) => unknown): Promise<Times> {
  const times: number[] = []
  for (const query of queries.slice(0, 20)) await ask(query)
  for (const query of queries) {
    const startedAt = performance.now()
    await ask(query)
    times.push(performance.now() - startedAt)
  }
  return timesOf(times)
}

export function timesOf(milliseconds: number[]): Times {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

export const shown = ({ p50, p95 }: Times) => `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
