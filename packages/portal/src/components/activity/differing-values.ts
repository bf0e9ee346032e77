type Values = Record<string, unknown>

/** Some entries leave out what is not there, where others have `null`. */
const isSame = (before: unknown, after: unknown): boolean =>
  JSON.stringify(before ?? null) === JSON.stringify(after ?? null)

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What differs of two values, also within them: what stayed as it was says nothing. */
export function differingValues(before: Values, after: Values): { before: Values; after: Values } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const parts = names.flatMap((name): [name: string, before: unknown, after: unknown][] => {
    const [former, later] = [before[name], after[name]]
    if (isSame(former, later)) return []
    if (!(isObject(former) && isObject(later))) return [[name, former, later]]
    const within = differingValues(former, later)
    return [[name, within.before, within.after]]
  })
  return {
    before: Object.fromEntries(parts.map(([name, former]) => [name, former])),
    after: Object.fromEntries(parts.map(([name, , later]) => [name, later])),
  }
}
