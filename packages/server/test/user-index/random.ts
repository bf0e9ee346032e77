/** Numbers that look random, and are the same for the same seed */
export interface Random {
  /** A whole number below the limit */
  below(limit: number): number
  /** Whether one case of so many comes */
  oneIn(cases: number): boolean
  /** @throws Error where there is nothing to pick */
  pick<T>(values: readonly T[]): T
  /** Up to so many of the values, each once */
  some<T>(values: readonly T[], most: number): T[]
}

/** Mulberry32 */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => next() % limit
  return {
    below,
    oneIn: (cases) => below(cases) === 0,
    pick(values) {
      if (values.length === 0) throw new Error('there is nothing to pick')
      return values[below(values.length)] as (typeof values)[number]
    },
    some(values, most) {
      const rest = [...values]
      return Array.from({ length: Math.min(below(most + 1), rest.length) }, () =>
        rest.splice(below(rest.length), 1),
      ).flat()
    },
  }
}
